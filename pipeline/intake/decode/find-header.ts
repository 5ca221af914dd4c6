import { maskedBeginning } from "../../../warehouse/engine/personal-numbers.ts";
import { DecodeFault } from "./decode-fault.ts";
import { type HeaderPath, pathsOf, pathText } from "./layout/header-paths.ts";
import { isQualifier } from "./layout/qualifiers.ts";
import { type FurnitureRole, isNote, isNumbersRow } from "./layout/row-roles.ts";
import { type Unit, unitRow } from "./layout/units.ts";
import type { Recogniser } from "./recogniser.ts";

/** The place of the header among the first rows of a table, and the rows above it. */
export interface FoundHeader {
  /** The columns as shown: the texts of each path joined. */
  readonly header: readonly string[];
  readonly paths: readonly HeaderPath[];
  /** Index of the header's first row. */
  readonly at: number;
  /** Rows of the header, and of units and column numbers directly below it. */
  readonly rows: number;
  /** The rows of the header alone. */
  readonly headerRows: number;
  readonly titles: readonly string[];
  /** The units of a unit row below the header, by column. */
  readonly units: readonly (Unit | null)[] | null;
  /** The kinds of the rows directly below it. */
  readonly below: readonly FurnitureRole[];
}

/** Maximum characters kept of a title. */
const LONGEST_TITLE = 2000;
/** Maximum number of rows above a header: titles, units, the person who filled it in. */
const ROWS_ABOVE = 20;
/** Maximum rows of one header: a group, a name, a part. */
const DEEPEST = 3;

type Rows = readonly (readonly string[])[];

/**
 * Find the header: the first row that names every required column, alone or together with up to two rows below it, where merged cells
 * above span several below. Rows of units and column numbers below it belong to it.
 *
 * @throws DecodeFault when a header has more rows than are read
 */
export function findHeader(rows: Rows, recogniser: Recogniser): FoundHeader | null {
  for (let at = 0; at < Math.min(rows.length, ROWS_ABOVE); at++) {
    if (isTitle(rows[at]!, recogniser)) continue;
    let depth = 1;
    while (depth < DEEPEST && isBelowHeader(rows, at + depth, recogniser)) depth++;
    for (; depth > 0; depth--) {
      const paths = pathsOf(rows.slice(at, at + depth));
      if (!recogniser.isHeader(paths)) continue;
      // A row of labels and values (报告期 | 2026年2月) is a title; the header is below it.
      if (
        depth > 1 &&
        !rows[at]!.some(isGroup) &&
        recogniser.isHeader(pathsOf(rows.slice(at + 1, at + depth)))
      )
        break;
      return headerAt(rows, at, depth, paths, recogniser);
    }
  }
  return null;
}

/** The row of a table without a known header that is shown as its header. */
export const unknownHeader = (row: readonly string[]): FoundHeader => ({
  header: row,
  paths: row.map((cell) => [cell]),
  ...{ at: 0, rows: 1, headerRows: 1, titles: [], units: null, below: [] },
});

function headerAt(
  rows: Rows,
  at: number,
  depth: number,
  paths: readonly HeaderPath[],
  recogniser: Recogniser,
): FoundHeader {
  if (depth === DEEPEST && isBelowHeader(rows, at + depth, recogniser))
    throw new DecodeFault({ code: "header-too-deep", details: { most: DEEPEST } });
  let [end, units] = [at + depth, null as FoundHeader["units"]];
  const below: FurnitureRole[] = [];
  for (let row = rows[end]; row; row = rows[++end]) {
    const stated = unitRow(row);
    if (!stated && !isNumbersRow(row)) break;
    if (stated) units ??= stated;
    below.push(stated ? "units" : "numbers");
  }
  return {
    ...{ header: paths.map(pathText), paths, at, rows: end - at, headerRows: depth },
    ...{ titles: rows.slice(0, at).map(titleOf), units, below },
  };
}

/** Whether a row names no column and no group of columns. */
const isTitle = (row: readonly string[], { names }: Recogniser): boolean => {
  const isFirstAlone = row.every((cell, at) => (cell.trim() !== "") === (at === 0));
  return !row.some((cell) => cell.trim() !== "" && (names(cell) || (isGroup(cell) && !isFirstAlone)));
};

/**
 * Whether a row below a header's first is part of it: the first column is blank, which no row of data has, or it names columns itself.
 * Numbers and dates are data.
 */
function isBelowHeader(rows: Rows, at: number, { names }: Recogniser): boolean {
  const row = rows[at];
  if (!row || unitRow(row) || isNumbersRow(row)) return false;
  const filled = row.filter((cell) => cell.trim() !== "");
  if (filled.length === 0 || filled.some(isFigure) || isNote(filled[0]!)) return false;
  return (row[0] ?? "").trim() === "" || filled.filter(names).length > 1;
}

const isGroup = (cell: string): boolean => isQualifier(cell.trim());

const isFigure = (cell: string): boolean =>
  /^[\s\d０-９.,，:：/+\-()%]*[\d０-９][\s\d０-９.,，:：/+\-()%]*$/u.test(cell);

const titleOf = (cells: readonly string[]): string =>
  maskedBeginning(
    cells
      .filter((cell) => cell.trim() !== "")
      .map((cell) => maskedBeginning(cell, LONGEST_TITLE))
      .join(" "),
    LONGEST_TITLE,
  );
