import type { LoadPlan, PlannedCell } from "../../../warehouse/load/plan.ts";
import type { Remark } from "../../../warehouse/load/remarks.ts";
import { MONEY_POWER, powerOfTen } from "../../../warehouse/load/unit-words.ts";
import type { CellMark, DecodedTable } from "../decode/table.ts";
import { rowsOf, withRows } from "./table-rows.ts";

/** Decimals that the contracts' amounts keep. */
const PLACES = 4;

/**
 * Read the figures of a workbook whose display hides digits or divides them. Computed decimals are rounded to the column's places where
 * what is shown does not contradict; a display that divides states a unit (`0!.0000` over 元 shows 万元), which must agree with the unit
 * stated elsewhere.
 *
 * @param unitStated columns whose unit the file states
 */
export function decideDisplayed(
  table: DecodedTable,
  plan: LoadPlan,
  unitStated: ReadonlySet<string>,
): { readonly table: DecodedTable; readonly remarks: readonly Remark[] } | { readonly unclear: Remark } {
  const figures = new Map(
    plan.cells.flatMap((cell) =>
      isFigure(cell) && cell.from && "position" in cell.from ? [[cell.from.position, cell] as const] : [],
    ),
  );
  const marks = table.layout.marks.filter(({ column }) => figures.has(column));
  if (marks.length === 0) return { table, remarks: [] };
  const rows = rowsOf(table).map(({ line, cells }) => ({ line, cells: [...cells] }));
  const byLine = new Map(rows.map((row) => [row.line, row.cells]));
  const rounded: { header: string; old: string; new: string }[] = [];
  const converted = new Set<string>();
  for (const mark of marks) {
    const cells = byLine.get(mark.line);
    const text = cells?.[mark.column];
    if (!cells || text === undefined) continue;
    const cell = figures.get(mark.column)!;
    const header = headerOf(cell);
    if (Number.isNaN(mark.power))
      return { unclear: { code: "display-contradicts", details: { header, line: mark.line } } };
    const scaled = mark.power > 0 ? scaledText(text, mark, cell, unitStated.has(cell.column)) : text;
    if (scaled === null)
      return { unclear: { code: "display-contradicts", details: { header, line: mark.line } } };
    if (scaled !== text) converted.add(header);
    const read = mark.power < 0 ? `${shifted(text, -mark.power)}%` : roundedText(scaled, mark, cell);
    if (read !== scaled && mark.power >= 0) rounded.push({ header, old: scaled, new: read });
    cells[mark.column] = read;
  }
  return {
    table: withRows(table, rows),
    remarks: [
      ...(converted.size > 0 ? [{ code: "display-converted", details: { headers: [...converted] } }] : []),
      ...(rounded.length > 0
        ? [{ code: "figures-rounded", details: { count: rounded.length, ...rounded[0]! } }]
        : []),
    ],
  };
}

const isFigure = ({ reading }: PlannedCell): boolean => reading.as === "count" || reading.as === "amount";

const headerOf = ({ from, column }: PlannedCell): string => (from && "header" in from ? from.header : column);

/** The figure in the unit of its column; null where the display and the stated unit contradict. */
function scaledText(text: string, { power }: CellMark, cell: PlannedCell, isStated: boolean): string | null {
  const { reading } = cell;
  if (reading.as !== "count" && reading.as !== "amount") return text;
  const isMoney = reading.as === "amount";
  if (!isStated) return isMoney ? shifted(text, -MONEY_POWER) : text;
  return Math.abs(reading.times / powerOfTen(isMoney ? power - MONEY_POWER : power) - 1) < 1e-9
    ? shifted(text, -power)
    : null;
}

/** A count is rounded where the shown figure is that whole number; an amount to the places that are kept. */
function roundedText(text: string, { places }: CellMark, { reading }: PlannedCell): string {
  const figure = Number(text);
  if (!Number.isFinite(figure) || !text.includes(".")) return text;
  if (reading.as === "amount") return trimmed(figure.toFixed(PLACES));
  const times = reading.as === "count" ? reading.times : 1;
  const whole = Math.round(figure * times) / times;
  return Math.abs(whole - figure) < 0.5 * 10 ** -places ? trimmed(whole.toFixed(PLACES)) : text;
}

const trimmed = (text: string): string => (text.includes(".") ? text.replace(/\.?0+$/, "") : text);

/** A decimal number times a power of ten, exactly. */
function shifted(text: string, power: number): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) return text;
  const [, sign = "", whole = "", fraction = ""] = match;
  const digits = `${whole}${fraction}`;
  const point = whole.length + power;
  const padded = point <= 0 ? `${"0".repeat(1 - point)}${digits}` : digits.padEnd(point, "0");
  const at = Math.max(1, point);
  return `${sign}${trimmed(`${padded.slice(0, at).replace(/^0+(?=\d)/, "")}.${padded.slice(at)}0`)}`;
}
