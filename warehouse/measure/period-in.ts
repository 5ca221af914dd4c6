import type { Bindings } from "../engine/warehouse.ts";

/** A condition on periods as a plain list of values, which lets the engine skip whole blocks of a table; a join does not. */
export function periodIn(periods: readonly string[]): { sql: string; bindings: Bindings } {
  const different = [...new Set(periods)].sort();
  const names = different.map((_, at) => `CAST($period_${at} AS DATE)`);
  return {
    sql: names.length === 0 ? "false" : `period IN (${names.join(", ")})`,
    bindings: Object.fromEntries(different.map((period, at) => [`period_${at}`, period])),
  };
}
