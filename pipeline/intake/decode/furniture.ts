import { rawCells, type TableHead } from "./csv-records.ts";
import { DecodeFault } from "./decode-fault.ts";
import { type RowRole, roleOf } from "./layout/row-roles.ts";
import { statedUnits, type Unit, unitRow, unitStatements, unreadDetails } from "./layout/units.ts";
import type { Recogniser } from "./recogniser.ts";
import type { RecordSpan } from "./records.ts";
import { type FileFault, type PassedRow, plainLayout, type TableLayout } from "./table.ts";

const [SPACE, QUOTE, ONE, ZERO, NINE] = [32, 34, 49, 48, 57];
/** Maximum rows passed over that are listed. */
const MOST_LISTED = 1000;
/** Lines named in a fault. */
const SHOWN = 5;

/** What is known of a header for finding furniture below it. */
type HeadOfFurniture = Pick<TableHead, "texts" | "units" | "paths" | "titles">;

/** The rows below a header that are no data (notes, signatures, column numbers, the header once more), found one by one. */
export class Furniture {
  readonly passed: PassedRow[] = [];
  readonly notedUnits: Unit[] = [];
  count = 0;
  /** The line of another header below the first, if there is one. */
  otherHeader: number | null = null;
  readonly #head: HeadOfFurniture;
  /** The line of a unit that stands between rows, and is not that of the table's titles. */
  #unitBetween: number | null = null;
  readonly #header: Parameters<typeof roleOf>[1];

  constructor(head: HeadOfFurniture, { names, isHeader, requiredAt }: Recogniser) {
    this.#head = head;
    this.#header = {
      rows: head.texts,
      names,
      required: requiredAt(head.paths),
      isHeader: (row) => isHeader(row.map((cell) => (cell.trim() === "" ? [] : [cell.trim()]))),
    };
  }

  /**
   * Whether a row is passed over.
   *
   * @throws DecodeFault when it states other units than the rows above it
   */
  takes(line: number, cells: readonly string[]): boolean {
    const role = roleOf(cells, this.#header);
    if (role === "data") {
      // It cannot be known whether the unit holds for the rows above, below or both.
      if (this.#unitBetween !== null)
        throw new DecodeFault({ code: "units-change", line: this.#unitBetween });
      return false;
    }
    if (role === "other-header") {
      this.otherHeader = line;
      return true;
    }
    this.#take(line, role, cells);
    return true;
  }

  /** The same for a record of a text, of which most are seen to be data by their first byte. */
  takesSpan(span: RecordSpan, bytes: Buffer, delimiter: string): boolean {
    if (!mayBeFurniture(span, bytes, delimiter)) {
      if (this.#unitBetween !== null)
        throw new DecodeFault({ code: "units-change", line: this.#unitBetween });
      return false;
    }
    return this.takes(span.line, rawCells(bytes, span, delimiter));
  }

  /** Note the units that a text below the header states, in a note or beside the table. */
  noteUnits(line: number, cells: readonly string[]): void {
    const { units, unread } = unitStatements([cells.filter((cell) => cell.trim() !== "").join(" ")]);
    if (unread.length > 0)
      throw new DecodeFault({ code: "unit-unread", line, details: unreadDetails(unread) });
    const titles = statedUnits(this.#head.titles).map(({ text }) => text);
    if (units.some(({ text }) => !titles.includes(text))) this.#unitBetween ??= line;
    if (this.notedUnits.length < MOST_LISTED) this.notedUnits.push(...units);
  }

  /** The fault of a table with nothing but furniture below its header; null where there is none either. */
  noData(): FileFault | null {
    const lines = this.passed.slice(0, SHOWN).map(({ line }) => line);
    return lines.length === 0 ? null : { code: "no-data-rows", details: { lines: lines.join("、") } };
  }

  /** Note the units that a text beside the table states; they are the table's. */
  noteBeside(texts: readonly string[]): void {
    if (this.notedUnits.length < MOST_LISTED) this.notedUnits.push(...statedUnits(texts));
  }

  /** Whether a record was passed over before, without counting it again. */
  takesAgain(span: RecordSpan, bytes: Buffer, delimiter: string): boolean {
    if (!mayBeFurniture(span, bytes, delimiter)) return false;
    return roleOf(rawCells(bytes, span, delimiter), this.#header) !== "data";
  }

  /** The layout of the table with what was found. */
  layout(head: TableHead, besideTable: number): TableLayout {
    const { passed, notedUnits } = this;
    return { ...plainLayout(head), passed, notedUnits, besideTable };
  }

  #take(line: number, role: Exclude<RowRole, "data" | "other-header">, cells: readonly string[]): void {
    this.count++;
    if (this.passed.length < MOST_LISTED) this.passed.push({ line, role });
    if (role === "note") this.noteUnits(line, cells);
    if (role === "units" && !isSameUnits(unitRow(cells), this.#head.units))
      throw new DecodeFault({ code: "units-change", line });
  }
}

/** A record whose first character is a digit is data, but for a row that numbers the columns. */
function mayBeFurniture(span: RecordSpan, bytes: Buffer, delimiter: string): boolean {
  const code = delimiter.charCodeAt(0);
  let at = span.start;
  while (at < span.end && (bytes[at] === code || bytes[at] === SPACE || bytes[at] === QUOTE)) at++;
  const first = bytes[at] ?? 0;
  return first < ZERO || first > NINE || (first === ONE && bytes[at + 1] === code);
}

const isSameUnits = (units: TableHead["units"], first: TableHead["units"]): boolean => {
  const texts = (row: TableHead["units"]) =>
    row
      ?.map((unit) => unit?.text ?? "")
      .join(" ")
      .trim();
  return texts(units) === texts(first);
};
