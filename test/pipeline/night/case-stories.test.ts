import { afterEach, describe, expect, it } from "vitest";
import { StoryDeployment } from "./story-deployment.ts";

/** Reports of workers who leave in March: the case lives by its window of thirty days, until the end of the month. */
const MARCH = { dated: "2026-03-01", starts: "2026-03-02" };

let story: StoryDeployment;
afterEach(() => story.remove());

/** Run nights; what changed, and the mails that came of it. */
const told = async (from: string, to = from) => [...(await story.nights(from, to)), ...(await story.mails())];

describe("a case's life, and who hears what", () => {
  it("rises from Ⅳ to Ⅰ, is proposed for lifting, lifted by its office, and closed", async () => {
    story = new StoryDeployment();
    story.report("152921", "2026-03-09", { persons: 30, ...MARCH });
    expect(await told("2026-03-09")).toEqual([
      "03-09 152921 opened IV first-time",
      "150000 duty: 【预警变动】阿拉善左旗新增Ⅳ级蓝色",
      "152900 duty: 【预警变动】阿拉善左旗新增Ⅳ级蓝色",
      "152921 duty,head: 【蓝色清单】2026年3月9日：新增1项，解除0项",
    ]);
    story.report("152921", "2026-03-10", { persons: 60, number: "L2", ...MARCH });
    expect(await told("2026-03-10")).toEqual([
      "03-10 152921 raised III tier-rose",
      "152900 duty,head: 【Ⅲ级黄色·上调】阿拉善左旗：企业裁员，涉及90人",
      "152921 duty,head: 【Ⅲ级黄色·上调】阿拉善左旗：企业裁员，涉及90人",
      "150000 duty,head: 【预警变动】阿拉善左旗上调Ⅲ级黄色",
    ]);
    story.report("152921", "2026-03-12", { persons: 620, number: "L3", ...MARCH });
    expect(await told("2026-03-12")).toEqual([
      "03-12 152921 raised I tier-rose",
      ...["150000", "152900", "152921"].map(
        (office) => `${office} duty,head,leadership: 【Ⅰ级红色·上调】阿拉善左旗：企业裁员，涉及710人`,
      ),
    ]);
    expect(await told("2026-04-01", "2026-04-03")).toEqual([
      "04-03 152921 quiet I lift-proposed",
      "152921 duty,head,leadership: 【Ⅰ级红色·待解除】阿拉善左旗：企业裁员",
      "150000 duty,head: 【预警变动】阿拉善左旗平稳Ⅰ级红色",
      "152900 duty,head: 【预警变动】阿拉善左旗平稳Ⅰ级红色",
    ]);
    await story.act("2026-04-03", { kind: "lift", by: "王五", case: "2026-0001", note: "人员已安置" });
    expect(await told("2026-04-04")).toEqual([
      "04-04 152921 lifted - by-person",
      ...["150000", "152900", "152921"].map(
        (office) => `${office} duty,head,leadership: 【解除】阿拉善左旗：企业裁员（原Ⅰ级红色）`,
      ),
    ]);
    const closing = { by: "王五", case: "2026-0001", outcome: "confirmed", note: "核实属实" };
    await story.act("2026-04-04", { kind: "close", ...closing });
    expect(await story.nights("2026-04-05")).toEqual(["04-05 152921 closed - by-person"]);
    await expect(story.act("2026-04-05", { kind: "close", ...closing })).rejects.toThrow(
      "已于2026-04-05办结",
    );
  });

  it("falls from Ⅱ to Ⅲ, told as lowered and not lifted", async () => {
    story = new StoryDeployment();
    story.report("152921", "2026-03-11", { persons: 150, ...MARCH });
    story.report("152921", "2026-03-11", {
      ...{ persons: 60, number: "L2", dated: "2026-03-11", starts: "2026-03-12" },
    });
    await story.nights("2026-03-11");
    await story.mails();
    expect(await told("2026-04-01", "2026-04-03")).toEqual([
      "04-02 152921 lowered III tier-fell",
      ...["150000", "152900", "152921"].map(
        (office) => `${office} duty,head: 【Ⅲ级黄色·下调】阿拉善左旗：企业裁员，涉及60人`,
      ),
    ]);
    expect(await story.notice("2026-0001", "152900")).toContain("预警尚未解除");
  });

  it("stays through a gap in the data, in silence, and is lifted when the data say so", async () => {
    story = new StoryDeployment();
    story.report("152921", "2026-03-11", { persons: 60, ...MARCH });
    await story.nights("2026-03-11");
    await story.mails();
    story.isStating = false;
    expect(await told("2026-04-20", "2026-04-26")).toEqual(
      expect.not.arrayContaining([expect.stringMatching(/lifted|quiet|解除】/)]),
    );
    story.report("152921", "2026-04-27", { persons: 60, month: "2026-03", ...MARCH });
    expect(await told("2026-04-27", "2026-04-29")).toEqual(
      expect.arrayContaining(["04-29 152921 lifted - below-every-line"]),
    );
  });

  it("is corrected while it stands: up to a lesser figure, told to everyone who was told, and to nothing, lifted at once", async () => {
    story = new StoryDeployment();
    story.report("152921", "2026-03-11", { persons: 700, ...MARCH });
    await story.nights("2026-03-11");
    await story.mails();
    const all = (subject: string) =>
      ["150000", "152900", "152921"].map((office) => `${office} duty,head,leadership: ${subject}`);
    story.report("152921", "2026-03-12", { persons: 650, ...MARCH });
    expect(await told("2026-03-12")).toEqual(
      expect.arrayContaining([
        "03-12 152921 corrected I figures-corrected",
        ...all("【Ⅰ级红色·更正】阿拉善左旗：企业裁员，涉及650人"),
      ]),
    );
    story.report("152921", "2026-03-13", { persons: 5, ...MARCH });
    expect(await told("2026-03-13")).toEqual(
      expect.arrayContaining([
        "03-13 152921 lifted - corrected",
        ...all("【更正解除】阿拉善左旗：企业裁员（原Ⅰ级红色）"),
      ]),
    );
  });

  it("is corrected after its end: everyone who was told hears of it, and it stays over", async () => {
    story = new StoryDeployment();
    story.report("152921", "2026-03-11", { persons: 60, ...MARCH });
    await story.nights("2026-03-11");
    expect(await story.nights("2026-04-01", "2026-04-03")).toEqual([
      "04-03 152921 lifted - below-every-line",
    ]);
    await story.mails();
    story.report("152921", "2026-04-04", { persons: 50, ...MARCH });
    expect(await told("2026-04-04")).toEqual(
      expect.arrayContaining([
        "04-04 152921 corrected - figures-corrected",
        "152900 duty,head: 【解除后更正】阿拉善左旗：企业裁员（原Ⅲ级黄色）",
        "152921 duty,head: 【解除后更正】阿拉善左旗：企业裁员（原Ⅲ级黄色）",
        "150000 duty,head: 【预警变动】阿拉善左旗更正Ⅲ级黄色",
      ]),
    );
    expect(await story.rows("SELECT state FROM case_state")).toEqual([{ state: "lifted" }]);
  });

  it("is closed and corrected though a newer case of the same risk stands", async () => {
    story = new StoryDeployment();
    story.report("152921", "2026-03-11", { persons: 60, ...MARCH });
    await story.nights("2026-03-11");
    expect(await story.nights("2026-04-01", "2026-04-03")).toHaveLength(1);
    story.report("152921", "2026-04-20", {
      ...{ persons: 70, number: "N", employer: "样例新公司", dated: "2026-04-19", starts: "2026-06-01" },
    });
    expect(await story.nights("2026-04-20")).toEqual(["04-20 152921 opened III first-time"]);
    const closing = { by: "王五", case: "2026-0001", outcome: "confirmed", note: "属实" };
    await story.act("2026-04-20", { kind: "close", ...closing });
    expect(await story.nights("2026-04-21")).toEqual(["04-21 152921 closed - by-person"]);
    await story.mails();
    story.report("152921", "2026-04-22", { persons: 55, ...MARCH });
    expect(
      (await told("2026-04-22")).filter((line) => line.includes("更正") || line.startsWith("04")),
    ).toEqual([
      "04-22 152921 corrected - figures-corrected",
      "152900 duty,head: 【解除后更正】阿拉善左旗：企业裁员（原Ⅲ级黄色）",
      "152921 duty,head: 【解除后更正】阿拉善左旗：企业裁员（原Ⅲ级黄色）",
      "150000 duty,head: 【预警变动】阿拉善左旗更正Ⅲ级黄色",
    ]);
  });

  it("comes back within the days of its end as the same case, in the same episode", async () => {
    story = new StoryDeployment();
    story.report("152921", "2026-03-11", { persons: 60, ...MARCH });
    await story.nights("2026-03-11");
    await story.nights("2026-04-01", "2026-04-03");
    await story.mails();
    story.report("152921", "2026-04-04", {
      ...{ persons: 70, number: "L2", dated: "2026-04-03", starts: "2026-04-04" },
    });
    expect(await told("2026-04-04")).toEqual(
      expect.arrayContaining([
        "04-04 152921 reopened III fired-again",
        "152900 duty,head: 【Ⅲ级黄色·再达标】阿拉善左旗：企业裁员，涉及70人",
        "152921 duty,head: 【Ⅲ级黄色·再达标】阿拉善左旗：企业裁员，涉及70人",
      ]),
    );
    expect(await story.rows("SELECT count(*) AS cases FROM risk_case")).toEqual([{ cases: 1 }]);
    expect(await story.rows("SELECT count(*) AS episodes FROM episode")).toEqual([{ episodes: 1 }]);
  });

  it("three banners make a case of their league, which stands beside theirs", async () => {
    story = new StoryDeployment();
    for (const area of ["152921", "152922"]) story.report(area, "2026-03-11", { persons: 60, ...MARCH });
    await story.nights("2026-03-11");
    await story.mails();
    story.report("152923", "2026-03-12", { persons: 60, ...MARCH });
    expect(await told("2026-03-12")).toEqual([
      "03-12 152900 opened III first-time",
      "03-12 152923 opened III first-time",
      "150000 duty,head: 【Ⅲ级黄色】阿拉善盟：多地同类预警，3个地区",
      "152900 duty,head: 【Ⅲ级黄色】阿拉善盟：多地同类预警，3个地区",
      "152900 duty,head: 【Ⅲ级黄色】额济纳旗：企业裁员，涉及60人",
      "152923 duty,head: 【Ⅲ级黄色】额济纳旗：企业裁员，涉及60人",
      "150000 duty,head: 【预警变动】额济纳旗新增Ⅲ级黄色",
    ]);
    const league = await story.notice("2026-0003", "152900");
    for (const banner of ["2026-0001", "2026-0002", "2026-0004"]) expect(league).toContain(banner);
    expect(league).toContain("时间、地点吻合，原因待核实");
    // The league reads its banners ranked, without names; the banner its enterprises, the largest first.
    expect(league).toMatch(/分地区情况：\S+60人（企业1家）；\S+60人（企业1家）；\S+60人（企业1家）/);
    expect(league).not.toContain("煤业有限公司");
    story.report("152923", "2026-03-13", {
      ...{ persons: 240, number: "L2", employer: "样例第二煤业有限公司" },
      ...{ dated: "2026-03-12", starts: "2026-04-20" },
    });
    expect(await story.nights("2026-03-13")).toEqual(["03-13 152923 raised II tier-rose"]);
    expect(await story.notice("2026-0004", "152923")).toContain(
      "涉及企业：样例第二煤业有限公司240人，拟自4月20日起离岗；样例152923煤业有限公司60人，拟自3月2日起离岗",
    );
    expect(await story.notice("2026-0004", "152900")).not.toContain("涉及企业");
  });

  it("a rule that is removed holds its cases; no mail calls that an end", async () => {
    story = new StoryDeployment();
    story.report("152922", "2026-03-11", { persons: 60, ...MARCH });
    await story.nights("2026-03-11");
    await story.mails();
    story.edit((policy) =>
      policy.replace(/ {2}single-layoff:[\s\S]*?(?= {2}# From the curve: no line here)/, ""),
    );
    const mails = await told("2026-03-12");
    expect(mails.slice(0, 3)).toEqual([
      "03-12 152922 held III rule-gone",
      "152900 duty,head: 【Ⅲ级黄色·保留】阿拉善右旗：企业裁员（2026-0001）",
      "152922 duty,head: 【Ⅲ级黄色·保留】阿拉善右旗：企业裁员（2026-0001）",
    ]);
    expect(mails.join("\n")).not.toContain("解除】");
  });
});

describe("a case follows the register", () => {
  it("to another code, where the new office corrects the report and the case ends by it", async () => {
    story = new StoryDeployment();
    story.report("152922", "2026-03-11", { persons: 700, ...MARCH });
    await story.nights("2026-03-11");
    await story.mails();
    story.recode("152922", "152929", "2026-03-12");
    const offices = ["150000", "152900", "152922", "152929"];
    expect(await told("2026-03-12")).toEqual([
      "03-12 152929 moved I area-recoded",
      ...offices.map(
        (office) => `${office} duty,head,leadership: 【Ⅰ级红色·转接】阿拉善右旗9：企业裁员，涉及700人`,
      ),
    ]);
    story.report("152929", "2026-03-13", { persons: 5, employer: "样例152922煤业有限公司", ...MARCH });
    expect(await told("2026-03-13")).toEqual([
      "03-13 152929 lifted - corrected",
      ...offices.map(
        (office) => `${office} duty,head,leadership: 【更正解除】阿拉善右旗9：企业裁员（原Ⅰ级红色）`,
      ),
    ]);
  });

  it("into the area that it became part of, where both cases become one at the graver tier", async () => {
    story = new StoryDeployment();
    story.report("152921", "2026-03-11", { persons: 60, ...MARCH });
    story.report("152922", "2026-03-11", { persons: 250, ...MARCH });
    await story.nights("2026-03-11");
    await story.mails();
    story.merge("152922", "152921", "2026-03-12");
    expect(await told("2026-03-12")).toEqual([
      "03-12 152921 raised II area-merged",
      // The office of the area where it goes on hears of it too, and the one that it leaves.
      "03-12 152921 merged - area-merged",
      ...["150000", "152900", "152921", "152922"].map(
        (office) => `${office} duty,head: 【Ⅱ级橙色·并入】阿拉善左旗：企业裁员，涉及250人`,
      ),
      ...["150000", "152900", "152921"].map(
        (office) => `${office} duty,head: 【Ⅱ级橙色·上调】阿拉善左旗：企业裁员，涉及250人`,
      ),
    ]);
    expect(await story.nights("2026-03-13")).toEqual([]);
    expect(await story.rows("SELECT area FROM case_state WHERE state = 'open'")).toEqual([
      { area: "152921" },
    ]);
  });

  it.each([
    [
      "is split",
      "area-split",
      (of: StoryDeployment) => of.split("152922", ["152928", "152929"], "2026-03-12"),
    ],
    ["is removed", "area-gone", (of: StoryDeployment) => of.end("152922", "2026-03-11")],
  ])("nowhere, where its area %s: it is held until a person decides", async (_how, reason, change) => {
    story = new StoryDeployment();
    story.report("152922", "2026-03-11", { persons: 60, ...MARCH });
    await story.nights("2026-03-11");
    await story.mails();
    change(story);
    expect((await told("2026-03-12")).slice(0, 3)).toEqual([
      `03-12 152922 held III ${reason}`,
      "152900 duty,head: 【Ⅲ级黄色·保留】阿拉善右旗：企业裁员，涉及60人",
      "152922 duty,head: 【Ⅲ级黄色·保留】阿拉善右旗：企业裁员，涉及60人",
    ]);
    expect(await story.nights("2026-03-13")).toEqual([]);
    await story.act("2026-03-13", { kind: "lift", by: "王五", case: "2026-0001", note: "" });
    expect(await story.nights("2026-03-14")).toEqual(["03-14 152922 lifted - by-person"]);
  });
});

describe("what a case of layoffs lives by", () => {
  const A = { dated: "2026-03-01", number: "A", employer: "样例甲公司" };
  const B = { dated: "2026-03-01", number: "B", employer: "样例乙公司", persons: 90, starts: "2026-05-20" };

  it("every enterprise: the workers of a lighter one keep what they reach when the graver one is corrected away", async () => {
    story = new StoryDeployment();
    story.report("152921", "2026-03-01", { ...A, persons: 250, starts: "2026-06-30" });
    expect(await story.nights("2026-03-01")).toEqual(["03-01 152921 opened II first-time"]);
    story.report("152921", "2026-03-03", B);
    await story.nights("2026-03-03");
    story.report("152921", "2026-04-06", { ...A, persons: 5, starts: "2026-06-30" });
    expect(await story.nights("2026-04-06")).toEqual(["04-06 152921 lowered III corrected"]);
  });

  it("its departure day: a correction of that alone is told, and the case stands accordingly", async () => {
    story = new StoryDeployment();
    story.report("152921", "2026-03-11", { persons: 60, ...MARCH });
    await story.nights("2026-03-11");
    await story.mails();
    story.report("152921", "2026-04-01", { persons: 60, dated: "2026-03-01", starts: "2026-06-01" });
    expect((await told("2026-04-01")).filter((line) => !line.includes("回执"))).toEqual(
      expect.arrayContaining([
        "04-01 152921 corrected III figures-corrected",
        "152900 duty,head: 【Ⅲ级黄色·更正】阿拉善左旗：企业裁员，涉及60人",
      ]),
    );
    expect(await story.nights("2026-04-02", "2026-04-05")).toEqual([]);
  });

  it("after a merger, what both were about, each by its own day", async () => {
    story = new StoryDeployment();
    story.report("152921", "2026-03-02", { persons: 60, dated: "2026-03-01", starts: "2026-04-25" });
    story.report("152922", "2026-03-02", { persons: 250, dated: "2026-03-01", starts: "2026-06-20" });
    await story.nights("2026-03-02");
    story.merge("152922", "152921", "2026-04-03");
    expect((await story.nights("2026-04-03")).sort()).toEqual([
      "04-03 152921 merged - area-merged",
      "04-03 152921 raised II area-merged",
    ]);
    expect(await story.nights("2026-04-04")).toEqual([]);
  });

  it("a correction that the old office sends after a recoding reaches the case where it went on", async () => {
    story = new StoryDeployment();
    story.report("152922", "2026-03-01", { persons: 700, ...MARCH });
    await story.nights("2026-03-01");
    story.recode("152922", "152929", "2026-03-02");
    await story.nights("2026-03-02");
    story.report("152922", "2026-03-03", { persons: 5, ...MARCH });
    expect(await story.nights("2026-03-03")).toEqual(["03-03 152929 lifted - corrected"]);
  });
});

describe("what people may do", () => {
  it("only the office that issued a warning lifts it: by the person in the seat, or the deputy of the day", async () => {
    story = new StoryDeployment();
    story.seat();
    story.report("152921", "2026-03-12", { persons: 710, ...MARCH });
    await story.nights("2026-03-12");
    expect(await story.nights("2026-04-01", "2026-04-03")).toEqual(["04-03 152921 quiet I lift-proposed"]);
    // The head is away: the deputy is asked.
    expect((await story.mails()).filter((mail) => mail.includes("待解除"))).toEqual([
      "152921 duty,leadership,vice@example: 【Ⅰ级红色·待解除】阿拉善左旗：企业裁员",
    ]);
    const lift = { kind: "lift" as const, case: "2026-0001", note: "" };
    await expect(story.act("2026-04-03", { ...lift, by: "盟局丙" })).rejects.toThrow("副局长乙");
    await story.act("2026-04-03", { ...lift, by: "副局长乙" });
    expect(await story.nights("2026-04-04")).toEqual(["04-04 152921 lifted - by-person"]);
  });

  it("nobody lifts a case that stands, or that waits for another limb", async () => {
    story = new StoryDeployment();
    story.report("152921", "2026-03-11", { persons: 60, ...MARCH });
    await story.nights("2026-03-11");
    const lift = { kind: "lift" as const, by: "王五", note: "" };
    await expect(story.act("2026-03-11", { ...lift, case: "2026-0001" })).rejects.toThrow("不能解除");
    await expect(story.act("2026-03-11", { ...lift, case: "2026-0099" })).rejects.toThrow("没有编号");
    const close = { kind: "close" as const, by: "王五", case: "2026-0001", note: "x" };
    await expect(story.act("2026-03-11", { ...close, outcome: "confirmed" })).rejects.toThrow("请先解除");
    await expect(story.act("2026-03-11", { ...close, outcome: "solved" })).rejects.toThrow("seasonal");
  });
});
