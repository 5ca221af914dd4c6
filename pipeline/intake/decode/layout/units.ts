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

/** 「单位：」, but not the office that fills the report in (填报单位、报送单位). */
const STATED = /(?<![报制编送主管填属责])单位\s*[:：]\s*([^\s()（）【】[\]]{1,40})/gu;
/** A unit in brackets at the end of a title. */
const IN_BRACKETS = /[(（【[]\s*([^()（）【】[\]]{1,8})\s*[)）】\]]\s*$/u;
const BETWEEN_UNITS = /[、,，/／;；和及与]/u;

/**
 * The units that the lines above or below a table state: 「单位：千人、万元」, or in brackets at the end of a title. A word that is no unit,
 * such as the name of an office, states none.
 *
 * @example
 * statedUnits(["2026年2月失业保险情况表", "单位：千人、万元"]).map(({ text }) => text) // ["千人", "万元"]
 */
export function statedUnits(lines: readonly string[]): Unit[] {
  return lines.flatMap((line) => {
    const text = line.normalize("NFKC");
    const stated = [...text.matchAll(STATED)].flatMap(([, words = ""]) => words.split(BETWEEN_UNITS));
    const bracketed = IN_BRACKETS.exec(text.trim())?.[1];
    const words = bracketed && !/单位/u.test(bracketed) ? [...stated, bracketed] : stated;
    return words.flatMap((word) => parseUnit(word) ?? []);
  });
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
