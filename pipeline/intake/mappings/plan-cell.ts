import type { CellReading, PlannedCell } from "../../../warehouse/load/plan.ts";
import type { Column } from "../contracts/define.ts";
import type { DecodedTable } from "../decode/table.ts";
import type { PlacedColumn } from "./columns.ts";
import { isRequired, type MappedColumn, type Mapping } from "./schema.ts";
import { unitKindOf } from "./stated-units.ts";

/** Where a column is, and the unit that was decided for its figures. */
export interface FoundFigure {
  readonly place: PlacedColumn | undefined;
  readonly factor: number;
  readonly isStated: boolean;
}

/** How a column of the contract is read: from where, and by which formats, words or factor. */
export function planCell(
  name: string,
  column: Column,
  mapping: Mapping,
  header: DecodedTable["header"],
  found: FoundFigure,
): PlannedCell {
  const { place } = found;
  const mapped = mapping.columns[name] as MappedColumn | undefined;
  const constant = mapping.constants[name];
  return {
    column: name,
    from:
      constant !== undefined
        ? { constant }
        : place === undefined
          ? null
          : { position: place.at, header: header[place.at] ?? "" },
    reading: readingOf(column, mapped, mapping, found),
    required: isRequired(name, column, mapping),
    example: String(column.example),
  };
}

function readingOf(
  column: Column,
  mapped: MappedColumn | undefined,
  mapping: Mapping,
  { factor, isStated }: FoundFigure,
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
      return { as: column.type, times: mapped?.times ?? factor, unit: unitKindOf(column), isStated };
    default:
      return { as: column.type };
  }
}

/** Dates that can be read in one way only, with the year first: they are read whatever formats a mapping names. */
export const DATES: readonly string[] = [
  ...["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y年%m月%d号", "%Y 年 %m 月 %d 日"],
  ...["%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M", "%Y-%m-%dT%H:%M:%S"],
];
/** The same for months. Not with a point: a workbook writes October as 2026.1. */
const MONTHS: readonly string[] = ["%Y-%m", "%Y年%m月", "%Y年%m月份", "%Y/%m", "%Y%m", "%Y 年 %m 月"];

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
