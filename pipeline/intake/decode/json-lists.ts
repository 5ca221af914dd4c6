import { maskedBeginning } from "../../../warehouse/engine/personal-numbers.ts";
import { type FileFault, headerCell } from "./table.ts";

/** A list of a document in which records may stand, and the keys on the way to it. */
interface RecordList {
  readonly path: string;
  readonly items: readonly unknown[];
}

/** What stands in a document's skeleton for a record: its number. */
type StandIn = Readonly<Record<"", number>>;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
/** In the lists that are searched every object is a placeholder, since all records were replaced. */
const isStandIn = (value: unknown): value is StandIn => isObject(value);
/** Paths shown of the lists between which a document does not decide. */
const SHOWN = 4;
const LONGEST_PATH = 60;

/**
 * The records of a document's table: the only list of records inside its objects. Of several lists those without any known column are no
 * table (a list that describes the columns, or messages); if more than one is left, the document is refused.
 *
 * @param hasKnownKey whether a record has a key that is a column of some report
 */
export function findTable(skeleton: unknown, hasKnownKey: (place: number) => boolean): number[] | FileFault {
  const lists = listsIn(skeleton, "");
  const filled = lists.filter(({ items }) => items.some(isStandIn));
  if (filled.length === 0) return lists.some(({ items }) => items.length === 0) ? [] : { code: "json-shape" };
  const tables = filled.length > 1 ? knownAmong(filled, hasKnownKey) : filled;
  if (tables.length > 1)
    return { code: "json-several-lists", details: { count: tables.length, lists: shownPaths(tables) } };
  const { items } = tables[0]!;
  return items.every(isStandIn) ? items.map((item) => (item as StandIn)[""]) : { code: "json-shape" };
}

/** The lists with a known column, or all if none has one. */
function knownAmong(
  lists: readonly RecordList[],
  hasKnownKey: (place: number) => boolean,
): readonly RecordList[] {
  const known = lists.filter(({ items }) => items.some((item) => isStandIn(item) && hasKnownKey(item[""])));
  return known.length > 0 ? known : lists;
}

const shownPaths = (lists: readonly RecordList[]): string =>
  lists
    .slice(0, SHOWN)
    .map(({ path }) => maskedBeginning(headerCell(path), LONGEST_PATH))
    .join(", ");

function listsIn(value: unknown, path: string): RecordList[] {
  if (Array.isArray(value)) return [{ path, items: value }];
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => listsIn(item, path === "" ? key : `${path}.${key}`));
}

/** Keys whose value names the unit of the figures. */
const UNIT_KEY = /^(?:计量)?单位$|^units?$/iu;
/** Titles read of a document, and characters of each. */
const [MOST_TITLES, LONGEST_TITLE] = [10, 200];

/** What a document says beside its records: texts that may state the period or the unit. */
export function titlesIn(skeleton: unknown): string[] {
  const titles: string[] = [];
  const walk = (value: unknown): void => {
    if (!isObject(value)) return;
    for (const [key, item] of Object.entries(value))
      if (typeof item === "string") titles.push(UNIT_KEY.test(key) ? `单位：${item}` : item);
      else walk(item);
  };
  walk(skeleton);
  return titles.slice(0, MOST_TITLES).map((title) => headerCell(maskedBeginning(title, LONGEST_TITLE)));
}
