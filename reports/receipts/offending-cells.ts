import type { Cell, Table } from "../documents/content.ts";
import type { TextKey } from "../language/catalogue.ts";
import { catalogues, type Language, translate } from "../language/index.ts";
import { cellText } from "./cell-text.ts";
import { comparedCells } from "./compared-cells.ts";
import { comparisonOf, countRows, type ProblemRow, type RowProblem, type RowsInFile } from "./problems.ts";

/** Most columns of marked cells, of cells that they are compared with, of cells that tell rows apart, and of all. */
const MOST = { marked: 4, beside: 4, telling: 2, all: 7 } as const;
/** Most cells of a row that has another number of cells than the header, and most rows of a problem. */
const [MOST_MISSHAPEN, MOST_ROWS] = [5, 5];
/** Rows whose cells do not stand under their headers. */
const MISSHAPEN = new Set(["too-few-cells", "too-many-cells", "stray-quote"]);

/** A row of a problem with the file that it stands in. */
interface Placed {
  readonly row: ProblemRow;
  readonly from: RowsInFile;
}

/** A column of the table: the place where it stands in the first file that has it, counted from 1, and its header. */
interface ShownColumn {
  readonly position: number;
  readonly header: string;
}

/**
 * The refused cells as they stood (原样), a row for each of the first rows: line, what tells rows apart, the cells that are wrong, marked, and what
 * they were compared with. Where rows are held against a sum or another period, that stands under them, with the difference.
 */
export function offendingCells(problem: RowProblem, language: Language): Table {
  const rows = problem.files.flatMap((from) => from.shown.map((row) => ({ row, from }))).slice(0, MOST_ROWS);
  const isShapeless = MISSHAPEN.has(problem.code);
  const columns = isShapeless ? leading(rows) : columnsOf(problem.code, rows);
  const apart = apartOf(problem.code, language);
  const head = [
    translate(language, "problem.line"),
    ...columns.map(({ position, header }) =>
      translate(language, "where", { position, header: cellText(header, 20) }),
    ),
    ...(apart === null ? [] : [apart]),
  ];
  const shown = rows.flatMap((placed, at): Cell[][] => {
    const marked = markedPlaces(problem.code, placed, rows);
    const cells = columns.map((column): Cell => {
      const place = placeIn(column, placed.from);
      const text = cellText(place === null ? "" : placed.row.cells[place - 1]);
      if (place === null || !marked.has(place)) return { text };
      return { text: text === "" ? translate(language, "problem.blank") : text, isMarked: true };
    });
    const label = labelOf(placed, problem, language);
    const line = [
      { text: label },
      ...cells,
      ...(apart === null ? [] : [apartCell(problem.code, placed, language)]),
    ];
    const isLast = !rows[at + 1] || comparisonOf(rows[at + 1]!.row) !== comparisonOf(placed.row);
    if (!isLast) return [line];
    const places = columns.map((column) => placeIn(column, placed.from));
    return [line, ...comparedCells(placed.row.reasons, places, language)];
  });
  const more = countRows(problem) - rows.length;
  return {
    ...{ form: "cells" as const, title: "", head, rows: shown },
    notes: more > 0 ? [translate(language, "problem.more", { count: more })] : [],
  };
}

const labelOf = ({ row, from }: Placed, { files }: RowProblem, language: Language): string =>
  files.length === 1
    ? translate(language, "problem.row", { line: row.line })
    : translate(language, "problem.row-of", { id: from.file.id, line: row.line });

/** Head of the last column, for what was found elsewhere than in the cell; null where the cell says it. */
function apartOf(code: string, language: Language): string | null {
  if (MISSHAPEN.has(code)) return translate(language, "problem.cell-count");
  const key = `problem.${code}.found`;
  return key in catalogues[language] ? translate(language, key as TextKey) : null;
}

/** What was found elsewhere: other lines, the end of the period, the number of cells. */
function apartCell(code: string, { row, from }: Placed, language: Language): Cell {
  const found = cellText(row.reasons[0]?.found);
  if (!MISSHAPEN.has(code)) return { text: found };
  const text = translate(language, "problem.cells-of-header", {
    found: row.cells.length,
    header: from.file.header.length,
  });
  return { text, isMarked: true };
}

/** The first columns of the files, for rows of another shape. */
function leading(rows: readonly Placed[]): ShownColumn[] {
  const header = rows[0]?.from.file.header ?? [];
  return header.slice(0, MOST_MISSHAPEN).map((text, at) => ({ position: at + 1, header: text }));
}

/** The place of a column in a file: where its header stands there, or the same place. */
function placeIn({ position, header }: ShownColumn, { file }: RowsInFile): number | null {
  if (file.header[position - 1] === header) return position;
  const at = file.header.indexOf(header);
  return at < 0 ? null : at + 1;
}

/** The places of a row's cells that are wrong. */
function markedPlaces(code: string, placed: Placed, rows: readonly Placed[]): ReadonlySet<number> {
  const { row, from } = placed;
  const places = row.reasons.flatMap(({ where }) => where?.position ?? []);
  if (code === "flag-and-figures") return new Set([...places, ...filledPlaces(placed)]);
  if (code.endsWith("-stands-twice")) {
    const others = rows.filter(
      (other) => other.from === from && comparisonOf(other.row) === comparisonOf(row) && other !== placed,
    );
    const differing = row.cells.flatMap((cell, at) =>
      others.some((other) => (other.row.cells[at] ?? "") !== (cell ?? "")) ? [at + 1] : [],
    );
    return new Set(differing.length > 0 ? differing : places);
  }
  return new Set(places);
}

/** The places of the columns that a reason lists as filled in. */
const filledPlaces = ({ row, from }: Placed): number[] =>
  row.reasons.flatMap(({ found }) => {
    const listed = `、${found ?? ""}`;
    return from.file.header.flatMap((header, at) =>
      header && listed.includes(`、${header} `) ? [at + 1] : [],
    );
  });

/** The columns to show, in the order of the file: those that are wrong, those they are compared with, and some that tell the rows apart. */
function columnsOf(code: string, rows: readonly Placed[]): ShownColumn[] {
  const columns: ShownColumn[] = [];
  const add = (places: readonly number[], from: RowsInFile, most: number): void => {
    let left = Math.min(most, MOST.all - columns.length);
    for (const position of places) {
      if (left <= 0) return;
      if (columns.some((column) => placeIn(column, from) === position)) continue;
      columns.push({ position, header: from.file.header[position - 1] ?? "" });
      left--;
    }
  };
  for (const placed of rows)
    add([...markedPlaces(code, placed, rows)], placed.from, MOST.marked - columns.length);
  for (const { row, from } of rows)
    for (const { where } of row.reasons)
      add([...(where?.position ? [where.position] : []), ...(where?.beside ?? [])], from, MOST.beside);
  const hasBeside = rows.some(({ row }) => row.reasons.some(({ where }) => where?.beside?.length));
  const first = rows[0]?.from;
  if (first)
    add(
      tellingPlaces(rows.filter(({ from }) => from === first)),
      first,
      hasBeside && rows.length > 1 ? 1 : MOST.telling,
    );
  return columns.sort((a, b) => a.position - b.position);
}

/** The place of the first column that tells rows apart, then of the first ones; none that is blank in all of them. */
function tellingPlaces(rows: readonly Placed[]): number[] {
  const filled = (rows[0]?.from.file.header ?? []).flatMap((_, at) => {
    const texts = new Set(rows.map(({ row }) => row.cells[at] ?? ""));
    return texts.size === 1 && texts.has("") ? [] : [{ position: at + 1, differs: texts.size > 1 }];
  });
  return [...filled.filter(({ differs }) => differs).slice(0, 1), ...filled].map(({ position }) => position);
}
