import type { CellReading, LoadPlan, PlannedCell } from "../../../warehouse/load/plan.ts";
import type { Column, Contract } from "../contracts/define.ts";
import { factOf } from "../contracts/facts.ts";
import { contracts } from "../contracts/index.ts";
import type { MappedColumn, Mapping } from "./schema.ts";

/** Required columns whose header the file does not have: the headers that would do. */
export interface MissingHeaders {
  readonly missing: readonly { readonly column: string; readonly headers: readonly string[] }[];
}

/** What the night knows besides the mapping. */
export interface BindContext {
  readonly receivedAt: string;
  readonly senderArea: string | null;
  readonly zone: string;
  /** Taking in a past: the mapping's known-column says when each figure became known. */
  readonly past: boolean;
}

/** Bind a mapping to the header line of one file: the plan by which the engine reads its rows. */
export function bind(
  contract: Contract,
  mapping: Mapping,
  header: readonly string[],
  context: BindContext,
): LoadPlan | MissingHeaders {
  const known = context.past && mapping.known ? position(mapping.known.header, header) : undefined;
  const missing = Object.entries(contract.columns)
    .filter(([name, column]) => mustStand(name, column, mapping))
    .filter(([name]) => position(mapping.columns[name]?.header ?? [], header) === undefined)
    .map(([name]) => ({ column: name, headers: mapping.columns[name]?.header ?? [] }));
  if (context.past && mapping.known && known === undefined) {
    missing.push({ column: "known", headers: mapping.known.header });
  }
  if (missing.length > 0) return { missing };
  return {
    fact: factOf(contract),
    cells: Object.entries(contract.columns).map(([name, column]) => planCell(name, column, mapping, header)),
    checks: contract.checks,
    keys: contract.keys,
    nil: contract.nil ?? null,
    periodKind: mapping.period ?? null,
    known:
      known === undefined || !mapping.known
        ? { at: context.receivedAt }
        : {
            position: known,
            header: header[known] ?? "",
            formats: mapping.known.formats,
            plusDays: mapping.known.plusDays,
          },
    senderArea: context.senderArea,
    zone: context.zone,
    completeMonths: mapping.completeMonths,
    sumsTo: contract.sumsTo ?? null,
    summedBy: contracts.flatMap(({ id, sumsTo }) =>
      sumsTo?.contract === contract.id ? [{ contract: id, columns: sumsTo.columns }] : [],
    ),
  };
}

/** Whether a file must carry the column: required by the contract or the mapping, and not a constant. */
function mustStand(name: string, column: Column, mapping: Mapping): boolean {
  return !(name in mapping.constants) && (!column.optional || mapping.require.includes(name));
}

function planCell(name: string, column: Column, mapping: Mapping, header: readonly string[]): PlannedCell {
  const mapped = mapping.columns[name] as MappedColumn | undefined;
  const constant = mapping.constants[name];
  const at = mapped ? position(mapped.header, header) : undefined;
  return {
    column: name,
    from:
      constant !== undefined
        ? { constant }
        : at === undefined
          ? null
          : { position: at, header: header[at] ?? "" },
    reading: readingOf(column, mapped, mapping),
    required: !column.optional || mapping.require.includes(name),
    example: String(column.example),
  };
}

function readingOf(column: Column, mapped: MappedColumn | undefined, mapping: Mapping): CellReading {
  if (column.type === "area") return { as: "area", by: mapped?.by ?? "code" };
  if (column.type === "date") return { as: "date", formats: mapped?.formats ?? ["%Y-%m-%d"] };
  if (column.type === "period") {
    return { as: "period", kind: mapping.period ?? "month", formats: mapped?.formats ?? ["%Y-%m"] };
  }
  if (column.type === "word") return { as: "word", words: wordsOf(column.words, mapped?.words ?? {}) };
  return { as: column.type };
}

/** The contract's words, each with what this sender calls it besides. */
function wordsOf(
  own: Readonly<Record<string, readonly string[]>>,
  theirs: Readonly<Record<string, readonly string[]>>,
) {
  return Object.fromEntries(
    Object.entries(own).map(([word, said]) => [word, [...said, ...(theirs[word] ?? [])]]),
  );
}

function position(wanted: readonly string[], header: readonly string[]): number | undefined {
  const at = header.findIndex((name) => wanted.includes(name));
  return at < 0 ? undefined : at;
}
