import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { SmallDeployment } from "../../small-deployment.ts";

const HEADER =
  "行政区划代码,报送月份,零报告,报告编号,企业名称,统一社会信用代码,裁减地点,报告日期,拟裁减日期,裁减人数,职工总数,减员类型";
const report = (number: string, persons: number, staff: number, received = "2026-03-10") =>
  `${HEADER}\n152921,,否,${number},样例${number}建材有限公司,,,${received},2026-04-20,${persons},${staff},经济性裁员\n`;

let deployment: SmallDeployment;
afterEach(() => deployment.remove());

interface Mail {
  readonly kind: string;
  readonly subject: string;
  readonly office: string;
  readonly body: string;
}

/** The mails of the last night to banners, and to the offices above them. */
const mailsTo = (which: string) =>
  deployment.rows<Mail>(
    `SELECT kind, subject, office, max(body_text) AS body FROM (
       SELECT 'notice' AS kind, subject, office, body_text, night FROM notice
       UNION ALL SELECT kind, subject, office, body_text, night FROM letter WHERE kind = 'changes')
     WHERE night = (SELECT max(id) FROM night) AND ${which} GROUP BY ALL ORDER BY ALL`,
  );
const mails = () => mailsTo("office NOT LIKE '%00'");
const mailsAbove = () => mailsTo("office LIKE '%00'");

describe("blue", () => {
  it("is a line of its office's nightly list, and its end too; a rise is told in a notice", async () => {
    deployment = new SmallDeployment();
    await deployment.night("2026-03-09");
    deployment.put("inbox/152921/裁减人员报告_1.csv", report("L1", 25, 900));
    expect((await deployment.night("2026-03-11")).events.map(({ tierTo }) => tierTo)).toEqual(["IV"]);
    const [list, ...others] = await mails();
    expect(others).toEqual([]);
    expect(list).toMatchObject({
      ...{ kind: "changes", office: "152921", subject: "【蓝色清单】2026年3月11日：新增1项，解除0项" },
    });
    expect(list!.body).toContain("样例L1建材有限公司近30日内报告拟裁减25人");
    const above = await mailsAbove();
    expect(above.map(({ office }) => office)).toEqual(["150000", "152900"]);
    for (const { body, subject } of above) {
      expect(subject).toBe("【预警变动】阿拉善左旗新增Ⅳ级蓝色");
      expect(body).toMatch(/阿拉善左旗.*2026-0001/);
      expect(body).not.toContain("样例L1");
    }
    deployment.put("inbox/152921/裁减人员报告_2.csv", report("L2", 60, 900, "2026-03-12"));
    expect((await deployment.night("2026-03-13")).events.map(({ kind }) => kind)).toEqual(["raised"]);
    expect([...new Set((await mails()).map(({ kind }) => kind))]).toEqual(["notice"]);
  });

  it("stands in the weekly list of the offices above it, on the weekday of the policy alone", async () => {
    deployment = new SmallDeployment();
    await deployment.night("2026-03-09");
    deployment.put("inbox/152921/裁减人员报告_1.csv", report("L1", 25, 900));
    await deployment.night("2026-03-11");
    await deployment.night("2026-03-12");
    expect(await mailsAbove()).toEqual([]);
    await deployment.night("2026-03-16");
    const lists = await mailsAbove();
    expect(lists.map(({ office }) => office)).toEqual(["150000", "152900"]);
    for (const { subject, body } of lists) {
      expect(subject).toBe("【Ⅳ级周报】3月16日：未解除1项，本周新增1项");
      expect(body).toMatch(/阿拉善左旗.*2026-0001.*25人.*3月11日/);
      expect(body).not.toContain("样例L1");
    }
    expect(await mails()).toEqual([]);
    await deployment.night("2026-03-23");
    // A list like the one of last week is none.
    expect(await mailsAbove()).toEqual([]);
  });

  it("names what other rules see beside it: sister firms of one group", async () => {
    deployment = new SmallDeployment();
    await deployment.night("2026-03-09");
    const head = `${HEADER},所属集团`;
    const rows = [
      ["L1", "样例甲建材有限公司", 25, ""],
      ["L2", "样例乙化工有限公司", 17, "样例能源集团"],
      ["L3", "样例丙化工有限公司", 18, "样例能源集团"],
    ].map(
      ([number, firm, persons, group]) =>
        `152921,,否,${number},${firm},,,2026-03-10,2026-04-20,${persons},900,经济性裁员,${group}`,
    );
    deployment.put("inbox/152921/裁减人员报告_1.csv", `${[head, ...rows].join("\n")}\n`);
    await deployment.night("2026-03-11");
    const [list] = await mails();
    expect(list!.body).toMatch(/同一集团多家企业裁员/);
  });

  it("that ends without having been graver is lifted in the list", async () => {
    deployment = new SmallDeployment();
    await deployment.night("2026-03-09");
    deployment.put("inbox/152921/裁减人员报告_1.csv", report("L1", 25, 900));
    await deployment.night("2026-03-11");
    deployment.put("inbox/152921/裁减人员报告_2.csv", report("L1", 5, 900));
    expect((await deployment.night("2026-03-12")).events.map(({ kind }) => kind)).toEqual(["lifted"]);
    expect((await mails()).map(({ subject }) => subject)).toEqual([
      "【蓝色清单】2026年3月12日：新增0项，解除1项",
    ]);
  });
});

describe("article 41", () => {
  it("knows no floor: one of eight is on the office's list by law, once, and is no case", async () => {
    deployment = new SmallDeployment();
    await deployment.night("2026-03-09");
    deployment.put("inbox/152921/裁减人员报告_1.csv", report("L1", 1, 8));
    expect((await deployment.night("2026-03-11")).events).toEqual([]);
    const [list, ...others] = await mails();
    expect(others).toEqual([]);
    expect(list).toMatchObject({ office: "152921", subject: "【裁减报告】2026年3月11日：1家企业依法应报告" });
    expect(list!.body).toContain("裁减1人，占职工总数8人的12.5%");
    deployment.put("inbox/152921/裁减人员报告_2.csv", report("L2", 3, 900, "2026-03-12"));
    await deployment.night("2026-03-13");
    expect(await mails()).toEqual([]);
  });
});

describe("a list that comes later", () => {
  /** A deployment whose policy has these lines besides. */
  const withPolicy = (added: string) => {
    deployment = new SmallDeployment();
    const policy = readFileSync(join(deployment.dir, "policy.yaml"), "utf8");
    deployment.put("policy.yaml", policy.replace("\nrules:\n", `\n${added}\nrules:\n`));
  };

  it("says nothing of a blue that a notice has told of since", async () => {
    withPolicy("mail:\n  on: monday");
    await deployment.night("2026-03-09");
    deployment.put("inbox/152921/裁减人员报告_1.csv", report("L1", 25, 900));
    deployment.put("inbox/152922/裁减人员报告_1.csv", report("L9", 26, 900).replaceAll("152921", "152922"));
    await deployment.night("2026-03-10");
    deployment.put("inbox/152921/裁减人员报告_2.csv", report("L2", 60, 900, "2026-03-11"));
    expect((await deployment.night("2026-03-11")).events.map(({ kind }) => kind)).toEqual(["raised"]);
    await deployment.night("2026-03-16");
    expect((await mails()).map(({ office, kind }) => [office, kind])).toEqual([["152922", "changes"]]);
  });

  it("takes in the blues that a mute kept back", async () => {
    withPolicy(
      "mutes:\n  - { from: 2026-03-10, until: 2026-03-12, area: '152900', author: 值班, reason: 系统切换 }",
    );
    await deployment.night("2026-03-09");
    deployment.put("inbox/152921/裁减人员报告_1.csv", report("L1", 25, 900));
    await deployment.night("2026-03-11");
    expect(await mails()).toEqual([]);
    await deployment.night("2026-03-13");
    expect((await mails()).map(({ office, kind }) => [office, kind])).toEqual([["152921", "changes"]]);
  });
});
