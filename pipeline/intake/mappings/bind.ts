import type { LoadPlan } from "../../../warehouse/load/plan.ts";
import type { Remark } from "../../../warehouse/load/remarks.ts";
import type { Column, Contract } from "../contracts/define.ts";
import { factOf } from "../contracts/facts.ts";
import { pathText } from "../decode/layout/header-paths.ts";
import { type DecodedTable, headerCell } from "../decode/table.ts";
import { type ColumnConflict, EXPLANATION, KNOWN, type PlacedColumns, placeColumns } from "./columns.ts";
import { type DecidedUnits, decideUnits } from "./decide-units.ts";
import { DATES, planCell } from "./plan-cell.ts";
import { isRequired, type Mapping } from "./schema.ts";
import { statedPeriod } from "./stated-period.ts";
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
  /** The header under which rows are sent back: it states the units that stood elsewhere in the file. */
  readonly header: readonly string[];
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
    plan: planOf(contract, mapping, table, context, { placed, units }),
    unitStated: units.stated,
    header: headerWithUnits(table, placed, units.outside),
    remarks: [
      ...(units.converted.length > 0
        ? [{ code: "units-converted", details: { columns: units.converted } }]
        : []),
      ...unreadRemark(columns, mapping, table),
      ...periodsRemark(mapping, [...table.titles, ...groupsOf(table, placed)]),
      ...hiddenRemark(placed, table),
    ],
  };
}

function planOf(
  contract: Contract,
  mapping: Mapping,
  table: TableToBind,
  context: BindContext,
  found: { readonly placed: PlacedColumns["placed"]; readonly units: DecidedUnits },
): LoadPlan {
  const known = found.placed.get(KNOWN);
  const explanation = found.placed.get(EXPLANATION);
  return {
    fact: factOf(contract),
    cells: Object.entries(contract.columns).map(([name, column]) =>
      planCell(name, column, mapping, table.header, {
        place: found.placed.get(name),
        factor: found.units.factors.get(name) ?? 1,
        isStated: found.units.stated.has(name),
      }),
    ),
    checks: contract.checks.filter(({ doubt }) => !doubt),
    balances: contract.balances ?? [],
    keys: contract.keys,
    nil: contract.nil ?? null,
    periodKind: mapping.period ?? null,
    statedPeriod: statedPeriod([...table.titles, ...groupsOf(table, found.placed)], mapping.period ?? null)
      .period,
    statedYear: mapping.period === undefined ? null : yearOf(table),
    dates: contract.dates ?? null,
    openPeriods: contract.openPeriods ?? false,
    completes: table.header.some((cell) => IGNORED.includes(cell)),
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

/** The groups above the columns that are read; they may state a period. */
const groupsOf = ({ layout }: TableToBind, placed: PlacedColumns["placed"]): string[] => [
  ...new Set([...placed.values()].flatMap(({ at, lowest }) => (layout.paths[at] ?? []).slice(0, lowest))),
];

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
      wanted: (mapping.columns[column]?.header ??
        (column === KNOWN ? mapping.known?.header : undefined) ?? [header[positions[0]!] ?? ""])[0]!,
      columns: positions.map((at) => `${at + 1} “${header[at] ?? ""}”`),
    },
  };
}

/**
 * The header with the units that the file states above, below or under it: rows that are sent back lose those lines, and their figures
 * would be read in another unit when they come again.
 */
function headerWithUnits(
  { header, layout }: TableToBind,
  placed: PlacedColumns["placed"],
  outside: ReadonlyMap<number, string>,
): string[] {
  const lowest = new Map([...placed.values()].map((place) => [place.at, place.lowest] as const));
  return header.map((cell, at) => {
    const unit = outside.get(at);
    if (unit === undefined) return cell;
    const path = layout.paths[at] ?? [cell];
    const named = path.map((text, level) => (level === lowest.get(at) ? `${text}（${unit}）` : text));
    return headerCell(pathText(named));
  });
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
function periodsRemark(mapping: Mapping, titles: readonly string[]): Remark[] {
  const { several } = statedPeriod(titles, mapping.period ?? null);
  return several.length > 0 ? [{ code: "periods-stated", details: { periods: several } }] : [];
}

function hiddenRemark(placed: PlacedColumns["placed"], { header, layout }: TableToBind): Remark[] {
  const hidden = new Set(layout.hiddenColumns);
  const headers = [...placed.values()].filter(({ at }) => hidden.has(at)).map(({ at }) => header[at] ?? "");
  return headers.length > 0 ? [{ code: "hidden-columns-read", details: { headers } }] : [];
}

/** Whether a file must carry the column: required by the contract or the mapping, and not a constant. */
function mustStand(name: string, column: Column, mapping: Mapping): boolean {
  return !Object.hasOwn(mapping.constants, name) && isRequired(name, column, mapping);
}
