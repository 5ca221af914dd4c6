import { TOTAL_LABEL } from "../../../../warehouse/load/total-labels.ts";
import { isQualifier } from "./qualifiers.ts";
import { statedUnits, unitRow } from "./units.ts";

/** Rows of a table that are no data: notes and signatures, samples, column numbers, units, the header once more. */
export type FurnitureRole = "note" | "sample" | "numbers" | "units" | "header";
export type RowRole = FurnitureRole | "data" | "other-header";

const NOTE_WORDS = "注|备注|附注|说明|填表说明|填报说明|注释|附|备考";
const SIGNED =
  "单位负责人|负责人|分管领导|主管领导|领导|填表人|填报人|制表人|制表|经办人|经办|审核人|审核|复核人|复核|审批|统计负责人|统计员|" +
  "联系人|联系电话|电话|联系方式|报出日期|报送日期|填报日期|填表日期|制表日期|填报时间|填表时间|日期|填报单位|报送单位|单位|填报单位盖章|打印日期|打印时间|数据来源|资料来源|来源";
/** A label with a colon, or a note that goes on without one (`注1`, `说明（一）`). */
const NOTE = new RegExp(
  `^(?:[*※★]|(?:${NOTE_WORDS})\\s*(?:[0-9一二三四五六七八九十]{0,2})\\s*(?:[:：、.．(（]|$)|(?:${SIGNED})(?:[(（][^)）]{0,12}[)）])?\\s*[:：]|[(（]?(?:盖章|签章|公章|签字|单位盖章|单位公章)[)）]?$|第\\s*[0-9]+\\s*页|共\\s*[0-9]+\\s*页|以下空白|本表)`,
  "u",
);
/** The mark of a sample stands by itself, or before a code: an enterprise may be called 样例公司. */
const SAMPLE =
  /^[(（【[]?\s*(?:填写?|填报|填表)?(?:示例|样例|范例|举例|sample|example)\s*[)）】\]:：]?\s*[0-9]*$/iu;
const CHINESE_ORDER = "甲乙丙丁戊己庚辛壬癸";

/** Whether a text is a note or signature under a table (`注：…`, `填表人：…`). */
export const isNote = (text: string): boolean => NOTE.test(text.trim());

/** Whether a text marks its row as a sample to be written over. */
export const isSampleMark = (text: string): boolean => SAMPLE.test(text.trim());

/**
 * Whether a row numbers the columns (栏次行): 甲 乙, then 1, 2, 3 and so on, also in brackets or as formulas (`3=1+2`).
 *
 * @example
 * isNumbersRow(["甲", "乙", "1", "2", "3=1-2"]) // true
 */
export function isNumbersRow(cells: readonly string[]): boolean {
  let [number, letters, filled] = [0, 0, 0];
  for (const cell of cells) {
    const text = cell.normalize("NFKC").trim();
    if (text === "" || /^(?:栏次|序号|列次|-|—)$/u.test(text)) continue;
    const plain = /^[([]?(\d{1,3}|[A-Z]|[甲乙丙丁戊己庚辛壬癸])(?:[)\]]|=[\d+\-*/()×÷%]+)?$/u.exec(text)?.[1];
    if (plain === undefined) return false;
    filled++;
    if (CHINESE_ORDER.includes(plain)) {
      if (number > 0 || CHINESE_ORDER.indexOf(plain) !== letters++) return false;
    } else if (/[A-Z]/.test(plain)) {
      if (number > 0 || plain.charCodeAt(0) - 65 !== letters++) return false;
    } else if (Number(plain) !== ++number) return false;
  }
  return filled > 1;
}

const TOTAL = new RegExp(`^(?:${TOTAL_LABEL})$`, "u");

/**
 * Whether a text marks its row as a total (合计、本页小计、全旗合计).
 *
 * @example
 * isTotalLabel("本页 小计：") // true
 */
export const isTotalLabel = (text: string): boolean =>
  TOTAL.test(
    text
      .normalize("NFKC")
      .replace(/\s+/gu, "")
      .replace(/[:：]+$/u, ""),
  );

/** What a decoder knows of a table's header for telling furniture from data. */
export interface HeaderRows {
  /** The rows of the header as they stand. */
  readonly rows: readonly (readonly string[])[];
  readonly names: (cell: string) => boolean;
  readonly isHeader: (row: readonly string[]) => boolean;
  /** Positions of the required columns. */
  readonly required: readonly number[];
}

/** What a row below a header is, by its texts alone. */
export function roleOf(cells: readonly string[], { rows, names, isHeader, required }: HeaderRows): RowRole {
  const first = cells.find((cell) => cell.trim() !== "")?.trim() ?? "";
  // Most rows begin with a code; only rows that number the columns begin with a digit and are no data.
  if (/^[02-9]|^1[^,]/.test(first)) return "data";
  if (isSampleMark(first)) return "sample";
  const isFilled = required.length > 0 && required.every((at) => (cells[at] ?? "").trim() !== "");
  if (!isFilled && (isNote(first) || statesUnits(cells))) return "note";
  if (isNumbersRow(cells) && filledOf(cells) + UNNUMBERED >= columnsOf(rows)) return "numbers";
  if (unitRow(cells)) return "units";
  if (rows.some((row) => isSame(row, cells))) return "header";
  return names(first) && (isHeader(cells) || isHeaderPart(cells, names)) ? "other-header" : "data";
}

/** Whether a row says in which unit the table is (单位：千人). */
const statesUnits = (cells: readonly string[]): boolean =>
  cells.some((cell) => cell.includes("单位")) &&
  statedUnits(cells.filter((cell) => cell.trim() !== "")).length > 0;

/** Whether a row has nothing but names of columns and words that qualify them: the first row of another header. */
function isHeaderPart(cells: readonly string[], names: (cell: string) => boolean): boolean {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== "");
  return filled.length > 1 && filled.every((cell) => names(cell) || isQualifier(cell));
}

/** Columns of a table that a row of column numbers may leave out. */
const UNNUMBERED = 2;
const filledOf = (cells: readonly string[]): number => cells.filter((cell) => cell.trim() !== "").length;
const columnsOf = (rows: HeaderRows["rows"]): number => Math.max(...rows.map((row) => row.length));

const isSame = (row: readonly string[], cells: readonly string[]): boolean => {
  const width = Math.max(row.length, cells.length);
  for (let at = 0; at < width; at++) if ((row[at] ?? "").trim() !== (cells[at] ?? "").trim()) return false;
  return true;
};
