import { adviceOn } from "./advice.ts";
import { byEmployer } from "./by-employer.ts";
import { type Candidate, defineRule, type LayoffEvent, lineFigure } from "./define.ts";
import { departureOf } from "./departure.ts";
import { withLeavingDay } from "./leaving-day.ts";

/** The sentence where no report says when the workers leave. */
const REPORTED = {
  zh: "近30日内{industry}有{firms}家企业在{places}个地区报告裁减人员，合计{persons}人，占同期全部裁减人数的{share}，最近报告日期{receivedOn}。",
  en: "Within the last 30 days {firms} enterprises of the industry {industry} reported layoffs in {places} places, {persons} workers in all, {share} of all that were reported; latest report {receivedOn}.",
};

/**
 * One industry lays off in several places within thirty days (行业性风险): no single place need have much.
 *
 * Industries are those that the reports name, compared by the letters of their names; reports without one are not counted.
 */
export const industryLayoffs = defineRule({
  kind: "event",
  id: "industry-layoffs",
  cause: "layoffs",
  title: { zh: "同一行业多地裁员", en: "One industry lays off in several places" },
  brief: { zh: "行业多地裁员", en: "an industry lays off" },
  levels: ["league", "region"],
  windowDays: 30,
  quantities: {
    persons: { zh: "同一行业合计裁减人数（人）", en: "workers of the industry affected" },
    firms: { zh: "同一行业裁减企业数（家）", en: "enterprises of the industry that cut" },
    places: { zh: "涉及旗县数（个）", en: "places concerned" },
    share: { zh: "占全部裁减人数比例（%）", en: "share of all workers affected (%)" },
  },
  parameters: {},
  limits: {
    ...{ persons: { least: 0 }, firms: { least: 0 }, places: { least: 0 } },
    share: { least: 0, most: 100 },
  },
  facts: {
    ...{ industry: "word", persons: "counted", firms: "counted", places: "counted", share: "percent" },
    ...{ receivedOn: "day", startsOn: "day", lastStart: "day" },
  },
  message: REPORTED,
  variants: [
    {
      without: "persons",
      message: {
        zh: "近30日内没有填写行业的裁减人员报告。",
        en: "No layoff report that names an industry came within the last 30 days.",
      },
    },
    ...withLeavingDay([{ message: REPORTED }], "several"),
  ],
  advice: adviceOn("layoffs", {
    zh: "会同行业主管部门分析订单、价格和政策原因，排查同行业其他企业。",
    en: "Look with the industry's department for orders, prices or rules behind it; ask the other enterprises of the industry.",
  }),
  limitations: {
    zh: "只统计填写了行业的报告；各地行业填写粗细不一，可能漏并或误并。",
    en: "Counts only reports that name an industry; places name industries in different detail.",
  },
  basis: "行业性失业风险（试行）",

  measure(events) {
    const all = events.reduce((sum, { persons }) => sum + persons, 0);
    const industries = new Map<string, LayoffEvent[]>();
    for (const event of events)
      if (event.industryKey)
        industries.set(event.industryKey, [...(industries.get(event.industryKey) ?? []), event]);
    const found = [...industries.values()].map((reports) => industryCandidate(reports, all));
    found.sort((a, b) => b.quantities.persons! - a.quantities.persons!);
    return { candidates: found.length > 0 ? found : [NO_INDUSTRY] };
  },
});

const NO_INDUSTRY: Candidate = {
  quantities: { persons: 0, firms: 0, places: 0 },
  facts: { persons: 0, firms: 0, places: 0 },
  shown: lineFigure("persons", 0, "persons"),
};

function industryCandidate(reports: readonly LayoffEvent[], all: number): Candidate {
  const firms = byEmployer(reports);
  const persons = firms.reduce((sum, firm) => sum + firm.persons, 0);
  const places = new Set(reports.map(({ area }) => area)).size;
  const share = all > 0 ? (100 * persons) / all : 0;
  const receivedOn = reports
    .map((report) => report.receivedOn)
    .sort()
    .at(-1)!;
  const industry = reports[0]!.industry ?? null;
  const counts = { persons, firms: firms.length, places, share };
  return {
    quantities: counts,
    facts: { industry, ...counts, receivedOn, ...departureOf(reports) },
    shown: lineFigure("persons", persons, "persons"),
  };
}
