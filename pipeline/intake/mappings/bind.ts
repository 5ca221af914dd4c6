import type { CellReading, LoadPlan, PlannedCell } from "../../../warehouse/load/plan.ts";
import type { Column, Contract } from "../contracts/define.ts";
import { factOf } from "../contracts/facts.ts";
import type { DecodedTable } from "../decode/table.ts";
import { headerFactor } from "./headers.ts";
import type { MappedColumn, Mapping } from "./schema.ts";
import { statedPeriod } from "./stated-period.ts";
import { statedYear } from "./stated-year.ts";

/** Required columns that the file lacks, with the headers that would be accepted. */
export interface MissingHeaders {
  readonly missing: readonly { readonly column: string; readonly headers: readonly string[] }[];
}

/** Context of a binding besides the mapping. */
export interface BindContext {
  readonly receivedAt: string;
  readonly senderArea: string | null;
  readonly zone: string;
  /** Whether past reports are taken in: the mapping's known-column then says when each figure became known. */
  readonly past: boolean;
}

/** The parts of a decoded table that determine its meaning. */
export type BoundTable = Pick<DecodedTable, "header" | "titles" | "encoding"> & {
  /** Names of the file and of the table in it, which may state a year. */
  readonly names?: readonly string[];
};

/** Headers of the column that answers a question about its row; every mapping reads it. */
const EXPLANATION = ["更正说明", "explanation", "Explanation"];

/** Bind a mapping to the header line of one file; gives the plan by which the engine reads its rows. */
export function bind(
  contract: Contract,
  mapping: Mapping,
  table: BoundTable,
  context: BindContext,
): LoadPlan | MissingHeaders {
  const { header } = table;
  const known = context.past && mapping.known ? place(mapping.known.header, header) : undefined;
  const missing = Object.entries(contract.columns)
    .filter(([name, column]) => mustStand(name, column, mapping))
    .filter(([name]) => place(mapping.columns[name]?.header ?? [], header) === undefined)
    .map(([name]) => ({ column: name, headers: mapping.columns[name]?.header ?? [] }));
  if (context.past && mapping.known && known === undefined) {
    missing.push({ column: "known", headers: mapping.known.header });
  }
  if (missing.length > 0) return { missing };
  return {
    fact: factOf(contract),
    cells: Object.entries(contract.columns).map(([name, column]) => planCell(name, column, mapping, table)),
    checks: contract.checks.filter(({ doubt }) => !doubt),
    balances: contract.balances ?? [],
    keys: contract.keys,
    nil: contract.nil ?? null,
    periodKind: mapping.period ?? null,
    statedPeriod: statedPeriod(table.titles, mapping.period ?? null),
    statedYear: mapping.period === undefined ? null : yearOf(table),
    dates: contract.dates ?? null,
    openPeriods: contract.openPeriods ?? false,
    explanation: explanationIn(mapping, header),
    known:
      known === undefined || !mapping.known
        ? { at: context.receivedAt }
        : {
            position: known.at,
            header: header[known.at] ?? "",
            formats: typedToo(mapping.known.formats, table),
            plusDays: mapping.known.plusDays,
          },
    senderArea: context.senderArea,
    zone: context.zone,
    completeMonths: mapping.completeMonths,
    levels: contract.levels ?? [],
    sumsTo: contract.sumsTo ?? null,
  };
}

/** The year stated by the table's name, or else by its file's, or else by the titles above it. */
const yearOf = ({ names = [], titles }: BoundTable): number | null =>
  [...names.map((name) => [name]), titles].map(statedYear).find((year) => year !== null) ?? null;

/** The column that answers questions; none where the mapping reads a column of that name for the contract. */
function explanationIn(mapping: Mapping, header: readonly string[]): LoadPlan["explanation"] {
  const at = place(EXPLANATION, header)?.at;
  const isMapped = Object.values(mapping.columns).some((column) => place(column.header, header)?.at === at);
  return at === undefined || isMapped ? null : { position: at, header: header[at] ?? "" };
}

/** Columns of the file that no contract column reads, including a second one of the same name; they are dropped and reported. */
export function unreadColumns(mapping: Mapping, header: readonly string[]): string[] {
  const columns = [...Object.values(mapping.columns), ...(mapping.known ? [mapping.known] : [])];
  const read = new Set([
    ...columns.map((column) => place(column.header, header)?.at),
    explanationIn(mapping, header)?.position,
  ]);
  return header.filter((cell, at) => cell !== "" && !read.has(at));
}

/** Whether a file must carry the column: required by the contract or the mapping, and not a constant. */
function mustStand(name: string, column: Column, mapping: Mapping): boolean {
  return !Object.hasOwn(mapping.constants, name) && (!column.optional || mapping.require.includes(name));
}

function planCell(name: string, column: Column, mapping: Mapping, table: BoundTable): PlannedCell {
  const mapped = mapping.columns[name] as MappedColumn | undefined;
  const constant = mapping.constants[name];
  const found = mapped ? place(mapped.header, table.header) : undefined;
  return {
    column: name,
    from:
      constant !== undefined
        ? { constant }
        : found === undefined
          ? null
          : { position: found.at, header: table.header[found.at] ?? "" },
    reading: readingOf(column, mapped, mapping, table, found?.factor ?? 1),
    required: !column.optional || mapping.require.includes(name),
    example: String(column.example),
  };
}

function readingOf(
  column: Column,
  mapped: MappedColumn | undefined,
  mapping: Mapping,
  table: BoundTable,
  factor: number,
): CellReading {
  switch (column.type) {
    case "area":
      return { as: "area", by: mapped?.by ?? "code" };
    case "date":
      return { as: "date", formats: typedToo(mapped?.formats ?? ["%Y-%m-%d"], table) };
    case "period":
      return {
        as: "period",
        kind: mapping.period ?? "month",
        formats: typedToo(mapped?.formats ?? ["%Y-%m"], table),
      };
    case "word":
      return { as: "word", words: wordsOf(column.words, mapped?.words ?? {}) };
    case "count":
    case "amount":
      return { as: column.type, times: mapped?.times ?? factor };
    default:
      return { as: column.type };
  }
}

/** The formats with those of date cells added: a date cell of a workbook is a date already, whatever the format of typed dates. */
const typedToo = (formats: readonly string[], { encoding }: BoundTable): readonly string[] =>
  encoding === null ? [...formats, "%Y-%m-%d", "%Y-%m-%d %H:%M:%S"] : formats;

/** The contract's words, each with the sender's additional synonyms. */
function wordsOf(
  contractWords: Readonly<Record<string, readonly string[]>>,
  theirs: Readonly<Record<string, readonly string[]>>,
) {
  return Object.fromEntries(
    Object.entries(contractWords).map(([word, synonyms]) => [
      word,
      [...synonyms, ...(Object.hasOwn(theirs, word) ? theirs[word]! : [])],
    ]),
  );
}

/** The position of a header and the factor for its figures; an exact name takes precedence over one with a unit. */
function place(
  wanted: readonly string[],
  header: readonly string[],
): { at: number; factor: number } | undefined {
  const exact = header.findIndex((cell) => wanted.includes(cell));
  if (exact >= 0) return { at: exact, factor: 1 };
  for (const [at, cell] of header.entries()) {
    const factor = headerFactor(wanted, cell);
    if (factor !== null) return { at, factor };
  }
  return undefined;
}
