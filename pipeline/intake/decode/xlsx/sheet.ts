import { DAY } from "../../../../warehouse/engine/days.ts";
import type { Budget } from "../budget.ts";
import { DecodeFault } from "../decode-fault.ts";
import type { RowTraits } from "../grid.ts";
import type { CellMark } from "../table.ts";
import type { Member } from "../zip.ts";
import { isoDateText, RichText } from "./cell-text.ts";
import { numberCell } from "./number-cell.ts";
import type { WorkbookParts } from "./parts.ts";
import { columnOf, numberOf, rowAfter } from "./references.ts";
import { readXml } from "./xml.ts";

/** Receives the rows of a worksheet in order. */
export type OnRow = (line: number, cells: string[], traits: RowTraits) => void;

/**
 * Read one worksheet row by row as text cells: dates as `2026-03-15`, numbers in their shortest form. All cells of the worksheet,
 * including empty ones, are charged to the file's budget.
 *
 * @returns positions of the hidden columns
 * @throws DecodeFault when rows or cells are in impossible places, or the workbook is beyond its limits
 */
export async function readSheet(
  member: Member,
  parts: WorkbookParts,
  budget: Budget,
  onRow: OnRow,
): Promise<readonly number[]> {
  const listener = new SheetListener(parts, budget, onRow);
  await readXml(member, budget, listener);
  return listener.hiddenColumns;
}

const isTrue = (value: string | undefined): boolean => value === "1" || value === "true";

class SheetListener {
  readonly hiddenColumns: number[] = [];
  #isHidden = false;
  #marks: CellMark[] = [];
  #cells: string[] = [];
  /** Number of cells of this row within the columns that are read, including empty ones. */
  #count = 0;
  #line = 0;
  #column = -1;
  #type = "n";
  #style = 0;
  readonly #value = new RichText();

  constructor(
    readonly parts: WorkbookParts,
    readonly budget: Budget,
    readonly onRow: OnRow,
  ) {}

  open(tag: string, attributes: Readonly<Record<string, string>>): void {
    if (tag === "row") {
      this.#openRow(attributes.r);
      this.#isHidden = isTrue(attributes.hidden);
    } else if (tag === "col" && isTrue(attributes.hidden)) this.#hideColumns(attributes);
    else if (tag === "c") this.#openCell(attributes);
    else this.#value.open(tag, attributes);
  }

  text(piece: string): void {
    this.#value.add(piece);
    const { cell: most } = this.budget.limits;
    if (this.#value.length > most)
      throw new DecodeFault({ code: "cell-too-long", line: this.#line, details: { most } });
  }

  close(tag: string): void {
    if (tag === "c") this.#closeCell();
    else if (tag === "row") {
      this.budget.charge("cells", this.#count, this.#line);
      this.#count = 0;
      this.onRow(this.#line, this.#cells, { isHidden: this.#isHidden, marks: this.#marks });
      this.#cells = [];
      if (this.#marks.length > 0) this.#marks = [];
    } else this.#value.close(tag);
  }

  #openRow(reference: string | undefined): void {
    this.#cells = [];
    this.#column = -1;
    this.#line = rowAfter(this.#line, reference);
    const { rows: most } = this.budget.limits;
    if (this.#line > most)
      throw new DecodeFault({ code: "too-many-rows", line: this.#line, details: { most } });
  }

  #hideColumns({ min, max }: Readonly<Record<string, string>>): void {
    const [first, last] = [numberOf(min ?? "1"), Math.min(numberOf(max ?? "1"), this.budget.limits.columns)];
    for (let column = Math.max(1, first); column <= last; column++) this.hiddenColumns.push(column - 1);
  }

  #openCell(attributes: Readonly<Record<string, string>>): void {
    this.#column = columnOf(attributes.r, this.#line, this.#column);
    // Cells beyond the last column that is read are only formatted, or refused; their tags are charged.
    if (this.#column < this.budget.limits.columns) this.#count++;
    this.#type = attributes.t ?? "n";
    this.#style = attributes.s === undefined ? 0 : this.#styleOf(attributes.s);
    this.#value.clear();
  }

  #closeCell(): void {
    const text = this.#text();
    const { columns: most } = this.budget.limits;
    if (this.#column >= most) {
      // Cells that are only formatted may extend to the last column of the sheet.
      if (text.trim() === "") return;
      throw new DecodeFault({ code: "too-many-columns", line: this.#line, details: { most } });
    }
    // Whether a struck-out figure counts, or its row is withdrawn, only its sender knows.
    if (text.trim() !== "" && this.parts.struck.has(this.#style))
      throw new DecodeFault({ code: "struck-out", line: this.#line });
    while (this.#cells.length < this.#column) this.#cells.push("");
    this.#cells[this.#column] = text;
  }

  #styleOf(reference: string): number {
    const style = numberOf(reference);
    const { styles } = this.parts;
    if (style >= 0 && (styles === null || style < styles)) return style;
    throw this.#badNumber("bad-style-number", reference, (styles ?? 1) - 1);
  }

  #stringAt(reference: string): string {
    const { strings } = this.parts;
    const text = strings[numberOf(reference)];
    if (text === undefined) throw this.#badNumber("bad-string-number", reference, strings.length - 1);
    return text;
  }

  #badNumber(code: "bad-style-number" | "bad-string-number", reference: string, most: number): DecodeFault {
    return new DecodeFault({ code, line: this.#line, details: { found: reference.slice(0, 40), most } });
  }

  #text(): string {
    const [type, value] = [this.#type, this.#value.text];
    if (type === "b") return value === "1" ? "true" : "false";
    if (value === "") return "";
    if (type === "s") return this.#stringAt(value);
    if (type === "d") return isoDateText(value);
    if (type !== "n") return value;
    const display = this.parts.displays.get(this.#style);
    if (display?.isDate) return dateText(Number(value), this.parts.from1904);
    if (display === undefined && /^-?\d{1,15}$/.test(value)) return value;
    const { text, mark } = numberCell(value, display);
    if (mark) this.#marks.push({ line: this.#line, column: this.#column, ...mark });
    return text;
  }
}

/** A serial day as text. Day 60 is 29 February 1900, which did not exist; the format keeps it for compatibility with Lotus 1-2-3. */
function dateText(serial: number, from1904: boolean): string {
  if (!Number.isFinite(serial) || serial < 0 || serial > 2_958_465) return String(serial);
  const days = from1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial;
  const time = new Date(Math.round((days - 25_569) * 86_400) * 1000);
  const iso = time.toISOString();
  return time.getTime() % DAY === 0 ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${iso.slice(11, 19)}`;
}
