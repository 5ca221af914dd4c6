import { describe, expect, test } from "vitest";
import { letterPlain } from "../../../reports/delivery/letter-text.ts";
import type { Language } from "../../../reports/language/index.ts";
import { compose } from "../../../reports/notices/compose.ts";
import { gatheredLetter } from "../../../reports/notices/gathered-letter.ts";
import { renderHtml, renderText } from "../../../reports/notices/render.ts";
import { type Addressee, type Audience, route } from "../../../reports/notices/route.ts";
import type { CaseEvent } from "../../../rules/cases/case-event.ts";
import { shippedPolicy } from "../../rules/shipped-policy.ts";
import { directory } from "../delivery/directory-of.ts";
import { claimsEvent, event } from "../event-of.ts";

const DIRECTORY = directory();

/** The notice of a change to one kind of addressee, as text and as HTML. */
function noticeOf(change: CaseEvent, audience: Audience = "own", language: Language = "zh-CN") {
  const addressee = route("I", change.area, ["990102"], DIRECTORY).find(
    (candidate) => candidate.audience === audience,
  );
  const notice = compose(change, addressee as Addressee, {
    language,
    policy: shippedPolicy,
    directory: DIRECTORY,
  });
  return { notice, text: renderText(notice), html: renderHtml(notice) };
}

describe("each kind of change", () => {
  const lifted = event({
    kind: "lifted",
    tierFrom: "III",
    tierTo: null,
    facts: { values: {}, partsIn: 1, partsExpected: 1, also: [] },
  });
  test.each<{ name: string; change: CaseEvent; subject: RegExp; message: RegExp[] }>([
    {
      name: "opened",
      change: event({ kind: "opened", tierFrom: null, seq: 1 }),
      subject: /^【Ⅱ级橙色】甲一旗：企业裁员，涉及210人$/u,
      message: [/甲一旗 · 单个企业规模裁员。现定为Ⅱ级（橙色）。/, /预警级别[：<].*Ⅱ级（橙色）　新增/su],
    },
    {
      name: "raised",
      change: event(),
      subject: /^【Ⅱ级橙色·上调】甲一旗：企业裁员，涉及210人$/u,
      message: [/预警级别由Ⅳ级（蓝色）上调为Ⅱ级（橙色）：裁减人数200人以上（含本数）。/],
    },
    {
      name: "lowered, which is not the end",
      change: event({ kind: "lowered", tierFrom: "II", tierTo: "III" }),
      subject: /^【Ⅲ级黄色·下调】甲一旗：企业裁员，涉及210人$/u,
      message: [
        /由Ⅱ级（橙色）下调为Ⅲ级（黄色）。预警尚未解除。/,
        /Ⅱ级（橙色）→Ⅲ级（黄色）　下调，预警尚未解除/u,
        /继续落实Ⅲ级（黄色）已采取的措施/,
      ],
    },
    {
      name: "lifted",
      change: lifted,
      subject: /^【解除】甲一旗：企业裁员（原Ⅲ级黄色，2026-0007）$/u,
      message: [
        /原为Ⅲ级（黄色），已连续30日未达到各级预警标准，解除预警。/,
        /近30日内没有新的裁减人员报告。/,
        /目前未达到任何一级标准/,
        /被裁减人员去向：再就业、领取失业保险金、退出劳动力市场、去向不明各多少人？（本单位，2026年3月16日前）/,
        /请于2026年3月16日前将上述情况报告990100人社局/,
        /不表示有关人员已经就业/,
      ],
    },
    {
      name: "lifted after the days that were counted",
      change: { ...lifted, facts: { ...lifted.facts, daysWithout: 41 } },
      subject: /^【解除】/u,
      message: [/已连续41日未达到各级预警标准/],
    },
    {
      name: "held, because its rule left the policy",
      change: event({ kind: "held", tierFrom: "II", reason: "rule-gone" }),
      subject: /^【Ⅱ级橙色·保留】甲一旗：企业裁员，涉及210人$/u,
      message: [
        /仍为Ⅱ级（橙色）。所依据的规则已不在现行预警标准中，预警保留，待人工核定。/,
        /1\. 请核定该预警事项保留还是解除，并说明理由（本单位，2026年3月14日前）/,
      ],
    },
  ])("$name", ({ change, subject, message }) => {
    const { notice, text, html } = noticeOf(change);
    expect(notice.subject).toMatch(subject);
    for (const pattern of message) expect(text).toMatch(pattern);
    expect(text + html + notice.subject).not.toMatch(/\{\w+\}|undefined|null|NaN/);
    if (change.kind === "lifted") expect(text + html + notice.subject).not.toContain("未报告");
  });
});

describe("what every notice holds", () => {
  const { text } = noticeOf(event());
  test.each<[string, RegExp]>([
    ["the office it is for", /990101人社局/],
    [
      "the area with its code, and who is known to be concerned",
      /范围：甲一旗（990101）；已知涉及210人，企业1家/,
    ],
    ["the figures", /甲矿业有限公司近30日内报告拟裁减210人.占职工总数10%.职工2,100人.+2026年3月10日/u],
    ["their period", /报告期.截至2026年3月11日的30日/],
    [
      "the line reached, and whose line it is",
      /达到的标准：裁减人数200人以上（含本数）（参考外地做法，试行）/,
    ],
    ["how complete the data is", /数据完整性.+上月企业裁减人员月报.+已收到/],
    ["what the rule cannot know", /使用说明.+不是实际离职人数/],
    [
      "what to do first, by whom and by when",
      /应当采取的措施：\n {2}1\. 联系企业核实.+（本单位，发现后2小时内）/u,
    ],
    ["on what basis", /标准来源：报告标准依据：《中华人民共和国劳动合同法》第四十一条；级别划分参考/],
    ["by which policy, and that it is not approved", /执行标准：“内蒙古试行方案 2026-1”（批准情况：待/],
    ["which case and which change of it", /2026-0007号.第2次提示.2026年3月11日/],
    [
      "that no person approved it, before the rest",
      /^规模性失业风险预警提示\n本提示由监测系统自动生成，未经审批/,
    ],
    ["who sends it, and when", /规模性失业风险监测预警系统　2026年3月11日\n$/],
  ])("%s", (_, pattern) => {
    expect(text).toMatch(pattern);
  });

  test("a series rule says how many reports are in, and never rounds completeness up", () => {
    const { text: claims } = noticeOf(claimsEvent());
    expect(claims).toMatch(/应报5份.实报4份.上报率（按参保人数加权）82\.9%/);
    expect(claims).toMatch(
      /2026年1—2月合计新增领取失业保险金1,320人.往年参照值（取前3年同期中位数，扣除春节影响）约840人.增长57\.1%；上年同期为790人/,
    );
    expect(claims).toMatch(/报告期.2026年1—2月/);
    expect(claims).toMatch(
      /比往年参照值增幅50%以上，且本期新增领取失业保险金人数36人以上（均含本数）（试行标准）/,
    );
    expect(claims).toMatch(/试行标准/);
    expect(noticeOf(claimsEvent({ coverage: 0.99996 })).text).toMatch(/99\.9%/);
  });

  test("a missing statement says that there may be more", () => {
    const { facts } = event();
    expect(noticeOf(event({ facts: { ...facts, partsIn: 0 } })).text).toMatch(/尚未收到.人数可能不全/);
  });

  test("without a staff total the share is not guessed", () => {
    const values = { employer: "甲", persons: 210, staff: null, share: null, receivedOn: "2026-03-10" };
    expect(noticeOf(event({ facts: { ...event().facts, values } })).text).toMatch(
      /拟裁减210人（报告中没有职工总数）/,
    );
  });

  test("rules that fired with it are named with their tiers", () => {
    const facts = { ...event().facts, also: [{ rule: "layoff-rate", tier: "III" as const }] };
    expect(noticeOf(event({ facts })).text).toMatch(/同时达到标准的.裁员人数占参保人数比例偏高.Ⅲ级（黄色）/);
  });

  test("an old event keeps the version of its own policy", () => {
    expect(noticeOf(event({ policy: "旧方案 2025-3" })).text).toContain("旧方案 2025-3");
  });
});

describe("an enterprise's name", () => {
  const names = /甲矿业有限公司/;
  test.each<[Audience, string, boolean]>([
    ["own", "990101", true],
    ["superior", "990101", true],
    ["copy", "990109", false],
    ["below", "990100", false],
  ])("for %s", (audience, area, named) => {
    const { text, html, notice } = noticeOf(event({ area, tierTo: "I" }), audience);
    expect(names.test(text + html + notice.subject)).toBe(named);
    expect(text.includes("某企业")).toBe(!named);
    expect(text).toContain("拟裁减210人");
  });

  test("cannot become markup", () => {
    const values = { ...event().facts.values, employer: `<script>alert("x")</script>&'甲` };
    const { html, text } = noticeOf(event({ facts: { ...event().facts, values } }));
    expect(html).not.toContain("<script");
    expect(html).toContain("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;'甲");
    expect(text).toContain("<script>");
  });
});

test("who reads it as superior, copy or below is told why", () => {
  expect(noticeOf(event({ tierTo: "I" }), "superior").text).toContain("抄送：本提示已同时发送990101人社局。");
  expect(noticeOf(event({ area: "990109", tierTo: "I" }), "copy").text).toContain("抄送");
  expect(noticeOf(event({ area: "990100", tierTo: "I" }), "below").text).toContain("贵地区位于预警范围内");
  expect(noticeOf(event(), "own").notice.foot).toHaveLength(1);
});

describe("in English", () => {
  const { notice, text, html } = noticeOf(event(), "own", "en");
  test("subject, lead and labels", () => {
    expect(notice.subject).toBe(
      "[II orange, raised] 甲一旗: layoffs at an enterprise, 210 persons (2026-0007)",
    );
    expect(text).toContain("Raised from IV (blue) to II (orange): workers affected ≥ 200.");
    expect(text).toMatch(/^Who may be affected: 甲一旗 \(990101\); 210 persons/m);
    expect(text).toMatch(
      /^Line reached: workers affected ≥ 200 \(after the practice of other places, trial\)$/m,
    );
    expect(text).toMatch(/^Period: 30 days to 2026-03-11$/m);
    expect(html).toContain('<html lang="en">');
  });

  test("two conditions, and a masked enterprise", () => {
    expect(noticeOf(claimsEvent(), "own", "en").text).toMatch(
      /Line reached: rise on the base of earlier years ≥ 50% and new claims of the period ≥ 36 \(trial line\)/,
    );
    expect(noticeOf(event({ area: "990109", tierTo: "I" }), "copy", "en").text).toContain(
      "an enterprise reported within the last 30 days that 210 workers are to be laid off",
    );
  });

  test("only names and the basis in law are Chinese", () => {
    const left = text.replaceAll(
      /甲一旗|某区|99010[01]人社局|甲矿业有限公司|内蒙古试行方案|试行方案|待自治区人社厅批准（示例）|^Source of the lines: .*$/gm,
      "",
    );
    expect(left).not.toMatch(/\p{Script=Han}/u);
  });
});

test("bounds of each kind in words", () => {
  const change = event({
    rule: "jobs-shortage",
    facts: {
      ...event().facts,
      values: { ratio: 0.85, demand: 850, seekers: 1000 },
      limb: { ratio: { below: 0.9 }, seekers: 200 },
    },
  });
  expect(noticeOf(change, "own", "en").text).toContain("posts per seeker < 0.9 and job seekers ≥ 200");
  const above = event({ facts: { ...event().facts, limb: { persons: { above: 50 } } } });
  expect(noticeOf(above, "own", "en").text).toContain("workers affected > 50");
});

describe("what a figure is, in words", () => {
  const { facts } = claimsEvent();
  const claims = (values: Record<string, number | null>, base: object, language: Language = "zh-CN") =>
    noticeOf(
      claimsEvent({
        facts: {
          ...facts,
          values: { ...facts.values, ...values },
          shown: { ...facts.shown!, ...base, periods: ["2026-05-31"] },
        },
        period: "2026-05-31",
      }),
      "own",
      language,
    ).text;

  test.each([
    {
      name: "last year's own figure is called last year's",
      base: { base: { name: "last-year", years: 1 } },
      values: { expected: 840, lastYear: 840, isOtherBase: 0 },
      says: /新增领取失业保险金1,320人，上年同期840人，增长57\.1%。\n/,
    },
    {
      name: "last year's figure adjusted for the festival is not",
      base: { base: { name: "last-year", years: 1, festival: true } },
      values: { expected: 840.24, lastYear: 790 },
      says: /往年参照值（取上年同期，扣除春节影响）约840人，增长57\.1%；上年同期为790人/,
    },
    {
      name: "a figure of the same places only says so",
      base: { base: { name: "last-year", years: 1, samePlaces: true } },
      values: { expected: 840, lastYear: 840, isOtherBase: 0 },
      says: /警示事项：只计各期均有数据的地区：2026年5月新增领取失业保险金1,320人，上年同期840人/,
    },
    {
      name: "a fall is a fall",
      base: { base: { name: "last-year", years: 1 } },
      values: { change: -10.08, isOtherBase: 0 },
      says: /，下降10\.1%。/,
    },
    {
      name: "49.997 beside a line of 50 is not printed as 50",
      base: { base: { name: "last-year", years: 1 } },
      values: { change: 49.997, isOtherBase: 0 },
      says: /，增长49\.997%。/,
    },
  ])("$name", ({ base, values, says }) => {
    expect(claims(values, base)).toMatch(says);
  });

  test("in English too", () => {
    expect(claims({}, { base: { name: "median-of-years", years: 3, festival: true } }, "en")).toContain(
      "1,320 new claims in 2026-05, against about 840 (the base of earlier years: median of the same period of 3 years, " +
        "adjusted for the Spring Festival): up 57.1%; the same period of the year before had 790.",
    );
    expect(noticeOf(claimsEvent(), "own", "en").text).toMatch(/^Period: January–February 2026$/m);
  });

  test("0.9996 beside a line of 1 is not printed as 1", () => {
    const values = { ratio: 0.9996, demand: 9996, seekers: 10_000 };
    const change = event({
      ...{
        area: "990100",
        rule: "jobs-shortage",
        cause: "vacancies",
        periodKind: "quarter",
        period: "2026-03-31",
      },
      facts: { values, limb: { ratio: { below: 1 }, seekers: 200 }, partsIn: 1, partsExpected: 1, also: [] },
    });
    expect(noticeOf(change).text).toContain("求人倍率0.9996：");
    expect(noticeOf(change).text).toContain("求人倍率低于1，且求职人数200人以上（含本数）");
  });

  test.each([
    { rarity: 1234.9, says: "正常情况下约1,234个月出现一次" },
    { rarity: 12_345, says: "正常情况下极少出现（不足万分之一）" },
    { rarity: 1e6, says: "正常情况下极少出现（不足百万分之一）" },
  ])("chance of one in $rarity", ({ rarity, says }) => {
    const change = claimsEvent({
      rule: "claims-unusual",
      facts: { ...facts, values: { count: 1320, expected: 840.2, excess: 57.1, rarity, years: 5 } },
    });
    expect(noticeOf(change).text).toContain(says);
    expect(noticeOf(change).text).not.toContain("1,000,000");
  });

  test("a closure is a closure, and no layoff", () => {
    const values = { ...event().facts.values, persons: 900, staff: 900, share: 100, closed: 1 };
    const { text, notice } = noticeOf(event({ facts: { ...event().facts, values } }));
    expect(text).toContain("甲矿业有限公司近30日内报告关闭，涉及职工900人（占100%，职工总数900人）");
    expect(text).not.toContain("裁减900人");
    expect(notice.subject).toContain("企业关闭");
    expect(notice.lead).toContain("单个企业规模裁员");
  });

  test("the reporting line of the law is said to be the law's", () => {
    const facts = { ...event().facts, limb: { persons: 20 } };
    expect(noticeOf(event({ facts, tierTo: "IV", tierFrom: null, kind: "opened" })).text).toContain(
      "裁减人数20人以上（含本数）（法律规定的报告标准）",
    );
  });
});

test("a graver line that was reached is told, with what is wanting", () => {
  const wanting = { tier: "I", met: 1, needed: 2, of: 2 } as const;
  const change = claimsEvent({ facts: { ...claimsEvent().facts, wanting } });
  expect(noticeOf(change).notice.lead).toBe(
    "甲盟 · 新增领取失业保险金人数上升。现定为Ⅲ级（黄色）。已达Ⅰ级（红色）标准，连续2个月达到即上调为Ⅰ级（红色）（目前1个月）。",
  );
  expect(noticeOf(change, "own", "en").notice.lead).toContain(
    "The line of I (red) is reached; 2 month(s) in a row raise the warning to I (red) (1 month(s) so far).",
  );
  const some = claimsEvent({ facts: { ...claimsEvent().facts, wanting: { ...wanting, of: 3 } } });
  expect(noticeOf(some).notice.lead).toContain("最近3个月中有2个月达到即上调为Ⅰ级（红色）");
});

test("one case has one title, whatever happens to it", () => {
  const kinds: Partial<CaseEvent>[] = [
    { kind: "opened", tierFrom: null, tierTo: "IV", seq: 1 },
    { kind: "raised" },
    { kind: "lowered", tierFrom: "II", tierTo: "III" },
    { kind: "held", tierFrom: "III", tierTo: "III", reason: "lines-changed" },
    { kind: "lifted", tierFrom: "III", tierTo: null },
  ];
  const notices = kinds.map((kind) => noticeOf(event(kind)));
  expect(new Set(notices.map(({ notice }) => notice.lead.split("。")[0]))).toEqual(
    new Set(["甲一旗 · 单个企业规模裁员"]),
  );
  const categories = notices.map(({ text }) => /^预警类别：(.*)$/mu.exec(text)?.[1]);
  expect(new Set(categories)).toEqual(new Set(["规模性失业风险（裁员）：单个企业规模裁员"]));
});

test("an exercise says so in its subject, its first line and at its end", () => {
  const facts = { values: {}, partsIn: 0, partsExpected: 0, also: [] };
  const drill = { author: "值班室", reason: "煤矿关闭桌面推演" };
  const change = event({ kind: "opened", tierFrom: null, drill: true, facts: { ...facts, drill } });
  const { notice, text, html } = noticeOf(change);
  expect(notice.subject).toMatch(/^【演练】【Ⅱ级橙色】/u);
  expect(text.split("\n")[1]).toMatch(/^【演练】/u);
  expect(notice.foot.at(-1)).toMatch(/^【演练】/u);
  expect(html.match(/【演练】/gu)!.length).toBeGreaterThan(2);
  expect(text).toContain("演练情景：煤矿关闭桌面推演（设定人：值班室）");
  expect(text).not.toMatch(/没有新的裁减人员报告|上报率/u);
  const over = event({
    kind: "lifted",
    tierFrom: "II",
    tierTo: null,
    drill: true,
    reason: "drill-ended",
    facts,
  });
  expect(noticeOf(over).text).toContain("演练结束，原Ⅱ级（橙色）予以解除。");
});

test("a notice told after a mute says when it was due and why it waited", () => {
  const addressee = route("I", "990101", [], DIRECTORY)[0]!;
  const setting = { language: "zh-CN", policy: shippedPolicy, directory: DIRECTORY } as const;
  const notice = compose(event(), addressee, setting, { date: "2026-03-05", reason: "系统升级" });
  expect(renderText(notice).split("\n")[1]).toBe("本提示原应于2026年3月5日发出，因系统升级暂缓，现予补发。");
});

test("changes that waited are told in one letter, each under its subject", () => {
  const setting = { language: "zh-CN", policy: shippedPolicy, directory: DIRECTORY } as const;
  const letter = gatheredLetter(
    {
      changes: [
        { event: event(), seesEnterprises: false },
        { event: claimsEvent(), seesEnterprises: true },
      ],
      duties: [],
    },
    DIRECTORY.officeFor("990100")!,
    "2026-03-16",
    setting,
  );
  expect(letter.subject).toBe("【预警变动】2026年3月16日：2项");
  expect(letter.blocks.map(({ title }) => title)).toEqual([
    "【Ⅱ级橙色·上调】甲一旗：企业裁员，涉及210人",
    "【Ⅲ级黄色】甲盟：领失业金增多，1,320人",
  ]);
  const text = letterPlain(letter, "zh-CN");
  expect(text).toContain("某企业近30日内报告拟裁减210人");
  expect(text).toContain("报告期：2026年1—2月");
  expect(text).toContain("未经审批");
});
