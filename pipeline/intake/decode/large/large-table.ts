import type { Budget } from "../budget.ts";
import {
  delimiterOf,
  HEAD_BYTES,
  headOf,
  isGood,
  lineAt,
  lineOf,
  misshapenOf,
  swallows,
  type TableHead,
} from "../csv-records.ts";
import { shapedBy } from "../csv-survey.ts";
import { DecodeFault } from "../decode-fault.ts";
import { Furniture } from "../furniture.ts";
import type { Recogniser } from "../recogniser.ts";
import { type RecordSpan, scanRecords } from "../records.ts";
import {
  type DecodedTable,
  type FileFault,
  headerCell,
  type MisshapenRecord,
  plainLayout,
} from "../table.ts";
import { NumberedWriter } from "./numbered-writer.ts";

const [QUOTE, LF, CR, SPACE] = [34, 10, 13, 32];

/**
 * Rewrites a delimited text file block by block for the engine, with the line number before each record, and counts lines by kind. It
 * holds at most one block and one record.
 *
 * Blocks without quotes are processed line by line; in the hasty mode their cells are not counted, because the engine counts them as it
 * reads.
 */
export class LargeTable {
  readonly #writer: NumberedWriter;
  #rest: Buffer = Buffer.alloc(0);
  /** Line number at which the rest begins. */
  #line = 1;
  #delimiter = ",";
  #found: TableHead | null = null;
  #furniture: Furniture | null = null;
  /** Number of records still to come before the first row. */
  #above = 0;
  #blank = 0;
  #continued = 0;
  #records = 0;
  #last = { cells: Number.POSITIVE_INFINITY, line: 0 };
  #loneReturns: boolean | null = null;
  #endsOpen = false;
  readonly #misshapen: MisshapenRecord[] = [];
  readonly #traits = { fullWidth: false, spaces: false, quotes: false };

  constructor(
    readonly path: string,
    readonly recogniser: Recogniser,
    readonly hasty: boolean,
    readonly budget: Budget,
  ) {
    this.#writer = new NumberedWriter(path);
  }

  /** Read the whole file. */
  read(blocks: Iterable<Buffer>, encoding: string): DecodedTable | FileFault {
    try {
      for (const block of blocks) this.#take(block, false);
      this.#take(Buffer.alloc(0), true);
      if (!this.#found) return { code: "empty-file" };
      const headerIsBlank = this.#found.header.every((cell) => cell.trim() === "");
      if (this.#records === 0) return { code: headerIsBlank ? "empty-file" : "no-rows" };
      return this.#table(this.#found, encoding);
    } catch (error) {
      if (error instanceof DecodeFault) return error.fault;
      throw error;
    } finally {
      this.#writer.close();
    }
  }

  #table(found: TableHead, encoding: string): DecodedTable {
    const all = this.#line - 1;
    return {
      header: found.header.map(headerCell),
      titles: found.titles,
      layout: this.#furniture?.layout(found, 0) ?? plainLayout(found),
      encoding,
      delimiter: this.#delimiter,
      bytes: null,
      lines: null,
      numbered: { path: this.path, longest: this.#writer.longest, hasty: this.#isHasty() },
      misshapen: this.#misshapen,
      count: {
        all,
        above: found.at + found.rows,
        blank: this.#blank,
        continued: this.#continued,
        records: this.#records,
        passed: this.#furniture?.count ?? 0,
      },
      traits: {
        ...this.#traits,
        dashes: true,
        longDigits: true,
        // Rows of such files are written by programs, and every row would pay for the search.
        oddNumbers: false,
        absentWords: false,
        placeholders: false,
        unseen: false,
        totals: true,
        unusual: true,
        scientific: true,
      },
      endsWithoutNewline: this.#endsOpen,
    };
  }

  #take(block: Buffer, last: boolean): void {
    this.#notice(block);
    const bytes = this.#withLineFeeds(Buffer.concat([this.#rest, block]), last);
    if (!last && !this.#found && bytes.length < HEAD_BYTES) {
      this.#rest = bytes;
      return;
    }
    if (!this.#found) this.#settle(bytes);
    const begun =
      this.#above === 0 && !last && this.#isHasty() && isPlain(bytes)
        ? this.#lines(bytes)
        : this.#spans(bytes, last);
    const { recordBytes: most } = this.budget.limits;
    if (bytes.length - begun > most)
      throw new DecodeFault({ code: "line-too-long", line: this.#line, details: { most } });
    this.#rest = Buffer.from(bytes.subarray(begun));
  }

  /** Find delimiter and header at the beginning of the file. */
  #settle(bytes: Buffer): void {
    const { columns } = this.budget.limits;
    this.#delimiter = delimiterOf(bytes, this.recogniser, columns);
    this.#found = headOf(bytes, this.#delimiter, this.recogniser, columns);
    if (!this.#found) return;
    this.#above = this.#found.at + this.#found.rows;
    if (this.#found.known) this.#furniture = new Furniture(this.#found, this.recogniser);
  }

  /** Whether cells need not be counted; in a table that is too wide they must be, to cut them off. */
  #isHasty(): boolean {
    return this.hasty && this.#found?.wide !== true;
  }

  /** Record traits of the text by its bytes; the bytes searched for begin every such character, and some others. */
  #notice(bytes: Buffer): void {
    const traits = this.#traits;
    traits.fullWidth ||= bytes.includes(0xef);
    traits.spaces ||= [SPACE, 9, 0xc2, 0xe3].some((byte) => bytes.includes(byte));
    traits.quotes ||= bytes.includes(QUOTE);
  }

  /** Process lines without quotes; returns the offset of the last, unfinished line. */
  #lines(bytes: Buffer): number {
    const { written, blank, rest } = this.#writer.putLines(this.#line, this.#delimiter.charCodeAt(0), bytes);
    this.#records += written;
    this.#blank += blank;
    this.#line += written + blank;
    return rest;
  }

  /** Process records found by their quotes; returns the offset of the last, unfinished record. */
  #spans(bytes: Buffer, last: boolean): number {
    const nul = bytes.indexOf(0);
    if (nul >= 0) throw new DecodeFault({ code: "nul-bytes", line: this.#line + lineAt(bytes, nul) - 1 });
    const scan = scanRecords(bytes, this.#delimiter.charCodeAt(0), this.#line);
    if (scan.openQuoteLine !== null && (last || scan.unfinishedFrom === null))
      throw new DecodeFault({ code: "open-quote", line: scan.openQuoteLine });
    const cut =
      !last && scan.unfinishedFrom === null && !scan.endsWithNewline ? scan.spans.at(-1) : undefined;
    for (const span of scan.spans) if (span !== cut) this.#span(span, bytes);
    this.#line = cut ? cut.line : scan.lines + 1;
    if (last) this.#endFile(scan.endsWithNewline || bytes.length === 0);
    return cut?.start ?? scan.unfinishedFrom ?? bytes.length;
  }

  #span(span: RecordSpan, bytes: Buffer): void {
    this.#continued += span.continued;
    if (span.blank) this.#blank++;
    else if (this.#above > 0) this.#above--;
    else this.#record(span, bytes);
  }

  #record(found: RecordSpan, bytes: Buffer): void {
    if (this.#furniture?.takesSpan(found, bytes, this.#delimiter)) {
      const line = this.#furniture.otherHeader;
      if (line !== null) throw new DecodeFault({ code: "header-changes", line });
      return;
    }
    const head = this.#found!;
    const width = head.header.length;
    const delimiter = this.#delimiter.charCodeAt(0);
    const span = shapedBy(head, bytes, this.#delimiter, this.budget)(found);
    this.#records++;
    this.#last = span;
    if (swallows(span, bytes, width, delimiter))
      throw new DecodeFault({ code: "open-quote", line: span.line });
    if (isGood(span, width)) {
      const line = lineOf(bytes, span);
      this.#writer.put(span.line, delimiter, line, 0, line.length - 1);
    } else if (head.known)
      this.#misshapen.push(misshapenOf(span, bytes, width, this.#delimiter, this.budget));
  }

  #endFile(endsWithNewline: boolean): void {
    this.#endsOpen = !endsWithNewline;
    const width = this.#found?.header.length ?? 0;
    if (!endsWithNewline && this.#records > 0 && this.#last.cells < width)
      throw new DecodeFault({ code: "truncated", line: this.#last.line });
  }

  /** Replace lone carriage returns, which old Macintosh programs wrote as line ends. */
  #withLineFeeds(bytes: Buffer, last: boolean): Buffer {
    if (this.#loneReturns === null && (last || bytes.length >= HEAD_BYTES))
      this.#loneReturns = !bytes.includes(LF) && bytes.includes(CR);
    if (this.#loneReturns)
      for (let at = bytes.indexOf(CR); at >= 0; at = bytes.indexOf(CR, at + 1)) bytes[at] = LF;
    return bytes;
  }
}

/** Whether there are no quotes, no binary bytes, and no carriage return except at the end of a line. */
function isPlain(bytes: Buffer): boolean {
  if (bytes.includes(QUOTE) || bytes.includes(0)) return false;
  for (let at = bytes.indexOf(CR); at >= 0; at = bytes.indexOf(CR, at + 1))
    if (at + 1 < bytes.length && bytes[at + 1] !== LF) return false;
  return true;
}
