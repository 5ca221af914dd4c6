import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";

const SHARED = new URL("../../../../shared/data/", import.meta.url).pathname;

/** The folder of published reports and reference results beside the checkout, if it exists. */
export const haveGolden = existsSync(join(SHARED, "golden/cases.csv"));

/** Printed by a skipped test, so that a skip is not mistaken for success. */
export const WITHOUT_GOLDEN = haveGolden ? "" : " (skipped: ../shared/data is not beside the checkout)";

/** A path inside the reference folder. */
export function goldenPath(path: string): string {
  return join(SHARED, path);
}

/** Rows of a CSV text, by column name; cells that a short row lacks are empty. */
export function parseCsv(text: string): Record<string, string>[] {
  const [names = [], ...rows] = parse(text, {
    relax_column_count: true,
    skip_empty_lines: true,
  }) as string[][];
  return rows.map((row) => Object.fromEntries(names.map((name, i) => [name, row[i] ?? ""])));
}

/** Rows of a CSV file of the reference folder. */
export function readGolden(path: string): Record<string, string>[] {
  return parseCsv(readFileSync(goldenPath(path), "utf8"));
}

/** A cell as a number; empty is missing (NaN). */
export function numberOf(cell: string | undefined): number {
  if (cell === undefined || cell === "" || cell === "NaN" || cell === "NA") return Number.NaN;
  if (cell === "Inf") return Number.POSITIVE_INFINITY;
  if (cell === "-Inf") return Number.NEGATIVE_INFINITY;
  return Number(cell);
}

/** How far apart two numbers are, relative to the expected one; both missing or both infinite is 0. */
export function apart(actual: number, expected: number, floor = 0): number {
  if (Object.is(actual, expected) || actual === expected) return 0;
  if (Number.isNaN(actual) && Number.isNaN(expected)) return 0;
  const distance = Math.abs(actual - expected) / Math.max(Math.abs(expected), floor);
  return Number.isNaN(distance) ? Number.POSITIVE_INFINITY : distance;
}
