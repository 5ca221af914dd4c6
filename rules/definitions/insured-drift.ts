import { median } from "simple-statistics";
import { type PeriodKind, shiftPeriod } from "../calendar/periods.ts";
import type { SeriesView } from "../calendar/series-view.ts";
import { MAD_TO_SD, tabularCusum } from "../detectors/index.ts";
import { adviceOn } from "./advice.ts";
import { defineRule, notJudged, type Shown } from "./define.ts";

/** Months that are added up; those before give the standard deviation. */
const RECENT = 12;
/** Fewest months of history before the judged one. */
const LEAST_MONTHS = 36;

/**
 * The insured stock falls behind its usual pace, a little every month: a CUSUM of its monthly growth.
 *
 * Growth is taken over the same places in each pair of months and compared with the same month of the other years, so season and
 * winter stops cancel out; the last twelve months are added up in standard deviations of the years before.
 */
export const insuredDrift = defineRule({
  kind: "series",
  id: "insured-drift",
  cause: "insured",
  title: { zh: "失业保险参保人数增速持续低于往年同期", en: "Insured employment falls behind its pace" },
  brief: { zh: "参保增速偏低", en: "insurance lags" },
  levels: ["league", "region"],
  indicator: "insured-persons",
  nowcast: true,
  quantities: {
    drift: { zh: "增速持续偏低的累积值", en: "CUSUM (standard deviations)" },
    shortfall: { zh: "累计少增（%）", en: "growth missed since it began (%)" },
  },
  parameters: { years: 5, allowance: 0.5 },
  limits: {
    years: { least: 1, most: 30, whole: true },
    allowance: { least: 0.1, most: 3 },
    drift: { least: 0 },
  },
  facts: { insured: "counted", months: "counted", drift: "decimal", shortfall: "percent" },
  message: {
    zh: "失业保险参保人数{insured}人；近{months}个月累计比往年同期少增{shortfall}。",
    en: "{insured} insured; over {months} months growth has stayed below the same months of other years, {shortfall} missed in all.",
  },
  advice: adviceOn("unemployment", {
    zh: "逐月分析参保人数减少的来源，区分停保、转移和断缴；走访减少较多的单位；关注行业性收缩。",
    en: "Find month by month where people leave; separate lapsed, moved and unpaid insurance; visit the employers that shrink; watch for an industry that contracts.",
  }),
  limitations: {
    zh: `参保减少可能是断缴或转移；政策性集中参保后回落也会达到标准；本月之前的历史不足${LEAST_MONTHS}个月不判定。`,
    en: `Insurance may lapse or move; a fall after a drive to enrol shows as well; not judged under ${LEAST_MONTHS} months of history before the month.`,
  },
  basis: "Page (1954) 累积和，允差0.5；增速与往年同月比较（试行）",

  periodsNeeded: (period, kind, { years }) => steps(period, kind, Number(years)),
  measure(view, { years, allowance }) {
    if (view.kind !== "month") return notJudged("no-model");
    const { growth, insured, samePlaces, thin } = growthOf(view, Number(years));
    if (Number.isNaN(growth.at(-1)!))
      return notJudged(view.matched([view.period]) ? "history-incomplete" : "no-report");
    const excess = growth.map((value, at) => value - usual(growth, at));
    const before = excess.slice(0, -RECENT).filter((value) => !Number.isNaN(value));
    if (before.length < LEAST_MONTHS - RECENT)
      return notJudged(
        before.length + thin < LEAST_MONTHS - RECENT ? "history-under-three-years" : "history-incomplete",
      );
    const centre = median(before);
    const sd = Math.max(LEAST_SD, MAD_TO_SD * median(before.map((value) => Math.abs(value - centre))));
    const recent = excess.slice(-RECENT).map((value) => (Number.isNaN(value) ? centre : value));
    const { low } = tabularCusum(recent, { center: centre, sd, k: Number(allowance) });
    const months = RECENT - 1 - low.lastIndexOf(0);
    const drift = -low.at(-1)!;
    const shortfall = -100 * recent.slice(RECENT - months).reduce((sum, value) => sum + value - centre, 0);
    const shown: Shown = {
      ...{ name: "insured", value: insured, unit: "persons", counted: true, judged: "shortfall" },
      expected: insured * Math.exp(shortfall / 100),
      base: { name: "usual-growth", years: Number(years), ...(samePlaces ? { samePlaces } : {}) },
      periods: [view.period],
      basePeriods: steps(view.period, view.kind, Number(years)).slice(0, -1),
    };
    return {
      candidates: [{ quantities: { drift, shortfall }, facts: { insured, months, drift, shortfall }, shown }],
    };
  },
});

/** Least standard deviation: differences below 0.1 % a month are rounding and corrections. */
const LEAST_SD = 0.001;

/** The months of the look back, oldest first, with one more for the first growth. */
const steps = (period: string, kind: PeriodKind, years: number): string[] =>
  Array.from({ length: 12 * years + 1 }, (_, at) => shiftPeriod(period, kind, at - 12 * years));

/** The growth of each month, and the stock of the last. */
interface Growth {
  readonly growth: number[];
  readonly insured: number;
  /** Whether the last stock is that of some places only. */
  readonly samePlaces?: true;
  /** Earlier months that too few places have, together with the month before. */
  readonly thin: number;
}

/** Growth of each month over the one before, as a logarithm, over the places that reported in both; the judged pair last. */
function growthOf(view: SeriesView, years: number): Growth {
  const months = steps(view.period, view.kind, years);
  let [insured, thin, coverage] = [Number.NaN, 0, 1];
  const growth = months.slice(1).map((month, at) => {
    const pair = view.matched([month, months[at]!]);
    if (!pair || pair.coverage < view.enough) {
      if (pair) thin++;
      return Number.NaN;
    }
    const [now, before] = [pair.sums[0]!.numerator, pair.sums[1]!.numerator];
    [insured, coverage] = [now, pair.coverage];
    return now > 0 && before > 0 ? Math.log(now / before) : Number.NaN;
  });
  return { growth, insured, thin, ...(coverage < 1 - 1e-9 ? { samePlaces: true } : {}) };
}

/** Median growth of the same month in the other years; in earlier years only, for the months that are added up. */
function usual(growth: readonly number[], at: number): number {
  const recent = at >= growth.length - RECENT;
  const others = growth.filter(
    (value, other) =>
      other !== at && (other - at) % 12 === 0 && !Number.isNaN(value) && !(recent && other > at),
  );
  return others.length >= 2 ? median(others) : Number.NaN;
}
