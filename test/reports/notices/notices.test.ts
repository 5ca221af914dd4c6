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
      subject: /^【Ⅱ级 橙色 重大】甲一旗.单个企业规模裁员.新发.2026-0007.$/u,
      message: [/现定为Ⅱ级 橙色 重大/],
    },
    {
      name: "raised",
      change: event(),
      subject: /^【Ⅱ级 橙色 重大】甲一旗.+升级/u,
      message: [/由Ⅳ级 蓝色 一般升级为Ⅱ级 橙色 重大/],
    },
    {
      name: "lowered, which is not the end",
      change: event({ kind: "lowered", tierFrom: "II", tierTo: "III" }),
      subject: /^【Ⅲ级 黄色 较大】.+降级/u,
      message: [/由Ⅱ级 橙色 重大降级为Ⅲ级 黄色 较大/, /风险尚未解除/],
    },
    {
      name: "lifted",
      change: lifted,
      subject: /^【解除】甲一旗.+原Ⅲ级 黄色 较大/u,
      message: [/原为Ⅲ级 黄色 较大/, /目前情况/, /目前未达到任何一级标准/],
    },
  ])("$name", ({ change, subject, message }) => {
    const { notice, text, html } = noticeOf(change);
    expect(notice.subject).toMatch(subject);
    for (const pattern of message) {
      expect(text).toMatch(pattern);
      expect(html).toMatch(pattern);
    }
    expect(text + html + notice.subject).not.toMatch(/\{\w+\}|undefined|null|NaN/);
  });
});

describe("what every notice holds", () => {
  const { text } = noticeOf(event());
  test.each<[string, RegExp]>([
    ["the office it is for", /990101人社局/],
    ["the area with its code", /地区.甲一旗.990101/],
    ["the figures", /甲矿业有限公司30日内报告裁减210人.占职工总数10%.职工2,100人.+2026年3月10日/u],
    ["their period", /报告期.截至2026年3月11日的30日/],
    ["the line reached, and whose line it is", /触发标准.裁减人数.+≥200.+参照已公开的地方预案/],
    ["how complete the data is", /数据完整性.+上一期裁员月报.+已到/],
    ["what the rule cannot know", /本规则不能说明的.+不是实际离职人数/],
    ["what to do", /建议措施.当日联系企业/],
    ["by which policy and on what basis", /依据.+试行方案 2026-1.+劳动合同法第41条/],
    ["which case and which change of it", /2026-0007号.第2次变动.2026年3月11日/],
    ["that no person approved it", /未经人工审批/],
  ])("%s", (_, pattern) => {
    expect(text).toMatch(pattern);
  });

  test("a series rule says how many reports are in, and never rounds completeness up", () => {
    const { text: claims } = noticeOf(claimsEvent());
    expect(claims).toMatch(/应报5份.已到4份.按规模计82\.9%/);
    expect(claims).toMatch(/新增领取失业保险金1,320人.上年同期840人.变动\+57\.14%/);
    expect(claims).toMatch(/报告期.2026年2月/);
    expect(claims).toMatch(/同比增幅\(%\)≥50且本期新增领取人数.+≥36|同比增幅（%）≥50且本期新增领取人数.+≥36/);
    expect(claims).toMatch(/试行标准/);
    expect(noticeOf(claimsEvent({ coverage: 0.99996 })).text).toMatch(/99\.9%/);
  });

  test("a missing statement says that there may be more", () => {
    const { facts } = event();
    expect(noticeOf(event({ facts: { ...facts, partsIn: 0 } })).text).toMatch(/未到.实际人数可能更多/);
  });

  test("without a staff total the share is not guessed", () => {
    const values = { employer: "甲", persons: 210, staff: null, share: null, receivedOn: "2026-03-10" };
    expect(noticeOf(event({ facts: { ...event().facts, values } })).text).toMatch(
      /占职工总数未报告.职工未报告/,
    );
  });

  test("rules that fired with it are named with their tiers", () => {
    const facts = { ...event().facts, also: [{ rule: "layoff-rate", tier: "III" as const }] };
    expect(noticeOf(event({ facts })).text).toMatch(/同时触发.裁员人数占参保人数比例偏高.Ⅲ级 黄色 较大/);
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
    expect(text).toContain("裁减210人");
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
  expect(noticeOf(event({ tierTo: "I" }), "superior").text).toContain("抄报");
  expect(noticeOf(event({ area: "990109", tierTo: "I" }), "copy").text).toContain("抄送");
  expect(noticeOf(event({ area: "990100", tierTo: "I" }), "below").text).toContain("贵地区位于预警范围内");
  expect(noticeOf(event(), "own").notice.foot).toHaveLength(1);
});

describe("in English", () => {
  const { notice, text, html } = noticeOf(event(), "own", "en");
  test("subject, lead and labels", () => {
    expect(notice.subject).toBe("[II orange major] 甲一旗: One enterprise lays off many (raised, 2026-0007)");
    expect(text).toContain("Raised from IV blue minor to II orange major.");
    expect(text).toMatch(/^Area: 甲一旗 \(990101\)$/m);
    expect(text).toMatch(/^Line reached: workers affected ≥ 200 \(after published local plans\)$/m);
    expect(text).toMatch(/^Period: thirty days to 2026-03-11$/m);
    expect(html).toContain('<html lang="en">');
  });

  test("two conditions, and a masked enterprise", () => {
    expect(noticeOf(claimsEvent(), "own", "en").text).toMatch(
      /Line reached: change on a year earlier \(%\) ≥ 50 and new claims of the period ≥ 36 \(trial line\)/,
    );
    expect(noticeOf(event({ area: "990109", tierTo: "I" }), "copy", "en").text).toContain(
      "an enterprise reported 210 workers",
    );
  });

  test("only names and the basis in law are Chinese", () => {
    const left = text.replaceAll(
      /甲一旗|990101人社局|甲矿业有限公司|试行方案|\(劳动合同法.*\)|（劳动合同法.*）/g,
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
