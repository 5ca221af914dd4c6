import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import type { Carried } from "../../warehouse/measure/carried.ts";
import type { PeriodKind } from "../calendar/periods.ts";
import type { Verdict } from "./verdict.ts";

/** The periods of a rule in an area that were judged on earlier dates. */
export type JudgedPeriods = (rule: string, area: string) => ReadonlySet<string>;

/** A period of an area for which a report was replaced, with the rules that read it. */
export interface RevisedPeriod {
  readonly rules: readonly string[];
  readonly area: string;
  readonly period: string;
}

/** The judged periods of all rules and areas, collected as nights pass. */
export class JudgedLog {
  readonly #periods = new Map<string, Set<string>>();

  of(rule: string, area: string): ReadonlySet<string> {
    return this.#periods.get(`${rule} ${area}`) ?? NONE;
  }

  /** Forget that a period was judged, because a figure of it changed: it is judged once more. */
  reopen(rules: readonly string[], area: string, period: string): void {
    for (const rule of rules) this.#periods.get(`${rule} ${area}`)?.delete(period);
  }

  add(verdicts: readonly Pick<Verdict, "rule" | "area" | "period" | "outcome" | "kind">[]): void {
    for (const { rule, area, period, outcome, kind } of verdicts) {
      if (outcome === "not-judged" || kind === "rolling-30-days") continue;
      const key = `${rule} ${area}`;
      const known = this.#periods.get(key);
      if (known) known.add(period);
      else this.#periods.set(key, new Set([period]));
    }
  }
}

const NONE: ReadonlySet<string> = new Set();

/** The periods judged before a date: read from the verdicts of all nights, or carried over from the night before. */
export async function judgedEarlier(
  warehouse: Warehouse,
  date: string,
  carried: Carried,
  revised: readonly RevisedPeriod[] = [],
): Promise<JudgedPeriods> {
  const before = carried.kept<{ date: string; log: JudgedLog }>(JUDGED);
  const log = before && before.date < date ? before.log : await readLog(warehouse, date);
  for (const { rules, area, period } of revised) log.reopen(rules, area, period);
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
