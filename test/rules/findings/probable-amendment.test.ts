import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { simpleParser } from "mailparser";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findingsText } from "../../../pipeline/commands/look/findings.ts";
import { main } from "../../../pipeline/main.ts";
import { SmallDeployment } from "../../small-deployment.ts";

const HEADER = "行政区划代码,报告编号,企业名称,裁减地点,报告日期,拟裁减日期,裁减人数,职工总数";

describe("a layoff report sent again without its number", () => {
  let deployment: SmallDeployment;
  beforeEach(() => {
    deployment = new SmallDeployment();
  });
  afterEach(() => deployment.remove());

  const send = (name: string, ...rows: string[]) =>
    deployment.put(`inbox/152921/裁减人员报告_${name}.csv`, `${[HEADER, ...rows].join("\n")}\n`);
  const answer = (...args: string[]) => {
    deployment.close();
    const printed: string[] = [];
    const effects = {
      now: () => new Date("2026-03-13T01:00:00Z"),
      out: (text: string) => printed.push(text),
      err: (text: string) => printed.push(text),
    };
    return main(["answer", deployment.dir, ...args], effects).then((code) => ({
      code,
      printed: printed.join("\n"),
    }));
  };
  const found = async () => deployment.rows<{ kind: string }>("SELECT kind FROM finding");

  it("is flagged to its sender and the superiors; both count until a person decides, and then the notice is corrected", async () => {
    send("1", "152921,L1,样例银岭煤业（集团）有限公司,一号矿,2026-03-10,2026-04-09,1200,1500");
    const first = await deployment.night("2026-03-11");
    expect(first.events.map(({ kind, tierTo }) => [kind, tierTo])).toEqual([["opened", "I"]]);
    send("2", "152921,,样例银岭煤业(集团)有限公司,一号矿,2026-03-10,2026-04-09,12,1500");
    const second = await deployment.night("2026-03-12");
    expect(second.events).toEqual([]);
    expect(await deployment.status()).toContain(
      "第2行与第1号报送第2行疑为同一裁员报告（现报12人，前报1200人）",
    );
    expect(await findingsText(await deployment.open(), false)).toContain(
      "疑点1号 阿拉善左旗：两份裁员报告相近，前一份是否由后一份更正待核",
    );
    const mails = readdirSync(join(deployment.dir, "outbox/2026-03-12")).filter((name) =>
      name.startsWith("finding-"),
    );
    expect(mails.map((name) => name.split(".")[0]).sort()).toEqual(["finding-2-150000", "finding-2-152900"]);
    const mail = await simpleParser(readFileSync(join(deployment.dir, "outbox/2026-03-12", mails[0]!)));
    expect(mail.text).toContain("1,200人");
    expect(mail.text).not.toContain("银岭");

    expect((await answer("1", "explained", "--by", "张三")).printed).toContain("amendment, separate");
    expect((await answer("1", "amendment", "--by", "张三", "--text", "电话核实")).code).toBe(0);
    const third = await deployment.night("2026-03-13");
    expect(
      third.events.map(({ kind, tierFrom, facts }) => [kind, tierFrom, facts.before !== undefined]),
    ).toEqual([["lifted", "I", true]]);
    const subjects = await deployment.rows<{ subject: string }>(
      "SELECT DISTINCT subject FROM notice WHERE seq = 2",
    );
    expect(subjects[0]!.subject).toContain("【更正解除】");
    expect(await findingsText(await deployment.open(), true)).toContain(
      "已答复：后一份更正前一份（张三）电话核实",
    );
  });

  it("counts twice where a person says that the two are separate", async () => {
    send("1", "152921,L1,样例煤业,,2026-03-10,2026-04-09,120,900");
    send("2", "152921,,样例煤业,,2026-03-12,,110,900");
    await deployment.night("2026-03-12");
    await answer("1", "separate", "--by", "李四");
    await deployment.night("2026-03-13");
    const persons =
      "SELECT value FROM observation_now WHERE indicator = 'layoff-persons' AND area = '152921' AND period = '2026-03-13'";
    expect(await deployment.rows(persons)).toEqual([{ value: 230 }]);
  });

  it.each([
    ["two numbers", "152921,L1,样例煤业,,2026-03-10,,120,900", "152921,L2,样例煤业,,2026-03-10,,115,900"],
    [
      "two sites",
      "152921,,样例煤业,一号矿,2026-03-10,,120,900",
      "152921,,样例煤业,二号矿,2026-03-10,,120,900",
    ],
    [
      "other dates and sizes",
      "152921,,样例煤业,,2026-03-08,,120,900",
      "152921,,样例煤业,,2026-03-10,,60,900",
    ],
    ["a month between", "152921,,样例煤业,,2026-02-08,,120,900", "152921,,样例煤业,,2026-03-10,,120,900"],
    ["two enterprises", "152921,,样例煤业,,2026-03-10,,120,900", "152921,,样例纸业,,2026-03-10,,120,900"],
  ])("is not suspected of %s", async (_, first, second) => {
    send("1", first);
    send("2", second);
    await deployment.night("2026-03-11");
    expect(await found()).toEqual([]);
  });
});
