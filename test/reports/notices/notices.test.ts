import { describe, expect, test } from "vitest";
import type { Language } from "../../../reports/language/index.ts";
import { compose } from "../../../reports/notices/compose.ts";
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
  return { notice, text: renderText(notice), html: renderHtml(notice, language) };
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
      subject: /^【Ⅱ级橙色】甲一旗：单个企业规模裁员（210人，新增，2026-0007）$/u,
      message: [/现定为Ⅱ级（橙色）。/],
    },
    {
      name: "raised",
      change: event(),
      subject: /^【Ⅱ级橙色】甲一旗.+上调/u,
      message: [/预警级别由Ⅳ级（蓝色）上调为Ⅱ级（橙色）。/],
    },
    {
      name: "lowered, which is not the end",
      change: event({ kind: "lowered", tierFrom: "II", tierTo: "III" }),
      subject: /^【Ⅲ级黄色】.+下调/u,
      message: [/由Ⅱ级（橙色）下调为Ⅲ级（黄色）。预警尚未解除。/],
    },
    {
      name: "lifted",
      change: lifted,
      subject: /^【解除】甲一旗.+原Ⅲ级黄色/u,
      message: [
        /原为Ⅲ级（黄色），已连续30日未达到各级预警标准，解除预警。/,
        /近30日内没有新的裁减人员报告。/,
        /目前未达到任何一级标准/,
        /请跟踪被裁减人员就业和待遇落实情况。/,
      ],
    },
    {
      name: "lifted after the days that were counted",
      change: { ...lifted, facts: { ...lifted.facts, calmDays: 41 } },
      subject: /^【解除】/u,
      message: [/已连续41日未达到各级预警标准/],
    },
    {
      name: "held, because its rule left the policy",
      change: event({ kind: "held", tierFrom: "II", reason: "rule-gone" }),
      subject: /^【保留】甲一旗：单个企业规模裁员（仍为Ⅱ级橙色，2026-0007）$/u,
      message: [/仍为Ⅱ级（橙色）。所依据的规则已不在现行预警标准中，预警保留，待人工核定。/],
    },
  ])("$name", ({ change, subject, message }) => {
    const { notice, text, html } = noticeOf(change);
    expect(notice.subject).toMatch(subject);
    for (const pattern of message) {
      expect(text).toMatch(pattern);
      expect(html).toMatch(pattern);
    }
    expect(text + html + notice.subject).not.toMatch(/\{\w+\}|undefined|null|NaN/);
    if (change.kind === "lifted") expect(text + html + notice.subject).not.toContain("未报告");
  });
});

describe("what every notice holds", () => {
  const { text } = noticeOf(event());
  test.each<[string, RegExp]>([
    ["the office it is for", /990101人社局/],
    ["the area with its code", /地区.甲一旗.990101/],
    ["the figures", /甲矿业有限公司近30日内报告拟裁减210人.占职工总数10%.职工2,100人.+2026年3月10日/u],
    ["their period", /报告期.截至2026年3月11日的30日/],
    [
      "the line reached, and whose line it is",
      /达到的标准：裁减人数200人以上（含本数）（参考外地做法，试行）/,
    ],
    ["how complete the data is", /数据完整性.+上月企业裁减人员月报.+已收到/],
    ["what the rule cannot know", /使用说明.+不是实际离职人数/],
    ["what to do", /建议措施.当日联系企业/],
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
      /2026年1—2月新增领取失业保险金1,320人.往年参照值（取前3年同期中位数，扣除春节影响）约840人.增长57\.1%；上年同期为790人/,
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

  test("the HTML says the same words as the text, and the colour of its tier", () => {
    const { notice, html } = noticeOf(event());
    for (const { label, text: value } of notice.paragraphs) {
      expect(html).toContain(`>${label}</th>`);
      expect(html).toContain(`>${value}</td>`);
    }
    expect(html).toContain("#d9731a");
    expect(html).toContain('<html lang="zh-CN">');
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
      "[II orange] 甲一旗: One enterprise lays off many (210 persons, raised, 2026-0007)",
    );
    expect(text).toContain("Raised from IV (blue) to II (orange).");
    expect(text).toMatch(/^Area: 甲一旗 \(990101\)$/m);
    expect(text).toMatch(
      /^Line reached: workers affected ≥ 200 \(after the practice of other places, trial\)$/m,
    );
    expect(text).toMatch(/^Period: thirty days to 2026-03-11$/m);
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
      /甲一旗|某区|990101人社局|甲矿业有限公司|内蒙古试行方案|试行方案|待自治区人社厅批准（示例）|^Source of the lines: .*$/gm,
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
