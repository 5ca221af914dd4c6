import { csvLine } from "../../../warehouse/engine/csv-line.ts";
import type { Budget } from "./budget.ts";
import { DecodeFault } from "./decode-fault.ts";
import { type FoundHeader, findHeader, unknownHeader } from "./find-header.ts";
import { Furniture } from "./furniture.ts";
import { type HeaderPath, pathText } from "./layout/header-paths.ts";
import type { Recogniser } from "./recogniser.ts";
import { type CellMark, type DecodedTable, type FileFault, headerCell, plainLayout } from "./table.ts";
import { traitsOf } from "./traits.ts";

/** Number of first rows held until the header is found among them. */
const HEAD_ROWS = 24;
/** Characters of CSV collected before they are encoded to bytes. */
const PIECE = 1 << 16;

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/** What a workbook says of a row besides its cells. */
export interface RowTraits {
  readonly isHidden: boolean;
  readonly marks: readonly CellMark[];
}

/**
 * Collects the rows of a worksheet or list into a table for the engine, without holding them as objects: only the first rows wait until
 * the header is found. Text for the engine is charged to the file's budget; the reader charges the cells.
 *
 * Rows that are no data (notes, column numbers) and text beside the table are passed over and counted; rows with such text cost as much as
 * misshapen ones. Below a header that stands again
 * in another order, cells are put into the order of the first.
 */
export class GridTable {
  readonly #head: Row[] = [];
  #found: FoundHeader | null = null;
  #furniture: Furniture | null = null;
  #width = 0;
  /** Whether some mapping reads the header. */
  #known = false;
  /** Position of each column of the header in rows below another header; null where the order is the first header's. */
  #order: readonly number[] | null = null;
  #records = 0;
  #rows = 0;
  #blank = 0;
  #beside = 0;
  #text = "";
  readonly #pieces: Buffer[] = [];
  readonly #lines: number[] = [];
  readonly #hidden: number[] = [];
  readonly #marks: CellMark[] = [];

  constructor(
    readonly recogniser: Recogniser,
    readonly budget: Budget,
  ) {}

  /**
   * Add a row.
   *
   * @throws DecodeFault when the row is longer than the engine can read, the file exceeds its budget, or another header has other columns
   */
  push(line: number, cells: readonly string[], traits?: RowTraits): void {
    this.#rows++;
    const { recordBytes: most } = this.budget.limits;
    if (charactersIn(cells) > most) throw new DecodeFault({ code: "line-too-long", line, details: { most } });
    if (cells.every((cell) => cell.trim() === "")) {
      this.#blank++;
      return;
    }
    if (traits?.isHidden) this.#hidden.push(line);
    for (const mark of traits?.marks ?? []) this.#marks.push(mark);
    if (this.#found) this.#keep({ line, cells });
    else if (this.#head.push({ line, cells }) === HEAD_ROWS) this.#settle();
  }

  /** @param hiddenColumns positions of the columns that are not shown */
  finish(hiddenColumns: readonly number[] = []): DecodedTable | FileFault {
    if (!this.#found) this.#settle();
    if (!this.#found) return { code: "empty-file" };
    if (this.#records === 0) return this.#furniture?.noData() ?? { code: "no-rows" };
    this.#flush();
    const { header, titles, at, rows } = this.#found;
    const bytes = Buffer.concat(this.#pieces.splice(0));
    const kept = new Set(this.#hidden.length > 0 ? this.#lines : []);
    return {
      header: header.map(headerCell),
      titles,
      layout: {
        ...plainLayout(this.#found),
        passed: this.#furniture?.passed ?? [],
        notedUnits: this.#furniture?.notedUnits ?? [],
        besideTable: this.#beside,
        hiddenRows: this.#hidden.filter((line) => kept.has(line)),
        hiddenColumns: hiddenColumns.filter((column) => column < this.#width),
        marks: this.#marks,
      },
      encoding: null,
      delimiter: ",",
      bytes,
      traits: traitsOf(bytes),
      lines: this.#lines,
      numbered: null,
      misshapen: [],
      count: {
        ...{ all: this.#rows, above: at + rows, blank: this.#blank, continued: 0, records: this.#records },
        passed: this.#furniture?.count ?? 0,
      },
      endsWithoutNewline: false,
    };
  }

  /** Find the header among the first rows; if none is known, the first row is taken as the header. */
  #settle(): void {
    const rows = this.#head.map((row) => row.cells);
    if (rows.length === 0) return;
    const found = findHeader(rows, this.recogniser);
    this.#known = found !== null;
    const header = found ?? unknownHeader(rows[0]!);
    const width = Math.max(1, header.paths.findLastIndex((path) => path.length > 0) + 1);
    this.#found = { ...header, header: header.header.slice(0, width), paths: header.paths.slice(0, width) };
    this.#width = width;
    const texts = rows.slice(header.at, header.at + header.headerRows);
    if (found) this.#furniture = new Furniture({ ...this.#found, texts }, this.recogniser);
    this.#text = `${csvLine(this.#found.header)}\n`;
    for (const row of this.#head.slice(header.at + header.rows)) this.#keep(row);
  }

  /** Rows below a header that no mapping reads are counted but not kept. */
  #keep({ line, cells }: Row): void {
    if (this.#furniture?.takes(line, cells)) {
      if (this.#furniture.otherHeader === line) this.#reorder(line, cells);
      return;
    }
    this.#records++;
    if (!this.#known) return;
    const beside = cells.slice(this.#width).filter((cell) => cell.trim() !== "");
    if (beside.length > 0) {
      this.#beside++;
      this.budget.chargeMisshapen(cells.length, charactersIn(beside), line);
      this.#furniture?.noteBeside(beside);
    }
    this.#lines.push(line);
    this.#text += `${csvLine(this.#inOrder(cells))}\n`;
    if (this.#text.length > PIECE) this.#flush();
  }

  /** The cells in the order and number of the first header's columns. */
  #inOrder(cells: readonly string[]): readonly string[] {
    const order = this.#order;
    if (!order && cells.length === this.#width) return cells;
    return Array.from({ length: this.#width }, (_, at) => cells[order ? order[at]! : at] ?? "");
  }

  /** Below a header with the same columns in another order, cells are found by their names. */
  #reorder(line: number, cells: readonly string[]): void {
    const found = this.#found!;
    const names = cells.map((cell) => plainName([cell.trim()]));
    const order = found.paths.map((path) => names.indexOf(plainName(path)));
    const isSame =
      found.headerRows === 1 && order.every((at, column) => at >= 0 || found.paths[column]!.length === 0);
    if (
      !isSame ||
      new Set(names.filter((name) => name !== "")).size !== names.filter((name) => name !== "").length
    )
      throw new DecodeFault({ code: "header-changes", line });
    this.#order = order;
    this.#furniture!.count++;
  }

  #flush(): void {
    const piece = Buffer.from(this.#text);
    this.budget.charge("text", piece.length);
    this.#pieces.push(piece);
    this.#text = "";
  }
}

/** A header's text as it is compared with that of another header. */
const plainName = (path: HeaderPath): string => pathText(path).normalize("NFKC").replace(/\s+/gu, "");

function charactersIn(cells: readonly string[]): number {
  let characters = 0;
  for (const cell of cells) characters += cell.length;
  return characters;
}
