import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const SHARED = new URL("../../../../shared/data/", import.meta.url).pathname;

/** The folder of published reports and reference results beside the checkout, if it exists. */
export const haveGolden = existsSync(join(SHARED, "golden/cases.csv"));

/** Printed by a skipped test, so that a skip is not mistaken for success. */
export const WITHOUT_GOLDEN = haveGolden ? "" : " (skipped: ../shared/data is not beside the checkout)";

/** A path inside the reference folder. */
export function goldenPath(path: string): string {
  return join(SHARED, path);
}

/** The cells of one CSV line; quotes doubled inside quotes. */
function cells(line: string): string[] {
  const found: string[] = [];
  let cell = "";
  let quoted = false;
  for (let i = 0; i < line.length; i++) {
    const ch = line[i]!;
    if (quoted && ch === '"' && line[i + 1] === '"') {
      cell += '"';
      i += 1;
    } else if (ch === '"') quoted = !quoted;
    else if (ch === "," && !quoted) {
      found.push(cell);
      cell = "";
    } else cell += ch;
  }
  found.push(cell);
  return found;
}

/** Rows of a CSV text, by column name. */
export function parseCsv(text: string): Record<string, string>[] {
  const [head, ...lines] = text.split(/\r?\n/).filter((line) => line !== "");
  const names = cells(head ?? "");
  return lines.map((line) => {
    const row = cells(line);
    return Object.fromEntries(names.map((name, i) => [name, row[i] ?? ""]));
  });
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
