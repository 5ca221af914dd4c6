import { describe, expect, test } from "vitest";
import { type Language, numberText } from "../../../reports/language/index.ts";
import { compose, type NoticeSetting, type Story } from "../../../reports/notices/compose.ts";
import { renderText } from "../../../reports/notices/render.ts";
import { type Addressee, route } from "../../../reports/notices/route.ts";
import { addDays } from "../../../rules/calendar/periods.ts";
import type { CaseEvent } from "../../../rules/cases/case-event.ts";
import type { BaseName, Rule } from "../../../rules/definitions/define.ts";
import { rules } from "../../../rules/definitions/index.ts";
import { shippedPolicy } from "../../rules/shipped-policy.ts";
import { directory } from "../delivery/directory-of.ts";
import { CHANGES, changeOf, ENTERPRISE, EPISODE, factsOf, limbOf } from "./fixtures.ts";

const DIRECTORY = directory();
const setting = (language: Language, story: Story | null = null): NoticeSetting => ({
  ...{ language, policy: shippedPolicy, directory: DIRECTORY, story },
});
const STORY: Story = {
  episode: EPISODE,
  openInArea: [limbOf({ caseId: "2026-0041" })],
  opened: "2026-03-01",
};

const addresseesOf = (area: string): Addressee[] => route("I", area, ["990102"], DIRECTORY);
const noticeOf = (change: CaseEvent, addressee: Addressee, language: Language = "zh-CN", story = STORY) => {
  const notice = compose(change, addressee, setting(language, story));
  return { notice, text: `${notice.subject}\n${notice.band.headline}\n${renderText(notice)}` };
};

/** What the law asks of every warning (突发事件应对法第六十四条), with what readers ask besides. */
const ITEMS = [
  ...[
    "预警类别",
    "预警级别",
    "起始时间",
    "可能影响的范围",
    "警示事项",
    "应当采取的措施",
    "发布单位和发布时间",
  ],
  ...["反馈和联系", "核实情况", "研判和解除条件", "达到的标准", "报告期", "使用说明", "本地区尚未解除的预警"],
];

describe.each(rules)("a notice of $id", (rule) => {
  test.each(CHANGES)(
    "of $kind ($reason) answers every item for each office, and leaves no place unfilled",
    (of) => {
      const change = changeOf(rule, of.kind, of.reason ? { reason: of.reason } : {});
      for (const addressee of addresseesOf(change.area)) {
        const { notice, text } = noticeOf(change, addressee);
        const labels = notice.paragraphs.map(({ label }) => label);
        expect(labels).toEqual(expect.arrayContaining(ITEMS));
        expect(new Set(labels).size).toBe(labels.length);
        for (const { text: value } of notice.paragraphs) expect(value.trim()).not.toBe("");
        for (const language of ["zh-CN", "en"] as const)
          expect(noticeOf(change, addressee, language).text).not.toMatch(
            /\{\w+\}|undefined|null|NaN|未报告/u,
          );
        expect(text).not.toMatch(/fengsui/u);
        if (!addressee.seesEnterprises) expect(text).not.toContain(ENTERPRISE);
        expect(notice.subject + notice.band.headline + notice.lead).not.toContain(ENTERPRISE);
        // The order in which it is read: tier and change, what happened, since when, what to do, whom to call, how sure.
        const order = ["预警级别", "警示事项", "起始时间", "应当采取的措施", "反馈和联系", "核实情况"];
        expect(labels.filter((label) => order.includes(label))).toEqual(order);
      }
    },
  );

  test("states no number that is not one of its facts, lines, days or cases", () => {
    const sentences = [undefined, ...(rule.variants ?? []).map((_, at) => at)];
    for (const variant of sentences) {
      const facts = factsOf(rule, variant);
      const base = { name: "median-of-years", years: 3, festival: true } as const;
      const known = knownNumerals(changeOf(rule, "lifted", {}, base, facts), rule);
      for (const { kind, reason } of variant === undefined ? CHANGES : CHANGES.slice(0, 1)) {
        const change = changeOf(rule, kind, reason ? { reason } : {}, base, facts);
        for (const addressee of addresseesOf(change.area).slice(0, 2)) {
          const { text } = noticeOf(change, addressee);
          const stray = numeralsOf(withoutDefinitions(text, rule)).filter((numeral) => !known.has(numeral));
          expect(stray, text).toEqual([]);
        }
      }
    }
  });

  const HEADS: Readonly<Record<BaseName, string>> = {
    ...{ "last-year": "上年同期", "median-of-years": "往年参照值", "model-of-years": "往年参照值" },
    ...{ "usual-growth": "往年参照值", "low-of-the-year": "近一年最低值", line: "预警标准" },
  };
  test.each(Object.entries(HEADS) as [BaseName, string][])("calls a base %s by its name", (name, head) => {
    const facts = Object.fromEntries(
      Object.entries(factsOf(rule)).filter(([fact]) => fact !== "isOtherBase"),
    );
    const change = changeOf(rule, "opened", {}, { name, years: 4 }, facts);
    const { notice } = noticeOf(change, addresseesOf(change.area)[0]!);
    const compared = notice.paragraphs.find(({ label }) => label === "比较基准")!.text;
    expect(compared.startsWith(head)).toBe(true);
    const others = Object.values(HEADS).filter((other) => other !== head && other !== "预警标准");
    // Held against its line alone it has no base; the line's quantity may be called after what it is measured by.
    if (name === "line") return;
    for (const other of others) expect(compared.split("（")[0]).not.toContain(other);
    const matter = notice.paragraphs.find(({ label }) => label === "警示事项")!.text;
    if (rule.message.zh.includes("{base}")) expect(matter).toContain(head);
  });
});

const numeralsOf = (text: string): string[] => text.match(/\d[\d,]*(?:\.\d+)?/gu) ?? [];

/** A text without what stands in definitions: limits, sources, the policy, measures, names of quantities. */
function withoutDefinitions(text: string, rule: Rule): string {
  const measures = [...Object.values(rule.advice.at).flat(), ...rule.advice.after].map(({ text: { zh } }) =>
    zh.replace(/[。]$/u, ""),
  );
  const quantities = Object.values(rule.quantities).map(({ zh }) => zh.replace(/（[^）]*）$/u, ""));
  const literals = [rule.message, ...(rule.variants ?? []).map(({ message }) => message)].flatMap(({ zh }) =>
    zh.split(/\{\w+\}/u).filter((part) => /\d/u.test(part)),
  );
  return [
    ...[rule.limitations.zh, rule.basis, shippedPolicy.version, shippedPolicy.approvedBy],
    ...[...measures, ...quantities, ...literals],
  ].reduce((left, part) => left.replaceAll(part, " "), text);
}

/** Every numeral that a notice may state, by what it stands for. */
function knownNumerals(change: CaseEvent, rule: Rule): Set<string> {
  const { facts } = change;
  const figures = [
    ...Object.values(facts.values).filter((value) => typeof value === "number"),
    ...Object.values(facts.limb ?? {}).filter((bound) => typeof bound === "number"),
    ...[facts.shown!.value, facts.shown!.expected ?? 0, facts.shown!.base.years ?? 0],
    ...[facts.daysWithout ?? 0, facts.partsIn, facts.partsExpected, shippedPolicy.liftAfterDays],
    ...(rule.kind === "event" ? [rule.windowDays] : []),
  ];
  const days = [
    ...Object.values(facts.values).filter((value) => typeof value === "string" && /^\d{4}-/u.test(value)),
    ...[change.date, change.period, STORY.opened, EPISODE.opened],
    ...Array.from({ length: 15 }, (_, at) => addDays(change.date, at)),
  ].map(String);
  const known = new Set<string>();
  for (const figure of figures)
    for (const decimals of [0, 1, 2, 3, 4, 5, 6]) known.add(numberText(Math.abs(figure), "zh-CN", decimals));
  for (const day of days) for (const part of day.split("-")) known.add(String(Number(part)));
  const named = [change.caseId, change.area, EPISODE.id, ...EPISODE.limbs.map(({ caseId }) => caseId)];
  for (const name of [...named, "2026-0026", "2026-0041"])
    for (const part of numeralsOf(name)) known.add(part);
  // Offices of the fixtures are called by their codes. Terms are of 2 and 12 hours or a working day; a share is rounded down.
  for (const word of ["990100", "990101", "990102", "990000", "2", "12", "1", "82.9"]) known.add(word);
  // Numbers of the measures, and of what is still open.
  for (let at = 1; at <= 8; at++) known.add(String(at));
  return known;
}

test("a number that belongs to nothing is found", () => {
  const rule = rules[0]!;
  const change = changeOf(rule, "opened");
  const { text } = noticeOf(change, addresseesOf(change.area)[0]!);
  const known = knownNumerals(change, rule);
  const strayIn = (some: string) =>
    numeralsOf(withoutDefinitions(some, rule)).filter((numeral) => !known.has(numeral));
  expect(strayIn(text)).toEqual([]);
  expect(strayIn(text.replace("警示事项：", "警示事项：7,777人，"))).toEqual(["7,777"]);
});

describe("what stands around a case", () => {
  const [single] = rules.filter(({ id }) => id === "single-layoff");
  const reader = addresseesOf("990101")[0]!;
  const paragraphOf = (change: CaseEvent, label: string, story = STORY) =>
    noticeOf(change, reader, "zh-CN", story).notice.paragraphs.find((row) => row.label === label)?.text;
  const opened = changeOf(single!, "raised");
  const lifted = changeOf(single!, "lifted");

  test("the episode has one title, whatever happens, and its limbs stand with their tiers", () => {
    for (const change of [opened, lifted])
      expect(paragraphOf(change, "风险事件")).toBe(
        "甲一旗单个企业规模裁员（2026年3月起）（E2026-0003号，2026年3月1日起）",
      );
    expect(paragraphOf(opened, "同一风险事件的预警事项")).toBe(
      "甲一旗新增领取失业保险金人数上升（2026-0035号，Ⅳ级（蓝色）），时间、地点吻合，原因待核实",
    );
    expect(paragraphOf(opened, "相关预警事项")).toContain("2026-0026号");
    expect(paragraphOf(opened, "起始时间")).toContain("2026年3月1日起，本次变动2026年3月11日");
  });

  test("what a person has confirmed is of the same risk, without a doubt", () => {
    const limbs = EPISODE.limbs.map((limb) => ({ ...limb, isConfirmed: true }));
    const story = { ...STORY, episode: { ...EPISODE, limbs } };
    expect(paragraphOf(opened, "同一风险事件的预警事项", story)).not.toContain("待核实");
  });

  test("a lifting names what stays open in the area, and says where nothing does", () => {
    const open = paragraphOf(lifted, "本地区尚未解除的预警");
    expect(open).toMatch(/^2项：/u);
    expect(open).toContain("2026-0035号，Ⅳ级（蓝色）");
    expect(open).toContain("2026-0041号，Ⅳ级（蓝色）");
    const alone = { episode: null, openInArea: [], opened: "2026-03-01" };
    expect(paragraphOf(lifted, "本地区尚未解除的预警", alone)).toBe("本地区没有其他未解除的预警事项");
    expect(paragraphOf(lifted, "应当采取的措施")).toMatch(/各多少人？（本单位，2026年3月16日前）$/u);
  });

  test("a lifted episode speaks once: the limbs that were lifted with it are named", () => {
    const limbs = EPISODE.limbs.map((limb) => ({ ...limb, tier: null, lastChange: "lifted" as const }));
    const story = { ...STORY, openInArea: [], episode: { ...EPISODE, lifted: "2026-03-11", limbs } };
    expect(paragraphOf(lifted, "风险事件", story)).toContain("2026年3月11日解除");
    expect(paragraphOf(lifted, "同一风险事件的预警事项", story)).toContain("2026-0035号，已解除");
    expect(paragraphOf(lifted, "本地区尚未解除的预警", story)).toBe("本地区没有其他未解除的预警事项");
  });

  test("what a person wrote at the end is for those who may see enterprises", () => {
    const facts = {
      ...lifted.facts,
      closing: { outcome: "confirmed" as const, note: `${ENTERPRISE}已安置` },
    };
    const change = { ...lifted, kind: "closed" as const, facts };
    expect(paragraphOf(change, "核定说明")).toContain("已安置");
    expect(noticeOf(change, reader).notice.lead).toContain("预警事项已办结，结论：属实。");
    const others = addresseesOf("990100").filter(({ seesEnterprises }) => !seesEnterprises);
    expect(others.length).toBeGreaterThan(0);
    for (const other of others)
      expect(noticeOf({ ...change, area: "990100" }, other).text).not.toContain(ENTERPRISE);
  });

  test("without a story it speaks of its case alone", () => {
    const { notice } = {
      notice: compose(opened, reader, setting("zh-CN")),
    };
    const labels = notice.paragraphs.map(({ label }) => label);
    for (const label of ["风险事件", "同一风险事件的预警事项", "本地区尚未解除的预警"])
      expect(labels).not.toContain(label);
  });

  test("the day on which workers leave stands in the sentence, in since when, and in what is due before it", () => {
    const values = {
      ...{ employer: ENTERPRISE, persons: 900, staff: 900, share: 100, closed: 1 },
      ...{ receivedOn: "2026-03-10", startsOn: "2026-04-09" },
    };
    const change = { ...changeOf(single!, "opened", { tierTo: "I" }), facts: { ...opened.facts, values } };
    expect(paragraphOf(change, "警示事项")).toBe(
      `${ENTERPRISE}近30日内报告关闭，涉及职工900人（占100%，职工总数900人），报告日期2026年3月10日；拟自2026年4月9日起离岗。`,
    );
    expect(paragraphOf(change, "起始时间")).toContain("拟自2026年4月9日起离岗");
    expect(paragraphOf(change, "应当采取的措施")).toMatch(/专场招聘.*（本单位，2026年4月9日前）/u);
    expect(noticeOf(change, reader, "en").text).toContain("they leave from 2026-04-09");
  });
});

describe("who reads which measures", () => {
  const single = rules.find(({ id }) => id === "single-layoff")!;
  const firstOf = (tier: "I" | "III" | "IV", at: number) => {
    const change = changeOf(single, "opened", { tierTo: tier });
    const addressee = addresseesOf("990101")[at]!;
    const { notice } = noticeOf(change, addressee);
    return notice.paragraphs.find(({ label }) => label === "应当采取的措施")!.text.split("\n");
  };

  test("the area verifies first, by the clock of the tier", () => {
    expect(firstOf("I", 0)[0]).toMatch(/^1\. 联系企业核实.*（本单位，发现后2小时内）$/u);
    expect(firstOf("I", 0)[1]).toMatch(/^2\. 核实属实的.*（本单位，核实后2小时内）$/u);
    expect(firstOf("III", 0)[0]).toMatch(/（本单位，收到当日）$/u);
    expect(firstOf("III", 0)[1]).toMatch(/（本单位，核实后12小时内）$/u);
    expect(firstOf("IV", 0)[0]).toMatch(/（本单位，2026年3月14日前）$/u);
    expect(firstOf("IV", 0)[1]).toMatch(/（本单位，核实后1个工作日内）$/u);
    expect(firstOf("I", 0).length).toBeGreaterThan(firstOf("IV", 0).length);
  });

  test("the office above and the region read their parts, then what the area finds out", () => {
    const [league, region] = [firstOf("I", 1), firstOf("I", 2)];
    expect(league[0]).toMatch(/与当地核对人数.*（本单位，/u);
    expect(region[0]).toMatch(/指导联合处置.*（本单位，/u);
    for (const lines of [league, region])
      expect(lines.some((line) => line.includes("联系企业核实") && line.includes("990101人社局"))).toBe(true);
    expect(firstOf("III", 2)[0]).toContain("掌握核实结果");
  });

  test("areas below look for the like, a copy is for information", () => {
    const change = changeOf(single, "opened", { area: "990100", tierTo: "I" });
    const below = addresseesOf("990100").find(({ audience }) => audience === "below")!;
    expect(noticeOf(change, below).text).toMatch(/核查本地关联企业用工情况.*（有关旗县，/u);
    const copy = addresseesOf("990109").find(({ audience }) => audience === "copy")!;
    expect(noticeOf({ ...change, area: "990109" }, copy).text).toContain(
      "供了解情况；不需要贵单位另行采取措施",
    );
  });
});
