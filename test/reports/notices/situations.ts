import type { CaseMoment } from "../../../reports/notices/case-moment.ts";
import type { LateNotice } from "../../../reports/notices/late-notice.ts";
import type { NoticeSetting } from "../../../reports/notices/notice-setting.ts";
import type { Trend, TrendFigure } from "../../../reports/notices/trends.ts";
import { shiftPeriod } from "../../../rules/calendar/periods.ts";
import type { CaseEvent } from "../../../rules/cases/case-event.ts";
import type { LayoffEvent } from "../../../rules/definitions/define.ts";
import { claimsEvent, event } from "../event-of.ts";
import { EPISODE, limbOf } from "./fixtures.ts";

/** A situation in which a notice is written: the change, who reads it, and what stands around it. */
export interface Situation {
  readonly name: string;
  readonly event: CaseEvent;
  /** Area of the reading office; that of the change if absent. */
  readonly reader?: string;
  readonly language?: NoticeSetting["language"];
  readonly story?: Partial<NonNullable<NoticeSetting["story"]>>;
  readonly late?: LateNotice;
}

/** Claims of the league over eight years with the same season each year; May 2026 stands at 240 against 145. */
export function claimsTrend(more: Readonly<Record<string, TrendFigure | null>> = {}): Trend {
  const figures = new Map<string, TrendFigure>();
  for (let back = 0; back < 96; back++) {
    const period = shiftPeriod("2026-05-31", "month", -back);
    const [year = 0, month = 0] = period.split("-").map(Number);
    figures.set(period, { value: 90 + 10 * month + (year - 2020), coverage: 1 });
  }
  figures.set("2026-05-31", { value: 240, coverage: 1 });
  for (const [period, figure] of Object.entries(more)) {
    if (figure === null) figures.delete(period);
    else figures.set(period, figure);
  }
  const region = new Map(
    [...figures].map(([period, { value, coverage }]) => [period, { value: 4 * value!, coverage }]),
  );
  return {
    ...{ indicator: "new-claims", kind: "month", first: new Map() },
    series: [
      { area: "990100", figures },
      { area: "990000", figures: region },
    ],
  };
}

/** May's claims of the league against the year before. */
export function surge(more: Partial<CaseEvent> = {}, facts: Partial<CaseEvent["facts"]> = {}): CaseEvent {
  const expected = 145;
  const change = (100 * (240 - expected)) / expected;
  return claimsEvent({
    ...{ period: "2026-05-31", date: "2026-06-10", coverage: 1 },
    facts: {
      values: { change, count: 240, expected, lastYear: expected, isOtherBase: 0 },
      limb: { change: 50, count: 36 },
      shown: {
        ...{ name: "count", value: 240, unit: "persons", counted: true, expected, judged: "change" },
        ...{ base: { name: "last-year", years: 1 }, periods: ["2026-05-31"], basePeriods: ["2025-05-31"] },
      },
      ...{ partsIn: 5, partsExpected: 5, also: [], ...facts },
    },
    ...more,
  });
}

const report = (
  employer: string,
  receivedOn: string,
  persons: number,
  startsOn: string | null = null,
): LayoffEvent => ({
  ...{
    employer,
    employerKey: employer,
    receivedOn,
    persons,
    staff: 2100,
    closure: false,
    area: "990101",
    startsOn,
  },
});

const LAYOFFS = [
  report("乙建筑有限公司", "2025-08-01", 41),
  report("丙商贸有限公司", "2026-02-20", 25),
  report("甲矿业有限公司", "2026-03-10", 210),
];

/** The mine that closes: 900 workers leave on 9 April. */
const mine = (more: Partial<CaseEvent> = {}): CaseEvent =>
  event({
    ...{ kind: "opened", seq: 1, tierFrom: null, tierTo: "I", reason: "first-time" },
    facts: {
      ...event().facts,
      values: {
        ...{ employer: "样例银岭煤业有限公司", persons: 900, staff: 900, share: 100, closed: 900 },
        ...{ receivedOn: "2026-03-10", startsOn: "2026-04-09" },
      },
      limb: { persons: 300, staff: 600 },
      shown: { ...event().facts.shown!, value: 900 },
    },
    ...more,
  });

const MINE = [report("样例银岭煤业有限公司", "2026-03-10", 900, "2026-04-09")];

const moment = (
  seq: number,
  date: string,
  kind: CaseMoment["kind"],
  tierFrom: CaseMoment["tierFrom"],
  tierTo: CaseMoment["tierTo"],
) => ({
  ...{ seq, date, kind, tierFrom, tierTo },
});

const BEFORE = [moment(1, "2026-03-02", "opened", null, "IV"), moment(2, "2026-03-11", "raised", "IV", "II")];
const behind = { trend: claimsTrend() };
const layoffs = { layoffs: LAYOFFS, reported: LAYOFFS.slice(1), moments: BEFORE };

/** A change after which nothing stands. */
const ended = (more: Partial<CaseEvent> = {}, facts: Partial<CaseEvent["facts"]> = {}): CaseEvent =>
  event({
    ...{
      kind: "lifted",
      seq: 4,
      date: "2026-05-08",
      tierFrom: "III",
      tierTo: null,
      reason: "below-every-line",
    },
    facts: { ...event().facts, daysWithout: 30, ...facts },
    ...more,
  });

/** What a notice may be about, a situation for each kind of fault that a reader could take from it. */
export const SITUATIONS: readonly Situation[] = [
  { name: "a-mine-closes", event: mine(), story: { layoffs: MINE, reported: MINE } },
  { name: "a-mine-closes-read-by-the-league", event: mine(), reader: "990100", story: { layoffs: MINE } },
  {
    name: "a-mine-closes-in-english",
    event: mine(),
    language: "en",
    story: { layoffs: MINE, reported: MINE },
  },
  { name: "raised-to-orange", event: event(), story: layoffs },
  {
    name: "raised-because-sources-agree",
    event: surge(
      { kind: "raised", seq: 2, tierFrom: "III", tierTo: "II", reason: "sources-agree" },
      { agreeing: [{ rule: "single-layoff", tier: "III" }] },
    ),
    story: behind,
  },
  { name: "claims-against-the-year-before", event: surge(), story: behind },
  { name: "claims-in-english", event: surge(), language: "en", story: behind },
  { name: "claims-of-january-and-february", event: claimsEvent(), story: behind },
  {
    name: "a-blue-that-a-second-month-would-make-red",
    event: surge({ tierTo: "IV" }, { wanting: { tier: "I", met: 1, needed: 2, of: 2 } }),
    story: behind,
  },
  {
    name: "three-of-five-places-not-in",
    event: surge(
      { coverage: 0.61 },
      {
        ...{ partsIn: 2, partsExpected: 5 },
        shown: {
          ...surge().facts.shown!,
          value: 240,
          base: { name: "last-year", years: 1, samePlaces: true },
        },
        nowcast: {
          ...{ estimate: 391, low: 352, high: 433, reported: 240, share: 0.61 },
          ...{ tier: "II", lightest: "III", gravest: "II" },
        },
      },
    ),
    story: { trend: claimsTrend({ "2026-05-31": { value: 240, coverage: 0.61 } }) },
  },
  {
    name: "a-month-that-did-not-come-in",
    event: surge(),
    story: { trend: claimsTrend({ "2025-11-30": null }) },
  },
  {
    name: "a-figure-in-question",
    event: surge(
      {},
      {
        inQuestion: [
          { indicator: "new-claims", area: "990101", period: "2026-05-31", finding: 7, kind: "unlike-past" },
        ],
      },
    ),
    story: behind,
  },
  {
    name: "lowered-to-yellow",
    event: event({
      ...{ kind: "lowered", seq: 3, date: "2026-04-20", tierFrom: "II", tierTo: "III", reason: "tier-fell" },
      facts: { ...event().facts, daysWithout: 7 },
    }),
    story: layoffs,
  },
  {
    name: "lowered-by-a-correction",
    event: event({
      ...{ kind: "lowered", seq: 3, tierFrom: "II", tierTo: "IV", reason: "corrected" },
      facts: {
        ...event().facts,
        values: { ...event().facts.values, persons: 21, share: 1 },
        ...{ before: event().facts.values, shown: { ...event().facts.shown!, value: 21 } },
      },
    }),
    story: layoffs,
  },
  {
    name: "corrected-and-the-tier-stays",
    event: surge(
      { kind: "corrected", seq: 2, tierFrom: "III", tierTo: "III", reason: "figures-corrected" },
      { before: { change: 72.4, count: 250, expected: 145, lastYear: 145, isOtherBase: 0 } },
    ),
    story: {
      trend: { ...claimsTrend(), first: new Map([["2026-05-31", { value: 250, coverage: 1 }]]) },
    },
  },
  {
    name: "corrected-after-its-end",
    event: ended(
      { kind: "corrected", seq: 5, tierFrom: null, reason: "figures-corrected" },
      { before: event().facts.values },
    ),
    story: layoffs,
  },
  {
    name: "lifted-while-another-limb-stands",
    event: ended(),
    story: { ...layoffs, episode: EPISODE, openInArea: [limbOf({ caseId: "2026-0041" })] },
  },
  { name: "lifted-and-nothing-stands", event: ended(), story: layoffs },
  {
    name: "lifted-by-a-person",
    event: ended({ reason: "by-person" }, { closing: { note: "经核实已妥善安置" } }),
    story: layoffs,
  },
  {
    name: "held-because-reports-are-missing",
    event: event({ kind: "held", seq: 3, tierFrom: "II", reason: "data-missing" }),
    story: layoffs,
  },
  {
    name: "held-because-its-area-was-split",
    event: event({ kind: "held", seq: 3, tierFrom: "II", reason: "area-split" }),
    story: layoffs,
  },
  {
    name: "quiet-and-to-be-decided",
    event: event({ kind: "quiet", seq: 3, tierFrom: "II", tierTo: "II", reason: "lift-proposed" }),
    story: layoffs,
  },
  {
    name: "quiet-beside-another-limb",
    event: event({ kind: "quiet", seq: 3, tierFrom: "III", tierTo: "III", reason: "another-stands" }),
    story: { ...layoffs, episode: EPISODE },
  },
  {
    name: "reached-again",
    event: event({ kind: "reopened", seq: 5, tierFrom: null, reason: "fired-again" }),
    story: layoffs,
  },
  {
    name: "moved-with-its-area",
    event: event({
      ...{ kind: "moved", seq: 3, tierFrom: "II", reason: "area-recoded" },
      facts: { ...event().facts, areaBefore: "990102" },
    }),
    story: layoffs,
  },
  {
    name: "merged-into-another-case",
    event: event({
      ...{ kind: "merged", seq: 3, tierFrom: "II", tierTo: null, reason: "area-merged" },
      facts: { ...event().facts, into: "2026-0011" },
    }),
    story: layoffs,
  },
  {
    name: "closed-as-confirmed",
    event: ended(
      { kind: "closed", seq: 6, tierFrom: null, reason: "by-person" },
      {
        closing: { outcome: "confirmed", note: "900名职工全部办理失业登记" },
      },
    ),
    story: layoffs,
  },
  {
    name: "told-late",
    event: event(),
    story: layoffs,
    late: { date: "2026-03-05", reason: "国庆假期免打扰" },
  },
  {
    name: "an-exercise",
    event: event({
      drill: true,
      facts: { ...event().facts, drill: { author: "张三", reason: "年度应急演练" } },
    }),
  },
];
