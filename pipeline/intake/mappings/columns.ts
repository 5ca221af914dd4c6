import type { Contract } from "../contracts/define.ts";
import type { HeaderPath } from "../decode/layout/header-paths.ts";
import { QUALIFIERS, type QualifierRule } from "../decode/layout/qualifiers.ts";
import { type HeaderMatch, matchHeader } from "./headers.ts";
import type { MappedColumn, Mapping } from "./schema.ts";

/** The column of a file from which a contract's column is read. */
export interface PlacedColumn extends HeaderMatch {
  readonly at: number;
}

/** Several columns of a file that may be one column of the contract. */
export interface ColumnConflict {
  readonly column: string;
  readonly positions: readonly number[];
}

/** The columns of a file by the names of the contract's, and those that the file leaves undecided. */
export interface PlacedColumns {
  readonly placed: ReadonlyMap<string, PlacedColumn>;
  readonly conflicts: readonly ColumnConflict[];
}

/** Name under which the column that answers a question about its row is placed; every mapping reads it. */
export const EXPLANATION = "explanation";
const EXPLANATION_HEADERS = ["更正说明", "explanation", "Explanation"];

/** Name under which the column that says when a figure became known is placed. */
export const KNOWN = "known";

/**
 * Find the column of a file for every column of the contract. Of several that fit, the one whose header is exactly the name is taken, else
 * the one whose group or part says so (合计, 本月; never 上年同期). If several are left, nothing is decided by their order; columns with the
 * same cells in every row say the same.
 */
export function placeColumns(
  contract: Contract,
  mapping: Mapping,
  paths: readonly HeaderPath[],
  withKnown: boolean,
  isSameColumn: (positions: readonly number[]) => boolean,
): PlacedColumns {
  const wanted = wantedColumns(contract, mapping, withKnown);
  const fitting = paths.map((path) => lowestMatches(wanted, path));
  const placed = new Map<string, PlacedColumn>();
  const conflicts: ColumnConflict[] = [];
  for (const { column } of wanted) {
    const candidates = fitting.flatMap((matches, at) => {
      const match = matches.get(column);
      return match ? [{ ...match, at }] : [];
    });
    const best = bestOf(candidates, !contract.columns[column]?.optional);
    const positions = best.map(({ at }) => at);
    if (best.length === 1 || (best.length > 1 && best[0]!.fit !== "part" && isSameColumn(positions)))
      placed.set(column, best[0]!);
    else if (best.length > 1) conflicts.push({ column, positions });
  }
  return { placed, conflicts };
}

interface WantedColumn {
  readonly column: string;
  readonly header: readonly string[];
  readonly rule: QualifierRule;
}

function wantedColumns(contract: Contract, mapping: Mapping, withKnown: boolean): WantedColumn[] {
  const columns = Object.entries(mapping.columns).map(([column, mapped]) => ({
    ...{ column, header: mapped.header },
    rule: ruleOf(contract, column, mapped as MappedColumn),
  }));
  const besides = (column: string, header: readonly string[]) => ({
    column,
    header,
    rule: QUALIFIERS.current,
  });
  const isMapped = EXPLANATION_HEADERS.some((header) =>
    columns.some((column) => column.header.includes(header)),
  );
  return [
    ...columns,
    ...(withKnown && mapping.known ? [besides(KNOWN, mapping.known.header)] : []),
    ...(isMapped ? [] : [besides(EXPLANATION, EXPLANATION_HEADERS)]),
  ];
}

/** The rule of a column: the contract's kind of figure, with the words of the mapping before it. */
function ruleOf({ cumulative }: Contract, column: string, mapped: MappedColumn): QualifierRule {
  const usual = QUALIFIERS[cumulative?.includes(column) ? "cumulative" : "current"];
  const { prefer = [], never = [] } = mapped;
  return {
    prefer: prefer.length === 0 ? usual.prefer : anyOf(prefer, usual.prefer),
    never: never.length === 0 ? usual.never : anyOf(never, usual.never),
  };
}

const anyOf = (words: readonly string[], usual: RegExp): RegExp =>
  new RegExp(
    `${words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")}|${usual.source}`,
    "u",
  );

/** The contract columns that a column of the file may be: those named lowest in its header. */
function lowestMatches(wanted: readonly WantedColumn[], path: HeaderPath): ReadonlyMap<string, HeaderMatch> {
  const matches = wanted.flatMap(({ column, header, rule }) => {
    const match = matchHeader(header, path, rule);
    return match ? [[column, match] as const] : [];
  });
  const lowest = Math.max(...matches.map(([, match]) => match.lowest));
  return new Map(matches.filter(([, match]) => match.lowest === lowest));
}

/**
 * The candidates that may be meant: the only one whose group or part says so, else all that are no part and of no other period. If there are
 * but parts, it is not known which of them, or their sum, is meant.
 */
function bestOf(candidates: readonly PlacedColumn[], isRequired: boolean): readonly PlacedColumn[] {
  const of = (...fits: readonly PlacedColumn["fit"][]) => candidates.filter(({ fit }) => fits.includes(fit));
  const named = of("named");
  const preferred = of("preferred");
  if (preferred.length > 0) return [...named, ...preferred];
  const whole = [...named, ...of("plain")];
  const parts = of("part");
  return whole.length > 0 || !isRequired || parts.length < 2 ? whole : parts;
}
