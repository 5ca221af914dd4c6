import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { SmallDeployment } from "../../small-deployment.ts";
import { keepTwoLeagues } from "./two-leagues.ts";

const HEADER =
  "行政区划代码,报送月份,零报告,报告编号,企业名称,统一社会信用代码,裁减地点,报告日期,拟裁减日期,裁减人数,职工总数,减员类型";
const FIRM = "样例不外传建材有限公司";
const report = (area: string, number: string, persons: number, received = "2026-03-10") =>
  `${HEADER}\n${area},,否,${number},${FIRM},,,${received},2026-04-20,${persons},900,经济性裁员\n`;

let deployment: SmallDeployment;
afterEach(() => deployment.remove());

/** A deployment of two leagues, its policy and its offices changed. */
function small({ reminders = false, policy = "", offices = (text: string) => text } = {}): SmallDeployment {
  const made = new SmallDeployment("inner-mongolia", { reminders });
  keepTwoLeagues(made);
  const written = readFileSync(join(made.dir, "policy.yaml"), "utf8");
  made.put("policy.yaml", written.replace("\nrules:\n", `\n${policy}\nrules:\n`));
  made.put("offices.yaml", offices(readFileSync(join(made.dir, "offices.yaml"), "utf8")));
  return made;
}

/** Change the offices; the deployment is opened anew by the next night. */
function mend(change: (text: string) => string): void {
  deployment.close();
  deployment.put("offices.yaml", change(readFileSync(join(deployment.dir, "offices.yaml"), "utf8")));
}

interface Message {
  readonly kind: string;
  readonly recipient: string;
  readonly subject: string;
  readonly body: string;
}

/** The messages of the last night. */
const messages = (which = "true") =>
  deployment.rows<Message>(
    `SELECT kind, recipient, subject, body_text AS body FROM delivery JOIN outgoing ON outgoing.id = delivery.notice
     WHERE night = (SELECT max(id) FROM night) AND ${which} ORDER BY recipient, kind`,
  );
const duty = (office: string) => `duty.${office}@fengsui.example.org`;
const to = (address: string) => messages(`recipient = '${address}'`);

describe("the letters of a night", () => {
  it("are a single one for a person: change, reminder and receipt in sections, the head without the receipt", async () => {
    deployment = small({ reminders: true });
    await deployment.night("2026-03-03");
    deployment.put("inbox/152921/裁减人员报告_1.csv", report("152921", "L1", 25, "2026-03-03"));
    await deployment.night("2026-03-04");
    const [letter, ...others] = await to(duty("152921"));
    expect(others).toEqual([]);
    expect(letter!.kind).toBe("digest");
    expect(letter!.subject).toBe("【每日汇总】3月4日：预警变动1项、报表提醒");
    expect(letter!.subject.length).toBeLessThanOrEqual(30);
    expect(letter!.body).toMatch(/一、预警变动1项[\s\S]*2026-0001[\s\S]*二、报表提醒[\s\S]*已收到的报表/);
    expect(letter!.body).toContain("第1号 裁减人员报告_1.csv：接收1行（2026年3月4日）");
    const [head] = await to("head.152921@fengsui.example.org");
    expect(head).toMatchObject({ kind: "changes" });
    expect(head!.body).not.toMatch(/已收到的报表|期限/);
    // The reminder is proved by the letter that it went with.
    const unproved = await deployment.rows(
      "SELECT * FROM reminder WHERE state = 'sent' AND letter NOT IN (SELECT notice FROM delivery)",
    );
    expect(unproved).toEqual([]);
    expect(
      await deployment.rows("SELECT * FROM letter_part WHERE letter NOT IN (SELECT id FROM letter)"),
    ).toEqual([]);
  });

  it("reach a person who sits in several offices once", async () => {
    const shared = (text: string) =>
      text.replaceAll(/duty\.(152921|152922)@/g, "desk@").replaceAll(/head\.(152921|152922)@/g, "head.both@");
    deployment = small({ offices: shared });
    await deployment.night("2026-03-09");
    deployment.put("inbox/152921/裁减人员报告_1.csv", report("152921", "L1", 25));
    deployment.put("inbox/152922/裁减人员报告_1.csv", report("152922", "L2", 26));
    await deployment.night("2026-03-11");
    const [letter, ...others] = await to("desk@fengsui.example.org");
    expect(others).toEqual([]);
    expect(letter!.body).toMatch(/阿拉善左旗人力资源和社会保障局、阿拉善右旗人力资源和社会保障局/);
    const offices = await deployment.rows(
      "SELECT DISTINCT office FROM gathered_change WHERE in_full ORDER BY office",
    );
    expect(offices).toEqual([{ office: "152921" }, { office: "152922" }]);
  });

  it("bring every change below to leagues by the line and to the region by the league, without names of enterprises", async () => {
    deployment = small();
    await deployment.night("2026-03-09");
    deployment.put("inbox/152921/裁减人员报告_1.csv", report("152921", "L1", 25));
    deployment.put("inbox/152922/裁减人员报告_1.csv", report("152922", "L2", 60));
    deployment.put("inbox/150302/裁减人员报告_1.csv", report("150302", "L3", 26));
    const { events } = await deployment.night("2026-03-11");
    expect(events.map(({ area, tierTo }) => `${area} ${tierTo}`).sort()).toEqual([
      ...["150302 IV", "152921 IV", "152922 III"],
    ]);
    const [league] = await to(duty("152900")).then((all) => all.filter(({ kind }) => kind === "changes"));
    // Ⅲ of the other banner came to the league in a notice: nobody hears twice of a change.
    expect(league!.body).toMatch(/Ⅳ级蓝色 新增 阿拉善左旗：/);
    const [[changes], [, standing]] = [league!.body.split("各地状态"), league!.body.split("各地现状")];
    expect(changes).not.toContain("阿拉善右旗");
    // Where it stands is no change: both banners are on the map and in the table, the graver first.
    expect(standing).toMatch(/阿拉善右旗　最高级别 Ⅲ级（黄色）　[\s\S]*阿拉善左旗　最高级别 Ⅳ级（蓝色）/);
    const [region, ...others] = await to(duty("150000"));
    expect(others).toEqual([]);
    expect(region!.body).toMatch(/阿拉善盟：2项（新增2），最高Ⅲ级（黄色）：阿拉善右旗 \S+、阿拉善左旗 \S+/);
    expect(region!.body).toMatch(/乌海市：1项（新增1），最高Ⅳ级（蓝色）：/);
    // Heads of offices above hear of Ⅲ below them, not of Ⅳ alone.
    expect((await to("head.150000@fengsui.example.org")).map(({ kind }) => kind)).toEqual(["changes"]);
    expect(await to("head.150300@fengsui.example.org")).toEqual([]);
    for (const { body, subject, recipient } of await messages("kind <> 'notice'"))
      if (/\.(150000|150300|152900)@/.test(recipient)) expect(body + subject).not.toContain(FIRM);
  });
});

describe("names of enterprises", () => {
  const others = `- { id: 152921-finance, area: "152921", name: 财政局, kind: department, contacts: [{ role: duty, address: finance@example.org }] }
- { id: 152921-zone, area: "152921", name: 开发区管委会, kind: zone, contacts: [{ role: duty, address: zone@example.org }] }
- { id: 152921-group, area: "152921", name: 领导小组办公室, kind: leading-group, contacts: [{ role: duty, address: group@example.org }] }
`;

  it("reach no office without a duty, in notices, letters and subjects, from the first to the end", async () => {
    deployment = small({ offices: (text) => text + others, policy: "neighbours: { tiers: [II] }" });
    await deployment.night("2026-03-09");
    deployment.put("inbox/152921/裁减人员报告_1.csv", report("152921", "L1", 250));
    await deployment.night("2026-03-11");
    deployment.put("inbox/152921/裁减人员报告_2.csv", report("152921", "L1", 5));
    await deployment.night("2026-03-12");
    const all = await deployment.rows<Message>(
      "SELECT kind, recipient, subject, body_text || body_html AS body FROM delivery JOIN outgoing ON outgoing.id = delivery.notice",
    );
    const named = (address: string) => {
      const mails = all.filter(({ recipient }) => recipient === address);
      expect(mails.length, address).toBeGreaterThan(1);
      return mails.some(({ subject, body }) => `${subject}${body}`.includes(FIRM));
    };
    expect(["group@example.org", duty("152921"), duty("152900"), duty("150000")].map(named)).toEqual([
      ...[true, true, true, true],
    ]);
    expect(["finance@example.org", "zone@example.org", duty("152922"), duty("152923")].map(named)).toEqual([
      ...[false, false, false, false],
    ]);
  });
});

describe("an address that is mended", () => {
  it("hears the present state of open cases once, then all that follows; the dead one nothing more", async () => {
    deployment = small();
    await deployment.night("2026-03-09");
    deployment.put("inbox/152921/裁减人员报告_1.csv", report("152921", "L1", 60));
    await deployment.night("2026-03-11");
    expect(await to(duty("152921"))).toHaveLength(1);
    mend((text) => text.replaceAll("duty.152921@", "mended@"));
    await deployment.night("2026-03-12");
    const all = await messages();
    expect(all.map(({ recipient, kind }) => `${recipient} ${kind}`)).toEqual([
      "mended@fengsui.example.org notice",
    ]);
    expect(all[0]!.body).toMatch(/收件人有变动[\s\S]*2026-0001号/);
    await deployment.night("2026-03-13");
    expect(await messages()).toEqual([]);
    deployment.put("inbox/152921/裁减人员报告_2.csv", report("152921", "L1", 5));
    const { events } = await deployment.night("2026-03-14");
    expect(events.map(({ kind }) => kind)).toEqual(["lifted"]);
    const notices = (await messages("kind = 'notice'")).map(({ recipient }) => recipient);
    expect(notices).toContain("mended@fengsui.example.org");
    expect(notices).not.toContain(duty("152921"));
  });

  it("of a case at Ⅳ is a letter, and an office that had no address at all hears too", async () => {
    const silent = (text: string) =>
      text.replace(
        /(- id: "152921"[\s\S]*?contacts:\n)[\s\S]*?(?=- id)/,
        "$1    - { role: leadership, address: leadership.152921@fengsui.example.org }\n",
      );
    const written = { text: "" };
    deployment = small({
      offices: (text) => {
        written.text = text;
        return silent(text);
      },
    });
    await deployment.night("2026-03-09");
    deployment.put("inbox/152921/裁减人员报告_1.csv", report("152921", "L1", 25));
    await deployment.night("2026-03-11");
    expect(await messages("recipient LIKE '%152921%'")).toEqual([]);
    mend(() => written.text);
    await deployment.night("2026-03-12");
    expect((await messages()).map(({ recipient, kind }) => `${recipient} ${kind}`)).toEqual([
      `${duty("152921")} changes`,
    ]);
    await deployment.night("2026-03-13");
    expect(await messages()).toEqual([]);
  });
});

describe("people", () => {
  const staffed = (text: string) =>
    `persons:
  - { id: chief, name: 局长甲, address: chief@example.org, away: [{ from: 2026-03-10, until: 2026-03-20 }] }
  - { id: desk, name: 科员乙, address: desk@example.org, deputy: other, away: [{ from: 2026-03-12, until: 2026-03-12 }] }
  - { id: other, name: 科员丙, address: other@example.org }
offices:
${text
  .replace("- { role: head, address: head.152921@fengsui.example.org", "- { role: head, person: chief")
  .replace("- { role: duty, address: duty.152921@fengsui.example.org", "- { role: duty, person: desk")}`;

  it("a vacant seat loses no mail, a deputy hears where open cases stand, and the summary names the seat", async () => {
    deployment = small({ offices: staffed });
    await deployment.night("2026-03-09");
    deployment.put("inbox/152921/裁减人员报告_1.csv", report("152921", "L1", 60));
    await deployment.night("2026-03-11");
    const first = (await messages("subject NOT LIKE '%预警变动%'")).map(({ recipient }) => recipient);
    expect(first).toEqual(["desk@example.org", duty("152900"), "head.152900@fengsui.example.org"]);
    await deployment.night("2026-03-12");
    expect((await messages()).map(({ recipient, kind }) => `${recipient} ${kind}`)).toEqual([
      "other@example.org notice",
    ]);
    // Back at the desk, nobody hears again of what was read; the head, back from leave, has not read it.
    await deployment.night("2026-03-13");
    expect(await messages()).toEqual([]);
    await deployment.night("2026-03-21");
    expect((await messages()).map(({ recipient }) => recipient)).toEqual(["chief@example.org"]);
    const { summaryOf } = await import("../../../pipeline/night/summary.ts");
    const opened = await deployment.open();
    const record = { id: 1, date: "2026-03-10", asOf: "2026-03-10T15:00:00.000Z" };
    const { record: last } = await deployment.night("2026-03-22");
    expect(await summaryOf(opened, { record: { ...last, ...record }, repeated: false })).toContain(
      "阿拉善左旗人力资源和社会保障局：负责人（局长甲）自2026-03-10起不在岗，没有代理人",
    );
  });
});

describe("an office that heard nothing for 30 days", () => {
  it("gets a sign of life on a working day, once, with what came from it and what stands", async () => {
    deployment = small();
    await deployment.night("2026-03-09");
    deployment.put("inbox/152921/裁减人员报告_1.csv", report("152921", "L1", 3));
    await deployment.night("2026-03-10");
    expect(await messages()).toEqual([]);
    await deployment.night("2026-04-03");
    await deployment.night("2026-04-08");
    const letters = await messages("kind = 'life'");
    expect(letters.map(({ recipient }) => recipient).sort()).toEqual(
      [
        "150000",
        "150300",
        "150302",
        "150303",
        "150304",
        "152900",
        "152921",
        "152922",
        "152923",
        "152971",
      ].map(duty),
    );
    const [letter] = letters.filter(({ recipient }) => recipient === duty("152921"));
    expect(letter!.subject).toBe("【例行告知】4月8日：30日内无新增事项");
    expect(letter!.body).toMatch(/近30日收到贵单位报表1份。[\s\S]*已收到的报表[\s\S]*第1号/);
    await deployment.night("2026-04-09");
    expect(await messages()).toEqual([]);
  });

  it("gets none where the policy has it off", async () => {
    deployment = small({ policy: "mail: { signOfLife: off }" });
    await deployment.night("2026-03-09");
    await deployment.night("2026-05-12");
    expect(await messages()).toEqual([]);
  });
});
