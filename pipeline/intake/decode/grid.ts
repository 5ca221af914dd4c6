import { csvLine } from "../../../warehouse/engine/csv-line.ts";
import type { Budget } from "./budget.ts";
import { DecodeFault } from "./decode-fault.ts";
import { type FoundHeader, findHeader } from "./find-header.ts";
import type { Recogniser } from "./recogniser.ts";
import { type DecodedTable, type FileFault, headerCell, type MisshapenRecord } from "./table.ts";
import { traitsOf } from "./traits.ts";

/** Number of first rows held until the header is found among them. */
const HEAD_ROWS = 24;
/** Characters of CSV collected before they are encoded to bytes. */
const PIECE = 1 << 16;

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Collects the rows of a worksheet or list into a table for the engine, without holding them as objects: only the first rows wait until
 * the header is found. Text for the engine and misshapen rows are charged to the file's budget; the reader charges the cells.
 */
export class GridTable {
  readonly #head: Row[] = [];
  #found: FoundHeader | null = null;
  #width = 0;
  /** Whether some mapping reads the header. */
  #known = false;
  #records = 0;
  #rows = 0;
  #blank = 0;
  #text = "";
  readonly #pieces: Buffer[] = [];
  readonly #lines: number[] = [];
  readonly #misshapen: MisshapenRecord[] = [];

  constructor(
    readonly recogniser: Recogniser,
    readonly budget: Budget,
  ) {}

  /** @throws DecodeFault when the row is longer than the engine can read, or the file exceeds its budget */
  push(line: number, cells: readonly string[]): void {
    this.#rows++;
    const { recordBytes: most } = this.budget.limits;
    if (charactersIn(cells) > most) throw new DecodeFault({ code: "line-too-long", line, details: { most } });
    if (cells.every((cell) => cell.trim() === "")) {
      this.#blank++;
      return;
    }
    if (this.#found) this.#keep({ line, cells });
    else if (this.#head.push({ line, cells }) === HEAD_ROWS) this.#settle();
  }

  finish(): DecodedTable | FileFault {
    if (!this.#found) this.#settle();
    if (!this.#found) return { code: "empty-file" };
    if (this.#records === 0) return { code: "no-rows" };
    this.#flush();
    const { header, titles, at, rows } = this.#found;
    const bytes = Buffer.concat(this.#pieces.splice(0));
    return {
      header: header.map(headerCell),
      titles,
      encoding: null,
      delimiter: ",",
      bytes,
      traits: traitsOf(bytes),
      lines: this.#lines,
      numbered: null,
      misshapen: this.#misshapen,
      count: { all: this.#rows, above: at + rows, blank: this.#blank, continued: 0, records: this.#records },
      endsWithoutNewline: false,
    };
  }

  /** Find the header among the first rows; if none is known, the first row is taken as the header. */
  #settle(): void {
    const rows = this.#head.map((row) => row.cells);
    if (rows.length === 0) return;
    const found = findHeader(rows, this.recogniser.isHeader, this.recogniser.names);
    this.#known = found !== null;
    this.#found = found ?? { header: rows[0]!, at: 0, rows: 1, titles: [] };
    this.#width = this.#found.header.length;
    this.#text = `${csvLine(this.#found.header)}\n`;
    for (const row of this.#head.slice(this.#found.at + this.#found.rows)) this.#keep(row);
  }

  /** Rows below a header that no mapping reads are counted but not kept. */
  #keep({ line, cells }: Row): void {
    this.#records++;
    if (!this.#known) return;
    if (cells.length > this.#width && cells.slice(this.#width).some((cell) => cell.trim() !== "")) {
      this.budget.chargeMisshapen(cells.length, Buffer.byteLength(cells.join("")), line);
      this.#misshapen.push({ line, fault: "too-many-cells", cells });
      return;
    }
    this.#lines.push(line);
    const row =
      cells.length === this.#width ? cells : Array.from({ length: this.#width }, (_, at) => cells[at] ?? "");
    this.#text += `${csvLine(row)}\n`;
    if (this.#text.length > PIECE) this.#flush();
  }

  #flush(): void {
    const piece = Buffer.from(this.#text);
    this.budget.charge("text", piece.length);
    this.#pieces.push(piece);
    this.#text = "";
  }
}

function charactersIn(cells: readonly string[]): number {
  let characters = 0;
  for (const cell of cells) characters += cell.length;
  return characters;
}
