import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { runNight } from "../../../pipeline/night/night.ts";
import { openDeployment } from "../../../pipeline/night/open-deployment.ts";
import { nightOf } from "../../../pipeline/night/request.ts";
import { deliverArrivals } from "../../../pipeline/night/steps.ts";
import { Service } from "../../../pipeline/service/service.ts";
import { nightRequest } from "../../night-request.ts";
import { SmallDeployment } from "../../small-deployment.ts";

const HEADER =
  "行政区划代码,报送月份,零报告,报告编号,企业名称,统一社会信用代码,裁减地点,报告日期,拟裁减日期,裁减人数,职工总数,减员类型";
const closure = (area: string, persons: number, number = "L1") =>
  `${HEADER}\n${area},,否,${number},样例银岭煤业有限公司,,一号矿,2026-03-10,2026-04-09,${persons},${persons},关闭破产\n`;

/** Tables that a night writes; receipts answer submissions even when the night fails. */
const STATE = [
  "FROM observation",
  "FROM verdict",
  "FROM risk_case",
  "FROM case_event",
  "FROM notice",
  "FROM delivery WHERE notice IN (SELECT id FROM notice)",
  "FROM sent_log WHERE delivery IN (SELECT delivery.id FROM delivery JOIN notice ON notice.id = delivery.notice)",
  "FROM night",
];

describe("a night", () => {
  let deployment: SmallDeployment;
  afterEach(() => deployment.remove());

  const state = async () => Promise.all(STATE.map((from) => deployment.rows(`${from} ORDER BY ALL`)));
  const mails = (day: string) => {
    const folder = join(deployment.dir, "outbox", day);
    return existsSync(folder) ? readdirSync(folder).sort() : [];
  };

  it("turns one report into a case and a notice for each level, leadership included", async () => {
    deployment = new SmallDeployment();
    deployment.put("inbox/152921/裁减人员报告_1.csv", closure("152921", 900));
    const { events } = await deployment.night("2026-03-11");
    expect(events.map(({ area, kind, tierTo, rule }) => [area, kind, tierTo, rule])).toEqual([
      ["152921", "opened", "I", "single-layoff"],
    ]);
    const deliveries = await deployment.rows<{ recipient: string }>(
      "SELECT recipient FROM delivery JOIN notice ON notice.id = delivery.notice ORDER BY 1",
    );
    const roles = ["duty", "head", "leadership"];
    expect(deliveries.map((delivery) => delivery.recipient)).toEqual(
      roles
        .flatMap((role) =>
          ["150000", "152900", "152921"].map((code) => `${role}.${code}@fengsui.example.org`),
        )
        .sort(),
    );
    expect(mails("2026-03-11").filter((name) => !name.startsWith("receipt-"))).toHaveLength(9);
  });

  it("run twice changes nothing and sends nothing twice", async () => {
    deployment = new SmallDeployment();
    deployment.put("inbox/152921/裁减人员报告_1.csv", closure("152921", 900));
    await deployment.night("2026-03-11");
    const before = { state: await state(), mails: mails("2026-03-11") };
    const again = await deployment.night("2026-03-11");
    expect(again.repeated).toBe(true);
    expect(again.events).toEqual([]);
    expect({ state: await state(), mails: mails("2026-03-11") }).toEqual(before);
  });

  it("takes in what came later the same day, and tells only what is new", async () => {
    deployment = new SmallDeployment();
    deployment.put("inbox/152921/裁减人员报告_1.csv", closure("152921", 900));
    await deployment.night("2026-03-11");
    deployment.put("inbox/150802/裁减人员报告_2.csv", closure("150802", 60));
    const { events, sent } = await deployment.night("2026-03-11");
    expect(events.map(({ area, kind }) => [area, kind])).toEqual([["150802", "opened"]]);
    expect(sent?.sent).toBe(6); // four of the notice, two to the region with a line on it; the receipt waits for a letter
  });

  it("that fails leaves yesterday's state whole; tomorrow's catches up", async () => {
    deployment = new SmallDeployment();
    await deployment.night("2026-03-10");
    const before = await state();
    deployment.put("inbox/152921/裁减人员报告_1.csv", closure("152921", 900));
    const opened = await deployment.open();
    const breaking = {
      ...opened,
      progress: (async (step, _unit, work) => {
        if (step === "tell") throw new Error("the disk is full");
        return work();
      }) as typeof opened.progress,
    };
    const request = { ...nightRequest(opened, "2026-03-11", new Date(0)), publish: false };
    await expect(runNight(breaking, request)).rejects.toThrow("the disk is full");
    const after = await state();
    expect(after.slice(0, -1)).toEqual(before.slice(0, -1));
    expect(await deployment.rows("SELECT state FROM night ORDER BY id")).toEqual([
      { state: "done" },
      { state: "failed" },
    ]);
    expect(await deployment.rows("SELECT state FROM submission")).toEqual([{ state: "accepted" }]);
    const { events } = await deployment.night("2026-03-12");
    expect(events.map(({ area, tierTo }) => [area, tierTo])).toEqual([["152921", "I"]]);
  });

  it("raises at once, and asks its office to lift it when the workers have left and claimed, and thirty days have passed", async () => {
    deployment = new SmallDeployment();
    deployment.put("inbox/152921/裁减人员报告_1.csv", closure("152921", 60));
    deployment.put("inbox/152921/裁减人员报告_s.csv", `${HEADER}\n152921,2026-02,是,,,,,,,,,\n`);
    expect((await deployment.night("2026-03-11")).events.map((event) => event.tierTo)).toEqual(["III"]);
    deployment.put("inbox/152921/裁减人员报告_2.csv", closure("152921", 250, "L2"));
    expect((await deployment.night("2026-03-12")).events.map(({ kind, tierTo }) => [kind, tierTo])).toEqual([
      ["raised", "II"],
    ]);
    const changes: string[] = [];
    // The statements of the months come in when they are due, so that the banner can be called quiet afterwards.
    const listed = (persons: number, number: string) =>
      closure("152921", persons, number).replace(",,否", ",2026-03,否");
    const statements: Readonly<Record<number, string>> = {
      38: `${listed(60, "L1")}${listed(250, "L2").slice(HEADER.length + 1)}`,
      67: `${HEADER}\n152921,2026-04,是,,,,,,,,,\n`,
      97: `${HEADER}\n152921,2026-05,是,,,,,,,,,\n`,
    };
    // Days counted from March on. A day without a night would not count as calm.
    for (let day = 13; day <= 123; day++) {
      const date = new Date(Date.UTC(2026, 2, day)).toISOString().slice(0, 10);
      const statement = statements[day];
      if (statement) deployment.put(`inbox/152921/裁减人员报告_${day}.csv`, statement);
      for (const { kind, reason } of (await deployment.night(date)).events)
        changes.push(`${date} ${kind} ${reason}`);
    }
    // The workers leave on 9 April and claim until the end of May; thirty days later is 30 June. Orange is lifted by its office.
    expect(changes).toEqual(["2026-06-30 quiet lift-proposed"]);
  });

  it("does not lift for want of data", async () => {
    deployment = new SmallDeployment();
    deployment.put("inbox/152921/裁减人员报告_1.csv", closure("152921", 60));
    await deployment.night("2026-03-11");
    const late = await deployment.night("2026-06-30");
    expect(late.events).toEqual([]);
    expect(await deployment.rows("SELECT last_change FROM case_state")).toEqual([{ last_change: "opened" }]);
  });

  it("judges a layoff once that comes after its window has passed, as in the statement of its month", async () => {
    deployment = new SmallDeployment();
    await deployment.night("2026-04-16");
    // Received on 10 March, stated in April: on 17 April it has left the thirty days.
    deployment.put("inbox/152921/裁减人员报告_1.csv", closure("152921", 900).replace(",,否", ",2026-03,否"));
    const { events } = await deployment.night("2026-04-17");
    expect(events.map(({ kind, tierTo, period }) => [kind, tierTo, period])).toEqual([
      ["opened", "I", "2026-03-10"],
    ]);
    expect((await deployment.night("2026-04-18")).events).toEqual([]);
    expect(
      await deployment.rows(
        "SELECT occasion, count(*) AS n FROM verdict WHERE occasion IS NOT NULL GROUP BY ALL",
      ),
    ).toEqual([{ occasion: "late", n: 1 }]);
  });

  it("amended from 1,200 to 12 lifts the case at once, and everyone told before reads both figures", async () => {
    deployment = new SmallDeployment();
    deployment.put("inbox/152921/裁减人员报告_1.csv", closure("152921", 1200));
    await deployment.night("2026-03-11");
    deployment.put("inbox/152921/裁减人员报告_2.csv", closure("152921", 12).replace(",12,12,", ",12,1200,"));
    const { events } = await deployment.night("2026-03-12");
    expect(events.map(({ kind, tierFrom, tierTo, reason }) => [kind, tierFrom, tierTo, reason])).toEqual([
      ["lifted", "I", null, "corrected"],
    ]);
    const recipientsOf = (seq: number) =>
      deployment.rows(
        `SELECT recipient FROM delivery JOIN notice ON notice.id = notice WHERE seq = ${seq} ORDER BY 1`,
      );
    expect(await recipientsOf(2)).toEqual(await recipientsOf(1));
    const [notice] = await deployment.rows<{ subject: string; body: string }>(
      "SELECT subject, body_text AS body FROM notice WHERE seq = 2 LIMIT 1",
    );
    expect(notice?.subject).toBe("【更正解除】阿拉善左旗：企业关闭（原Ⅰ级红色）");
    expect(notice?.body).toContain("更正前：样例银岭煤业有限公司近30日内报告关闭，涉及职工1,200人");
    expect(notice?.body).toContain("警示事项：样例银岭煤业有限公司近30日内报告关闭，涉及职工12人");
    expect((await deployment.night("2026-03-13")).events).toEqual([]);
  });

  it("amended to a number that still reaches a lighter line lowers the case to it", async () => {
    deployment = new SmallDeployment();
    deployment.put("inbox/152921/裁减人员报告_1.csv", closure("152921", 900));
    await deployment.night("2026-03-11");
    deployment.put("inbox/152921/裁减人员报告_2.csv", closure("152921", 60));
    const { events } = await deployment.night("2026-03-12");
    expect(events.map(({ kind, tierTo, reason }) => [kind, tierTo, reason])).toEqual([
      ["lowered", "III", "corrected"],
    ]);
  });

  it("takes in the others though one could not be read by the engine, and that one goes back", async () => {
    deployment = new SmallDeployment();
    const overlong = closure("150802", 60).replace(/\n$/, "") + "x".repeat(5_000_000);
    deployment.put("inbox/150802/裁减人员报告_2.csv", overlong);
    deployment.put("inbox/152921/裁减人员报告_1.csv", closure("152921", 900));
    await deployment.night("2026-03-11");
    const answers = await deployment.rows(
      "SELECT sender, state, refusal ->> 'code' AS code FROM submission ORDER BY sender",
    );
    expect(answers).toEqual([
      { sender: "150802", state: "refused", code: "line-too-long" },
      { sender: "152921", state: "accepted", code: null },
    ]);
    expect(readdirSync(join(deployment.dir, "inbox/152921"))).toEqual([]);
  });

  it("runs forward only", async () => {
    deployment = new SmallDeployment();
    await deployment.night("2026-03-11");
    const { deployment: read } = await deployment.open();
    const now = new Date("2026-03-12T00:00:00Z");
    expect(() => nightOf(read, "2026-03-10", "2026-03-11", now)).toThrow("nights run forward");
  });

  it("finds what has arrived by its date in arrivals/, and leaves the rest", async () => {
    deployment = new SmallDeployment();
    deployment.put("arrivals/2026-03-11/152921/裁减人员报告_1.csv", closure("152921", 900));
    deployment.put("arrivals/2026-03-12/150802/裁减人员报告_2.csv", closure("150802", 60));
    deliverArrivals(await deployment.open(), "2026-03-11");
    expect((await deployment.night("2026-03-11")).record.counts.files).toBe(1);
    expect(readdirSync(join(deployment.dir, "arrivals"))).toEqual(["2026-03-12"]);
  });

  it("the bell makes up missed nights, without taking today's files for theirs", async () => {
    deployment = new SmallDeployment();
    await deployment.night("2026-03-08");
    deployment.close();
    deployment.put("inbox/152921/裁减人员报告_1.csv", closure("152921", 900));
    const printed: string[] = [];
    const effects = {
      now: () => new Date("2026-03-11T18:30:00Z"),
      out: (text: string) => void printed.push(text),
      err: (text: string) => void printed.push(text),
    };
    const rest = { elapsed: () => 0, wait: async () => undefined, environment: {} };
    await new Service(deployment.dir, { ...effects, ...rest }).round();
    expect(await deployment.rows("SELECT date, counts->>'files' AS files FROM night ORDER BY id")).toEqual([
      { date: "2026-03-08", files: "0" },
      { date: "2026-03-09", files: "0" },
      { date: "2026-03-10", files: "0" },
      { date: "2026-03-11", files: "1" },
    ]);
    expect(printed.join("\n")).toContain("新增 Ⅰ级（红色） 阿拉善左旗");
    deployment.close();
    const again = await openDeployment(deployment.dir);
    again.close();
  });
});
