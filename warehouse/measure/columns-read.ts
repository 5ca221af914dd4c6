import { indicatorSql } from "./observation-sql.ts";

const words = new Map<string, ReadonlySet<string>>();

/** Whether the query of an indicator names one of these columns. */
export function readsColumns(indicator: string, columns: readonly string[]): boolean {
  const known = words.get(indicator) ?? wordsOf(indicator);
  words.set(indicator, known);
  return columns.some((column) => known.has(column));
}

/** The words of a query, its comments left out. */
const wordsOf = (indicator: string): ReadonlySet<string> =>
  new Set(indicatorSql(indicator).replace(/--.*$/gm, "").match(/\w+/g));
