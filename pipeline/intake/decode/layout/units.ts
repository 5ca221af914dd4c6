import {
  COUNTED,
  MONEY_POWER,
  powerOfTen,
  UNIT_PREFIX,
  UNIT_PREFIXES,
} from "../../../../warehouse/load/unit-words.ts";

/** What a unit measures: persons, posts or reports; money; a share. */
export type UnitKind = "count" | "money" | "percent";

/** A unit as a report states it: `千人`, `万元`. */
export interface Unit {
  readonly text: string;
  readonly kind: UnitKind;
  /** Multiple of the unit that contracts keep: one person or post, 万元, one per cent. */
  readonly factor: number;
}

const PREFIXES: ReadonlyMap<string, number> = new Map([["", 0], ...UNIT_PREFIXES]);
const COUNT = new RegExp(`^${UNIT_PREFIX}(?:${COUNTED})$`, "u");
const MONEY = new RegExp(`^(?:人民币)?${UNIT_PREFIX}元$`, "u");
const LONGEST = 8;

/**
 * The unit that a word states, or null: persons and posts with or without 千, 万 and so on, money, per cent.
 *
 * @example
 * parseUnit("千人") // { text: "千人", kind: "count", factor: 1000 }
 */
export function parseUnit(word: string): Unit | null {
  if (word.length > LONGEST) return null;
  const text = word.normalize("NFKC").replace(/\s+/gu, "");
  if (text === "%" || text === "百分比") return { text, kind: "percent", factor: 1 };
  if (text === "‰") return { text, kind: "percent", factor: 0.1 };
  const count = COUNT.exec(text);
  if (count) return { text, kind: "count", factor: powerOfTen(PREFIXES.get(count[1]!)!) };
  const money = MONEY.exec(text);
  return money && { text, kind: "money", factor: powerOfTen(PREFIXES.get(money[1]!)! - MONEY_POWER) };
}

/** What lines around a table say of its units, and what they say that cannot be read. */
export interface UnitStatements {
  readonly units: readonly Unit[];
  readonly unread: readonly string[];
}

/** A statement of units that is read, as the example of the refusal of one that is not. */
const READABLE = "单位：人、万元";

/** The details of the remark `unit-unread`: the texts that no unit is read from, and how to write one. */
export const unreadDetails = (
  unread: readonly string[],
): { readonly text: string; readonly example: string } => ({
  text: unread.join("、"),
  example: READABLE,
});

/** 「单位：」 and its like, but not the office that fills the report in (填报单位、报送单位). */
const STATED =
  /(?<![报制编送主管填属责用工位])(?:计量|货币|数据|金额|人数)?单位\s*(?:为|是|[:;=])?\s*(.{1,40})/u;
const COUNTED_IN = /以\s*(.{1,6}?)\s*(?:计|为单位)/u;
/** A unit in brackets, several divided like those behind 单位. */
const IN_BRACKETS = /[(【[]\s*([^()【】[\]]{1,12})\s*[)】\]]/gu;
const BETWEEN_UNITS = /[、,/;·|\s和及与]+/u;
/** What a unit is stated for, before it: 金额：千元. */
const FOR = /^(?:金额|资金|基金(?:收支)?|人数|人员|职位数?|岗位数?)[:]?/u;
/** A word that would be a unit if it could be read: 万, 1000人. */
const UNIT_LIKE = /^(?:[0-9]+|[十百千万亿]+)(?:人次|人|元|个|户)?$/u;

/**
 * The units that the lines above or below a table state: 「单位：千人、万元」, 以千人计, in brackets, or by themselves. A word that is no unit,
 * such as the name of an office, states none; one that looks like a unit and cannot be read is told, because half of a statement must
 * not be dropped.
 *
 * @example
 * unitStatements(["2026年2月失业保险情况表", "单位：千人、万元"]).units.map(({ text }) => text) // ["千人", "万元"]
 */
export function unitStatements(lines: readonly string[]): UnitStatements {
  const words = lines.flatMap(unitWords);
  return {
    units: words.flatMap((word) => parseUnit(word) ?? []),
    unread: words.filter((word) => parseUnit(word) === null && UNIT_LIKE.test(word)),
  };
}

/** The units alone. */
export const statedUnits = (lines: readonly string[]): readonly Unit[] => unitStatements(lines).units;

/** The words of a line that stand where units do. */
function unitWords(line: string): string[] {
  const text = line
    .normalize("NFKC")
    .replaceAll("單", "单")
    .replace(/单\s+位/gu, "单位");
  const split = (part: string): string[] =>
    part
      .split(BETWEEN_UNITS)
      .map((word) => word.replace(FOR, ""))
      .filter((word) => word !== "");
  const bracketed = [...text.matchAll(IN_BRACKETS)]
    .map(([, part = ""]) => split(part.replace(/^(?:计量)?单位[:]?/u, "")))
    .filter((parts) => parts.length > 0 && parts.every((word) => parseUnit(word)))
    .flat();
  const stated = STATED.exec(text.replace(IN_BRACKETS, " "))?.[1];
  const countedIn = COUNTED_IN.exec(text)?.[1];
  const alone = split(text.trim());
  const isAlone = alone.length > 0 && alone.every((word) => parseUnit(word));
  return [
    ...bracketed,
    ...(stated ? leading(split(stated)) : []),
    ...(countedIn ? [countedIn] : []),
    ...(isAlone && !stated ? alone : []),
  ];
}

/** The words up to the first that is nothing like a unit: then something else is said. */
function leading(words: readonly string[]): readonly string[] {
  const end = words.findIndex((word) => parseUnit(word) === null && !UNIT_LIKE.test(word));
  return end < 0 ? words : words.slice(0, end);
}

/**
 * The units of a row below a header that states nothing but units, by column; null if the row is another.
 *
 * @example
 * unitRow(["", "", "万人"])?.[2]?.factor // 10000
 */
export function unitRow(cells: readonly string[]): (Unit | null)[] | null {
  let found = 0;
  const units: (Unit | null)[] = [];
  const filled = cells.filter((cell) => cell.trim() !== "");
  // One cell 「单位：千人」 states the unit of the table, not of its column.
  if (filled.length === 1 && filled[0]!.includes("单位")) return null;
  for (const [at, cell] of cells.entries()) {
    const text = cell
      .trim()
      .replace(/^[(（]?\s*(?:计量)?(?:单位\s*[:：]?)?/u, "")
      .replace(/[)）]$/u, "");
    const unit = parseUnit(text);
    // The row may be named in its first cell; dashes stand for columns without a unit.
    const isEmpty = text === "" || /^[-—–－]+$/u.test(text) || (at === 0 && /^计量$/u.test(text));
    if (!unit && !isEmpty) return null;
    if (unit) found++;
    units.push(unit);
  }
  return found > 0 ? units : null;
}
