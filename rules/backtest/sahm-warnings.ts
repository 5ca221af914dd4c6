import { type PeriodKind, shiftPeriod } from "../calendar/periods.ts";
import { sahm } from "../detectors/index.ts";
import { indicatorById } from "../indicators/index.ts";
import type { Tier } from "../policy/tiers.ts";
import type { Past, PastFigure } from "./past.ts";
import type { Detection } from "./score.ts";
import type { Warning } from "./warnings.ts";

/** Months that the rule reads: thirteen means of three, and the month before them. */
const MONTHS = 16;
/** Share of an area's places whose rate must be known for a month to count. */
const LEAST_SHARE = 0.8;

/** Rates to compare with: unemployed and labour force of places, each known from a day on. */
export interface Rates {
  readonly figures: readonly PastFigure[];
  /** The places of each area. */
  readonly places: ReadonlyMap<string, readonly string[]>;
}

/**
 * The Sahm rule as if it gave warnings of a tier (萨姆规则对照): each month is judged on the day it became known, by the rates as they were then; what was
 * corrected later does not date a warning back.
 */
export function sahmWarnings({ figures, places }: Rates, areas: Past["areas"], tier: Tier = "II"): Warning[] {
  const levels = new Map(areas.map(({ code, level }) => [code, level]));
  const arrivals = [...figures].sort((a, b) => (a.knownOn < b.knownOn ? -1 : a.knownOn > b.knownOn ? 1 : 0));
  const known = new Map<string, Map<string, PastFigure>>();
  const runs = [...places].map(
    ([area, parts]) => new SahmRun(area, levels.get(area) ?? "banner", parts, tier),
  );
  let newest = "";
  for (let at = 0; at < arrivals.length; ) {
    const day = arrivals[at]!.knownOn;
    for (; at < arrivals.length && arrivals[at]!.knownOn === day; at++) {
      const figure = arrivals[at]!;
      known.set(figure.area, (known.get(figure.area) ?? new Map()).set(figure.period, figure));
      if (figure.period > newest) newest = figure.period;
    }
    for (const run of runs) run.judge(day, newest, known);
  }
  return runs.flatMap((run) => run.warnings);
}

/** The rule in one area. */
class SahmRun {
  readonly warnings: Warning[] = [];
  readonly #area: string;
  readonly #level: string;
  readonly #parts: readonly string[];
  readonly #tier: Tier;

  constructor(area: string, level: string, parts: readonly string[], tier: Tier) {
    this.#area = area;
    this.#level = level;
    this.#parts = parts;
    this.#tier = tier;
  }

  judge(date: string, period: string, known: ReadonlyMap<string, ReadonlyMap<string, PastFigure>>): void {
    const months = Array.from({ length: MONTHS }, (_, at) =>
      shiftPeriod(period, "month" satisfies PeriodKind, at - MONTHS + 1),
    );
    const rates = months.map((month) => rateOf(this.#parts, month, known));
    const signal = sahm(rates).signal.at(-1)!;
    if (Number.isNaN(signal)) return;
    const open = this.warnings.at(-1);
    const stands = open !== undefined && open.lifted === null;
    if (signal === 1 && !stands) {
      const step = { date, tier: this.#tier, before: null, rule: "sahm", period };
      const [area, level] = [this.#area, this.#level];
      this.warnings.push({ area, level, cause: "rate", opened: date, steps: [step], lifted: null });
    }
    if (signal === 0 && stands) this.warnings[this.warnings.length - 1] = { ...open, lifted: date };
  }
}

/** The rate of a month over the places that have one; NaN where these are too few. */
function rateOf(
  parts: readonly string[],
  month: string,
  known: ReadonlyMap<string, ReadonlyMap<string, PastFigure>>,
): number {
  const found = parts.flatMap((part) => known.get(part)?.get(month) ?? []).filter(({ complete }) => complete);
  if (found.length === 0 || found.length < LEAST_SHARE * parts.length) return Number.NaN;
  const force = found.reduce((sum, { denominator }) => sum + (denominator ?? 0), 0);
  return force > 0 ? (100 * found.reduce((sum, { numerator }) => sum + numerator, 0)) / force : Number.NaN;
}

/** The indicators that the rule is applied to, the official survey before the register. */
export const RATE_INDICATORS = ["surveyed-rate", "registered-rate-monthly"] as const;

/** The warnings of the Sahm rule on the rates that a past has, and the areas that have one. */
export function sahmOf(past: Past): {
  readonly warnings: readonly Warning[];
  readonly areas: ReadonlySet<string>;
} {
  const areas = new Set<string>();
  const warnings: Warning[] = [];
  for (const id of RATE_INDICATORS) {
    const { reads, levels } = indicatorById(id)!;
    const figures = past.figures.get(id) ?? [];
    const parts = past.owed.get(reads)?.parts;
    if (figures.length === 0 || !parts) continue;
    const judged = past.areas.filter(
      ({ code, level }) => parts.has(code) && !areas.has(code) && levels.some((known) => known === level),
    );
    const places = new Map(judged.map(({ code }) => [code, parts.get(code)!.map(({ area }) => area)]));
    // A published rate comes without persons: it is a share of a hundred.
    const rates = figures.map((figure) => ({ ...figure, denominator: figure.denominator ?? 100 }));
    warnings.push(...sahmWarnings({ figures: rates, places }, past.areas));
    for (const { code } of judged) areas.add(code);
  }
  return { warnings, areas };
}

/** One event in one area, as the lines found it and as the Sahm rule did. */
export interface Against {
  readonly ours: Detection;
  readonly sahm: Detection | null;
  /** Days by which the lines came before the Sahm rule; null where either missed it. */
  readonly lead: number | null;
}

/** Every event in every area beside the Sahm rule. */
export function againstSahm(ours: readonly Detection[], sahmFound: readonly Detection[]): Against[] {
  const keyOf = ({ event, area }: Detection) => `${event.id} ${area}`;
  const other = new Map(sahmFound.map((detection) => [keyOf(detection), detection]));
  return ours.map((detection) => {
    const found = other.get(keyOf(detection)) ?? null;
    const both = found?.delay !== null && found?.delay !== undefined && detection.delay !== null;
    return { ours: detection, sahm: found, lead: both ? found.delay! - detection.delay! : null };
  });
}
