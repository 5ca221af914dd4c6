import { type FoundHeader, findHeader } from "./find-header.ts";
import type { Recogniser } from "./recogniser.ts";
import { csvLine, type DecodedTable, type FileFault, headerCell, type MisshapenRecord } from "./table.ts";
import { traitsOf } from "./traits.ts";

/** Rows held back until the header is found among them. */
const HEAD_ROWS = 24;
/** Characters of CSV gathered before they become bytes. */
const PIECE = 1 << 16;

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Gathers the rows of a worksheet or list as they come into a table for the engine, without holding them as objects: only the
 * first rows wait until the header is found.
 */
export class GridTable {
  readonly #recogniser: Recogniser;
  readonly #head: Row[] = [];
  #found: FoundHeader | null = null;
  #width = 0;
  #rows = 0;
  #blank = 0;
  #text = "";
  readonly #pieces: Buffer[] = [];
  readonly #lines: number[] = [];
  readonly #misshapen: MisshapenRecord[] = [];

  constructor(recogniser: Recogniser) {
    this.#recogniser = recogniser;
  }

  push(line: number, cells: readonly string[]): void {
    this.#rows++;
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
    if (this.#lines.length + this.#misshapen.length === 0) return { code: "no-rows" };
    this.#flush();
    const { header, titles, at, rows } = this.#found;
    const bytes = Buffer.concat(this.#pieces);
    const records = this.#lines.length + this.#misshapen.length;
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
      count: { all: this.#rows, above: at + rows, blank: this.#blank, continued: 0, records },
      endsWithoutNewline: false,
    };
  }

  /** Find the header among the first rows; without a known one the first row stands for it. */
  #settle(): void {
    const rows = this.#head.map((row) => row.cells);
    if (rows.length === 0) return;
    this.#found = findHeader(rows, this.#recogniser.isHeader, this.#recogniser.names) ?? {
      header: rows[0]!,
      at: 0,
      rows: 1,
      titles: [],
    };
    this.#width = this.#found.header.length;
    this.#text = csvLine(this.#found.header);
    for (const row of this.#head.slice(this.#found.at + this.#found.rows)) this.#keep(row);
  }

  #keep({ line, cells }: Row): void {
    if (cells.length > this.#width && cells.slice(this.#width).some((cell) => cell.trim() !== "")) {
      this.#misshapen.push({ line, fault: "too-many-cells", cells });
      return;
    }
    this.#lines.push(line);
    this.#text += csvLine(
      cells.length === this.#width ? cells : Array.from({ length: this.#width }, (_, at) => cells[at] ?? ""),
    );
    if (this.#text.length > PIECE) this.#flush();
  }

  #flush(): void {
    this.#pieces.push(Buffer.from(this.#text));
    this.#text = "";
  }
}
