import type { Budget } from "../budget.ts";
import { DecodeFault } from "../decode-fault.ts";
import { GridTable } from "../grid.ts";
import { isDraftSheet } from "../layout/sheets.ts";
import type { Recogniser } from "../recogniser.ts";
import type { CellMark } from "../table.ts";
import { isoDateText } from "../xlsx/cell-text.ts";
import { numberCell } from "../xlsx/number-cell.ts";
import { displayOf, type NumberDisplay } from "../xlsx/number-format.ts";
import { numberOf } from "../xlsx/references.ts";
import type { WorkbookTables } from "../xlsx/workbook.ts";
import { readXml } from "../xlsx/xml.ts";

/** Whether a text is a workbook in the XML of Office 2003 (SpreadsheetML), by its beginning. */
export const isXmlWorkbook = (head: string): boolean =>
  /^\s*<\?xml|^\s*<(\w+:)?Workbook/.test(head) &&
  head.includes("urn:schemas-microsoft-com:office:spreadsheet");

/**
 * Read the worksheets of a workbook in XML: texts as they stand, numbers in their shortest form, dates as `2026-03-15`.
 *
 * @throws DecodeFault when the XML is broken, rows or cells go backwards, or the workbook is beyond the limits
 */
export async function tablesOfXml(
  bytes: Buffer,
  recogniser: Recogniser,
  budget: Budget,
): Promise<WorkbookTables> {
  const reader = new XmlReader(recogniser, budget);
  const read = async (onPiece: (piece: Buffer) => void): Promise<void> => {
    for (let at = 0; at < bytes.length; at += PIECE) onPiece(bytes.subarray(at, at + PIECE));
  };
  await readXml({ name: "", size: bytes.length, read }, budget, reader);
  const isPassed = ({ name, isHidden }: XmlSheet) =>
    isHidden || isDraftSheet(name, recogniser.passOverSheets);
  return {
    tables: reader.sheets
      .filter((sheet) => !isPassed(sheet))
      .map(({ name, grid, hiddenColumns }) => ({ name, table: grid.finish(hiddenColumns) })),
    passedSheets: reader.sheets.filter(isPassed).map(({ name }) => name),
  };
}

/** Bytes parsed at a time. */
const PIECE = 1 << 16;

/** A worksheet that is read; whether it is hidden stands behind its rows. */
interface XmlSheet {
  readonly name: string;
  readonly grid: GridTable;
  readonly hiddenColumns: number[];
  isHidden: boolean;
}

type Attributes = Readonly<Record<string, string>>;

class XmlReader {
  readonly sheets: XmlSheet[] = [];
  #inVisible = false;
  #isHiddenRow = false;
  #marks: CellMark[] = [];
  /** How each style shows numbers, by its name, and the styles of the row, and of the cell. */
  readonly #displays = new Map<string, NumberDisplay>();
  #style = "";
  #rowStyle = "";
  /** Position of the next column that is described. */
  #described = 0;
  #line = 0;
  #cells: string[] = [];
  #column = 0;
  #covers = 0;
  #type = "";
  #text = "";
  #inData = false;
  #inComment = false;
  #struck = 0;

  constructor(
    readonly recogniser: Recogniser,
    readonly budget: Budget,
  ) {}

  open(tag: string, attributes: Attributes): void {
    if (tag === "Worksheet") this.#openSheet(attributes);
    else if (tag === "Row") this.#openRow(attributes);
    else if (tag === "Column") this.#describeColumn(attributes);
    else if (tag === "Visible") this.#inVisible = true;
    else if (tag === "Style") this.#style = attributes["ss:ID"] ?? attributes.ID ?? "";
    else if (tag === "NumberFormat") this.#defineDisplay(attributes["ss:Format"] ?? attributes.Format ?? "");
    else if (tag === "Cell") this.#openCell(attributes);
    else if (tag === "Comment") this.#inComment = true;
    else if (tag === "Data" && !this.#inComment) {
      this.#inData = true;
      this.#type = attributes["ss:Type"] ?? attributes.Type ?? "String";
    } else if (tag === "S" && this.#inData) this.#struck++;
  }

  text(piece: string): void {
    if (this.#inVisible && /hidden/i.test(piece)) this.sheets.at(-1)!.isHidden = true;
    if (!this.#inData || this.#struck > 0) return;
    this.#text += piece;
    const { cell: most } = this.budget.limits;
    if (this.#text.length > most)
      throw new DecodeFault({ code: "cell-too-long", line: this.#line, details: { most } });
  }

  close(tag: string): void {
    if (tag === "Comment") this.#inComment = false;
    else if (tag === "Visible") this.#inVisible = false;
    else if (tag === "Data") this.#inData = false;
    else if (tag === "S") this.#struck = Math.max(0, this.#struck - 1);
    else if (tag === "Cell") this.#closeCell();
    else if (tag === "Row") {
      this.budget.charge("cells", this.#cells.length, this.#line);
      this.sheets.at(-1)?.grid.push(this.#line, this.#cells, {
        isHidden: this.#isHiddenRow,
        marks: this.#marks,
      });
      this.#marks = [];
    }
  }

  #openSheet(attributes: Attributes): void {
    const { members: most } = this.budget.limits;
    if (this.sheets.length === most)
      throw new DecodeFault({ code: "too-many-worksheets", details: { most } });
    const name = attributes["ss:Name"] ?? attributes.Name ?? "";
    const grid = new GridTable(this.recogniser, this.budget);
    this.sheets.push({ name, grid, hiddenColumns: [], isHidden: false });
    this.#line = 0;
    this.#described = 0;
  }

  /** Names like Fixed and Percent are formats too. */
  #defineDisplay(format: string): void {
    const { entries: most } = this.budget.limits;
    if (this.#displays.size >= most) throw new DecodeFault({ code: "too-many-entries", details: { most } });
    this.#displays.set(this.#style, displayOf(NAMED_FORMATS.get(format) ?? format));
  }

  #describeColumn(attributes: Attributes): void {
    const index = attributes["ss:Index"] ?? attributes.Index;
    const span = numberOf(attributes["ss:Span"] ?? attributes.Span ?? "0");
    const first = index === undefined ? this.#described : numberOf(index) - 1;
    const end = Math.min(first + 1 + Math.max(0, span), this.budget.limits.columns);
    if (isHidden(attributes))
      for (let column = Math.max(0, first); column < end; column++)
        this.sheets.at(-1)?.hiddenColumns.push(column);
    this.#described = end;
  }

  #openRow(attributes: Attributes): void {
    const index = attributes["ss:Index"] ?? attributes.Index;
    const line = index === undefined ? this.#line + 1 : numberOf(index);
    if (line <= this.#line) {
      const details = { found: index!.slice(0, 40), after: this.#line, next: this.#line + 1 };
      throw new DecodeFault({ code: "bad-row-number", details });
    }
    const { rows: most } = this.budget.limits;
    if (line > most) throw new DecodeFault({ code: "too-many-rows", line, details: { most } });
    this.#line = line;
    this.#isHiddenRow = isHidden(attributes);
    this.#rowStyle = styleOf(attributes);
    this.#cells = [];
    this.#column = 0;
    this.#covers = 0;
  }

  #openCell(attributes: Attributes): void {
    const index = attributes["ss:Index"] ?? attributes.Index;
    const next = this.#column + this.#covers;
    this.#column = index === undefined ? next : numberOf(index) - 1;
    if (this.#column < next) {
      const details = { found: index!.slice(0, 40) };
      throw new DecodeFault({ code: "bad-cell-reference", line: this.#line, details });
    }
    const merged = attributes["ss:MergeAcross"] ?? attributes.MergeAcross ?? "0";
    this.#covers = 1 + Math.max(0, numberOf(merged));
    this.#type = "";
    this.#text = "";
    this.#style = styleOf(attributes);
  }

  #closeCell(): void {
    const text = this.#cellText();
    const { columns: most } = this.budget.limits;
    if (this.#column >= most) {
      if (text.trim() === "") return;
      throw new DecodeFault({ code: "too-many-columns", line: this.#line, details: { most } });
    }
    while (this.#cells.length < this.#column) this.#cells.push("");
    this.#cells[this.#column] = text;
  }

  #cellText(): string {
    const [type, text] = [this.#type, this.#text];
    if (type === "Boolean") return text === "1" ? "true" : "false";
    if (type === "DateTime") return isoDateText(text);
    if (type !== "Number" || text.trim() === "") return text;
    const display = this.#displays.get(this.#style) ?? this.#displays.get(this.#rowStyle);
    const { text: number, mark } = numberCell(text.trim(), display?.isDate ? undefined : display);
    if (mark) this.#marks.push({ line: this.#line, column: this.#column, ...mark });
    return number;
  }
}

const isHidden = (attributes: Attributes): boolean => (attributes["ss:Hidden"] ?? attributes.Hidden) === "1";

const styleOf = (attributes: Attributes): string => attributes["ss:StyleID"] ?? attributes.StyleID ?? "";

/** Formats that have names in workbooks in XML. */
const NAMED_FORMATS: ReadonlyMap<string, string> = new Map([
  ["Fixed", "0.00"],
  ["Standard", "#,##0.00"],
  ["Percent", "0.00%"],
  ["Scientific", "General"],
]);
