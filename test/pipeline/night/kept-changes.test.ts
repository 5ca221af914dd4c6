import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { SmallDeployment } from "../../small-deployment.ts";

const HEADER =
  "行政区划代码,报送月份,零报告,报告编号,企业名称,统一社会信用代码,裁减地点,报告日期,拟裁减日期,裁减人数,职工总数,减员类型";
const closure = (persons: number, number = "L1") =>
  `${HEADER}\n152921,,否,${number},样例银岭煤业有限公司,,一号矿,2026-03-10,2026-04-09,${persons},${persons},关闭破产\n`;

let deployment: SmallDeployment;
afterEach(() => deployment.remove());

/** A deployment whose policy has these lines besides. */
function withPolicy(added: string): void {
  deployment = new SmallDeployment();
  const policy = readFileSync(join(deployment.dir, "policy.yaml"), "utf8");
  deployment.put("policy.yaml", policy.replace("\nrules:\n", `\n${added}\nrules:\n`));
}

const subjects = async (where = "true") =>
  (
    await deployment.rows<{ subject: string }>(
      `SELECT DISTINCT night, subject FROM outgoing WHERE kind IN ('notice', 'changes') AND ${where} ORDER BY night, subject`,
    )
  ).map(({ subject }) => subject);

describe("a mute of the policy", () => {
  it("keeps a change and tells it late, when its window has ended; the raise after it as well", async () => {
    withPolicy(
      "mutes:\n  - { from: 2026-03-11, until: 2026-03-13, area: '152900', author: 值班, reason: 系统切换 }",
    );
    deployment.put("inbox/152921/裁减人员报告_1.csv", closure(60));
    expect((await deployment.night("2026-03-11")).events.map(({ kind }) => kind)).toEqual(["opened"]);
    deployment.put("inbox/152921/裁减人员报告_2.csv", closure(250, "L2"));
    expect((await deployment.night("2026-03-12")).events.map(({ kind }) => kind)).toEqual(["raised"]);
    await deployment.night("2026-03-12");
    await deployment.night("2026-03-13");
    expect(await subjects()).toEqual([]);
    await deployment.night("2026-03-14");
    const bodies = await deployment.rows<{ body: string }>(
      "SELECT body_text AS body FROM notice WHERE office = '152921' ORDER BY seq",
    );
    expect(bodies).toHaveLength(2);
    for (const { body } of bodies) expect(body).toContain("系统切换");
    await deployment.night("2026-03-15");
    expect(await deployment.rows("SELECT * FROM notice WHERE night = (SELECT max(id) FROM night)")).toEqual(
      [],
    );
  });

  it("of another area keeps nothing back", async () => {
    withPolicy(
      "mutes:\n  - { from: 2026-03-11, until: 2026-03-13, area: '150100', author: 值班, reason: 演示 }",
    );
    deployment.put("inbox/152921/裁减人员报告_1.csv", closure(60));
    await deployment.night("2026-03-11");
    expect(await subjects("kind = 'notice'")).toHaveLength(1);
    // The region, which Ⅲ does not reach at once, has it in its daily letter.
    expect(await subjects("kind = 'changes'")).toEqual(["【预警变动】阿拉善左旗新增Ⅲ级黄色"]);
  });
});

describe("changes that wait", () => {
  it("are gathered into one letter for each office on the policy's day; what follows goes to the same offices", async () => {
    withPolicy("mail:\n  wait: [{ change: opened, tiers: [III, IV] }]\n  on: monday");
    deployment.put("inbox/152921/裁减人员报告_1.csv", closure(60));
    deployment.put("inbox/152922/裁减人员报告_1.csv", closure(55, "L9").replace("152921", "152922"));
    await deployment.night("2026-03-11");
    expect(await subjects()).toEqual([]);
    await deployment.night("2026-03-15");
    expect(await subjects()).toEqual([]);
    await deployment.night("2026-03-16");
    const letters = await deployment.rows<{ office: string; body: string }>(
      "SELECT office, max(body_text) AS body FROM letter WHERE kind = 'changes' GROUP BY office ORDER BY office",
    );
    expect(letters.map(({ office }) => office)).toEqual(["150000", "152900", "152921", "152922"]);
    for (const { body } of letters.slice(0, 2)) expect(body).toMatch(/2026-0001[\s\S]*2026-0002/);
    expect(letters[2]!.body).not.toContain("阿拉善右旗");
    deployment.put("inbox/152921/裁减人员报告_2.csv", closure(5));
    expect((await deployment.night("2026-03-17")).events.map(({ kind }) => kind)).toEqual(["lifted"]);
    const told = await deployment.rows<{ office: string }>(
      "SELECT DISTINCT office FROM notice WHERE seq = 2 ORDER BY office",
    );
    expect(told.map(({ office }) => office)).toEqual(["152900", "152921"]);
  });
});

describe("an exercise", () => {
  it("goes through the whole chain, marked, and enters no statistic", async () => {
    withPolicy(
      "drills:\n  - { from: 2026-03-11, until: 2026-03-12, area: '152921', rule: single-layoff, tier: I, author: 应急办, reason: 季度演练 }",
    );
    const { events } = await deployment.night("2026-03-11");
    expect(events.map(({ caseId, kind, tierTo, drill }) => [caseId, kind, tierTo, drill])).toEqual([
      ["2026-D001", "opened", "I", true],
    ]);
    const [first, ...others] = await subjects();
    expect(others).toEqual([]);
    expect(first).toMatch(/^【演练】/);
    const bodies = await deployment.rows<{ body: string; recipient: string }>(
      "SELECT body_text AS body, recipient FROM notice JOIN delivery ON delivery.notice = notice.id",
    );
    expect(bodies.length).toBeGreaterThan(2);
    for (const { body } of bodies) expect(body).toMatch(/演练[\s\S]*演练/);
    expect((await deployment.night("2026-03-12")).events).toEqual([]);
    // A real layoff of the same days is another case, numbered by itself.
    deployment.put("inbox/152921/裁减人员报告_1.csv", closure(60));
    const ended = (await deployment.night("2026-03-13")).events;
    expect(ended.map(({ caseId, kind, reason }) => [caseId, kind, reason])).toEqual([
      ["2026-0001", "opened", "first-time"],
      ["2026-D001", "lifted", "drill-ended"],
    ]);
    expect(await deployment.status()).not.toContain("2026-D001");
  });
});
