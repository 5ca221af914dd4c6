import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import type { Carried } from "../../warehouse/measure/carried.ts";
import type { PeriodKind } from "../calendar/periods.ts";
import type { Verdict } from "./verdict.ts";

/** The periods of a rule in an area that were judged on earlier dates, those that are to be judged once more left out. */
export interface Judged {
  /** The first period that was judged; null where none was. */
  readonly first: string | null;
  has(period: string): boolean;
}

/** The judged periods by rule and area. */
export type JudgedPeriods = (rule: string, area: string) => Judged;

/** A period of an area for which a report was replaced, with the rules that read it. */
export interface RevisedPeriod {
  readonly rules: readonly string[];
  readonly area: string;
  readonly period: string;
}

/** The judged periods of all rules and areas, collected as nights pass. */
export class JudgedLog {
  readonly #periods = new Map<string, { first: string; readonly all: Set<string> }>();
  #reopened: ReadonlySet<string> = new Set();

  of(rule: string, area: string): Judged {
    const key = `${rule} ${area}`;
    const { first = null, all } = this.#periods.get(key) ?? {};
    return {
      first,
      has: (period) => (all?.has(period) ?? false) && !this.#reopened.has(`${key} ${period}`),
    };
  }

  /** Let these periods, in place of those of the night before, be judged once more: a figure of them changed. */
  reopen(revised: readonly RevisedPeriod[]): void {
    this.#reopened = new Set(
      revised.flatMap(({ rules, area, period }) => rules.map((rule) => `${rule} ${area} ${period}`)),
    );
  }

  add(verdicts: readonly Pick<Verdict, "rule" | "area" | "period" | "outcome" | "kind">[]): void {
    for (const { rule, area, period, outcome, kind } of verdicts) {
      if (outcome === "not-judged" || kind === "rolling-30-days") continue;
      const key = `${rule} ${area}`;
      const known = this.#periods.get(key);
      if (!known) this.#periods.set(key, { first: period, all: new Set([period]) });
      else {
        known.all.add(period);
        if (period < known.first) known.first = period;
      }
    }
  }
}

/** The periods judged before a date: read from the verdicts of all nights, or carried over from the night before. */
export async function judgedEarlier(
  warehouse: Warehouse,
  date: string,
  carried: Carried,
  revised: readonly RevisedPeriod[] = [],
): Promise<JudgedPeriods> {
  const before = carried.kept<{ date: string; log: JudgedLog }>(JUDGED);
  const log = before && before.date < date ? before.log : await readLog(warehouse, date);
  log.reopen(revised);
  carried.keep(JUDGED, { date, log });
  return (rule, area) => log.of(rule, area);
}

/** Add a night's verdicts to what is carried over to the next. */
export function rememberJudged(carried: Carried, date: string, verdicts: readonly Verdict[]): void {
  const known = carried.kept<{ date: string; log: JudgedLog }>(JUDGED);
  if (known?.date === date) known.log.add(verdicts);
}

const JUDGED = "judged periods";

async function readLog(warehouse: Warehouse, date: string): Promise<JudgedLog> {
  const rows = await warehouse.rows<{ rule: string; area: string; kind: PeriodKind; period: string }>(
    `SELECT DISTINCT rule, area, period_kind AS kind, period FROM verdict
     WHERE date < CAST($date AS DATE) AND outcome <> 'not-judged' AND period_kind NOT IN ('rolling-30-days', 'day')`,
    { date },
  );
  const log = new JudgedLog();
  log.add(rows.map((row) => ({ ...row, outcome: "quiet" as const })));
  return log;
}
