import type { CellReading, LoadPlan, PlannedCell } from "../../../warehouse/load/plan.ts";
import type { Remark } from "../../../warehouse/load/remarks.ts";
import type { Column, Contract } from "../contracts/define.ts";
import { factOf } from "../contracts/facts.ts";
import type { DecodedTable } from "../decode/table.ts";
import {
  type ColumnConflict,
  EXPLANATION,
  KNOWN,
  type PlacedColumn,
  type PlacedColumns,
  placeColumns,
} from "./columns.ts";
import type { MappedColumn, Mapping } from "./schema.ts";
import { statedPeriod } from "./stated-period.ts";
import { decideUnit, linesOf, type UnitDecision, unitKindOf } from "./stated-units.ts";
import { statedYear } from "./stated-year.ts";

/** Required columns that the file lacks, with the headers that would be accepted. */
export interface MissingHeaders {
  readonly missing: readonly { readonly column: string; readonly headers: readonly string[] }[];
}

/** A file of which two columns fit one of the contract, or whose units do not agree: a question to its sender. */
export interface UnclearTable {
  readonly unclear: Remark;
}

/** A binding: how rows are read, the columns that nothing reads, and the remarks on what was decided. */
export interface BoundTable {
  readonly plan: LoadPlan;
  /** Columns of figures whose unit the file or the mapping states. */
  readonly unitStated: ReadonlySet<string>;
  readonly remarks: readonly Remark[];
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
export type TableToBind = Pick<DecodedTable, "header" | "titles" | "encoding" | "layout"> & {
  /** Names of the file and of the table in it, which may state a year. */
  readonly names?: readonly string[];
};

/** Whether columns have the same cells in every row, so that it does not matter which is read. */
export type IsSameColumn = (positions: readonly number[]) => boolean;

/** Bind a mapping to the header of one table; gives the plan by which the engine reads its rows. */
export function bind(
  contract: Contract,
  mapping: Mapping,
  table: TableToBind,
  context: BindContext,
  isSameColumn: IsSameColumn = () => false,
): BoundTable | MissingHeaders | UnclearTable {
  const { header } = table;
  const withKnown = context.past && mapping.known !== undefined;
  const columns = placeColumns(contract, mapping, table.layout.paths, withKnown, isSameColumn);
  const { placed, conflicts } = columns;
  if (conflicts.length > 0) return { unclear: conflictRemark(conflicts, mapping, header) };
  const missing = missingColumns(contract, mapping, placed, withKnown);
  if (missing.length > 0) return { missing };
  const units = decideUnits(contract, mapping, table, placed);
  if ("unclear" in units) return units;
  return {
    plan: planOf(contract, mapping, table, context, { placed, units: units.factors }),
    unitStated: units.stated,
    remarks: [
      ...(units.converted.length > 0
        ? [{ code: "units-converted", details: { columns: units.converted } }]
        : []),
      ...unreadRemark(columns, mapping, table),
      ...periodsRemark(mapping, table),
      ...hiddenRemark(placed, table),
    ],
  };
}

function planOf(
  contract: Contract,
  mapping: Mapping,
  table: TableToBind,
  context: BindContext,
  found: { readonly placed: PlacedColumns["placed"]; readonly units: ReadonlyMap<string, number> },
): LoadPlan {
  const known = found.placed.get(KNOWN);
  const explanation = found.placed.get(EXPLANATION);
  return {
    fact: factOf(contract),
    cells: Object.entries(contract.columns).map(([name, column]) =>
      planCell(name, column, mapping, table, {
        place: found.placed.get(name),
        factor: found.units.get(name) ?? 1,
      }),
    ),
    checks: contract.checks.filter(({ doubt }) => !doubt),
    balances: contract.balances ?? [],
    keys: contract.keys,
    nil: contract.nil ?? null,
    periodKind: mapping.period ?? null,
    statedPeriod: statedPeriod(table.titles, mapping.period ?? null).period,
    statedYear: mapping.period === undefined ? null : yearOf(table),
    dates: contract.dates ?? null,
    openPeriods: contract.openPeriods ?? false,
    explanation:
      explanation === undefined
        ? null
        : { position: explanation.at, header: table.header[explanation.at] ?? "" },
    known:
      known === undefined || !mapping.known
        ? { at: context.receivedAt }
        : {
            position: known.at,
            header: table.header[known.at] ?? "",
            formats: [...new Set([...mapping.known.formats, ...DATES])],
            plusDays: mapping.known.plusDays,
          },
    senderArea: context.senderArea,
    zone: context.zone,
    completeMonths: mapping.completeMonths,
    levels: contract.levels ?? [],
    sumsTo: contract.sumsTo ?? null,
  };
}

function missingColumns(
  contract: Contract,
  mapping: Mapping,
  placed: PlacedColumns["placed"],
  withKnown: boolean,
): MissingHeaders["missing"][number][] {
  const missing = Object.entries(contract.columns)
    .filter(([name, column]) => mustStand(name, column, mapping) && !placed.has(name))
    .map(([name]) => ({ column: name, headers: mapping.columns[name]?.header ?? [] }));
  return withKnown && !placed.has(KNOWN) && mapping.known
    ? [...missing, { column: KNOWN, headers: mapping.known.header }]
    : missing;
}

/** The year stated by the table's name, or else by its file's, or else by the titles above it. */
const yearOf = ({ names = [], titles }: TableToBind): number | null =>
  [...names.map((name) => [name]), titles].map(statedYear).find((year) => year !== null) ?? null;

/** The question which of several columns is meant. */
function conflictRemark(
  conflicts: readonly ColumnConflict[],
  mapping: Mapping,
  header: readonly string[],
): Remark {
  const { column, positions } = conflicts[0]!;
  return {
    code: "columns-alike",
    details: {
      wanted: (mapping.columns[column]?.header ?? mapping.known?.header ?? [column])[0]!,
      columns: positions.map((at) => `${at + 1} “${header[at] ?? ""}”`),
    },
  };
}

/** Columns that receipts add to the rows they send back. */
const IGNORED = ["退回原因", "待说明问题", "reason", "question"];

/** Columns of the file that no contract column reads are dropped and reported. */
function unreadRemark({ placed }: PlacedColumns, mapping: Mapping, { header }: TableToBind): Remark[] {
  const read = new Set([...placed.values()].map(({ at }) => at));
  const ignored = [...(mapping.known?.header ?? []), ...IGNORED];
  const headers = header.filter((cell, at) => cell !== "" && !read.has(at) && !ignored.includes(cell));
  return headers.length > 0 ? [{ code: "columns-not-read", details: { headers } }] : [];
}

/** Titles that state several periods decide nothing. */
function periodsRemark(mapping: Mapping, { titles }: TableToBind): Remark[] {
  const { several } = statedPeriod(titles, mapping.period ?? null);
  return several.length > 0 ? [{ code: "periods-stated", details: { periods: several } }] : [];
}

function hiddenRemark(placed: PlacedColumns["placed"], { header, layout }: TableToBind): Remark[] {
  const hidden = new Set(layout.hiddenColumns);
  const headers = [...placed.values()].filter(({ at }) => hidden.has(at)).map(({ at }) => header[at] ?? "");
  return headers.length > 0 ? [{ code: "hidden-columns-read", details: { headers } }] : [];
}

interface DecidedUnits {
  readonly factors: ReadonlyMap<string, number>;
  readonly stated: ReadonlySet<string>;
  readonly converted: string[];
}

/** The factors of all figures, and the texts of those that are converted; or the question which unit holds. */
function decideUnits(
  contract: Contract,
  mapping: Mapping,
  table: TableToBind,
  placed: PlacedColumns["placed"],
): DecidedUnits | UnclearTable {
  const factors = new Map<string, number>();
  const statedColumns = new Set<string>();
  const converted: string[] = [];
  const kinds = new Set<string>();
  for (const [name, column] of Object.entries(contract.columns)) {
    const [kind, place] = [unitKindOf(column), placed.get(name)];
    if (!kind || !place) continue;
    kinds.add(kind);
    const times = (mapping.columns[name] as MappedColumn | undefined)?.times;
    const decision = decideUnit(kind, place, table, times);
    const header = table.header[place.at] ?? "";
    if ("problem" in decision) return { unclear: unitRemark(decision, header) };
    factors.set(name, decision.factor);
    const { stated } = decision;
    if (stated) statedColumns.add(name);
    if (stated && stated.source !== "mapping" && decision.factor !== 1)
      converted.push(`${header}（${stated.text} ×${decision.factor}）`);
  }
  const impossible = linesOf(table).filter(({ kind }) => !kinds.has(kind));
  // Units of kinds that the report does not have say that another report, or another table, is meant.
  if (impossible.length > 0 && impossible.length === linesOf(table).length)
    return { unclear: { code: "unit-of-no-column", details: { units: impossible.map(({ text }) => text) } } };
  return { factors, stated: statedColumns, converted };
}

const unitRemark = (decision: Extract<UnitDecision, { problem: string }>, header: string): Remark => ({
  code: decision.problem,
  details: { header, units: decision.units.map(({ text }) => text) },
});

/** Whether a file must carry the column: required by the contract or the mapping, and not a constant. */
function mustStand(name: string, column: Column, mapping: Mapping): boolean {
  return !Object.hasOwn(mapping.constants, name) && (!column.optional || mapping.require.includes(name));
}

function planCell(
  name: string,
  column: Column,
  mapping: Mapping,
  table: TableToBind,
  { place, factor }: { readonly place: PlacedColumn | undefined; readonly factor: number },
): PlannedCell {
  const mapped = mapping.columns[name] as MappedColumn | undefined;
  const constant = mapping.constants[name];
  return {
    column: name,
    from:
      constant !== undefined
        ? { constant }
        : place === undefined
          ? null
          : { position: place.at, header: table.header[place.at] ?? "" },
    reading: readingOf(column, mapped, mapping, factor),
    required: !column.optional || mapping.require.includes(name),
    example: String(column.example),
  };
}

function readingOf(
  column: Column,
  mapped: MappedColumn | undefined,
  mapping: Mapping,
  factor: number,
): CellReading {
  switch (column.type) {
    case "area":
      return { as: "area", by: mapped?.by ?? "code" };
    case "date":
      return { as: "date", formats: [...new Set([...(mapped?.formats ?? []), ...DATES])] };
    case "period":
      return {
        as: "period",
        kind: mapping.period ?? "month",
        formats: periodFormats(mapped?.formats ?? [], mapping.period ?? "month"),
      };
    case "word":
      return { as: "word", words: wordsOf(column.words, mapped?.words ?? {}) };
    case "count":
    case "amount":
      return { as: column.type, times: mapped?.times ?? factor, unit: unitKindOf(column) };
    default:
      return { as: column.type };
  }
}

/** Dates that can be read in one way only, with the year first: they are read whatever formats a mapping names. */
const DATES: readonly string[] = [
  ...["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日"],
  ...["%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M", "%Y-%m-%dT%H:%M:%S"],
];
/** The same for months. Not with a point: a workbook writes October as 2026.1. */
const MONTHS: readonly string[] = ["%Y-%m", "%Y年%m月", "%Y年%m月份", "%Y/%m"];

/** The formats of a period, with those that can be read in one way only. */
const periodFormats = (formats: readonly string[], kind: string): readonly string[] => [
  ...new Set([...formats, ...(kind === "day" || kind === "week" ? [] : MONTHS), ...DATES]),
];

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
