import type { Budget } from "./budget.ts";
import { isGood, misshapenOf, rawCells, swallows, type TableHead, tooWideAt } from "./csv-records.ts";
import { DecodeFault } from "./decode-fault.ts";
import { Furniture } from "./furniture.ts";
import type { Recogniser } from "./recogniser.ts";
import { eachRecord, narrowRecord, type RecordSpan } from "./records.ts";
import type { FileFault, LineCount, MisshapenRecord } from "./table.ts";

const CR = 13;

/**
 * Cut empty cells beyond the header's columns off the records of a table. A record stays as it is where they may come from a comma inside
 * a number: then its other cells are in the wrong columns.
 *
 * @throws DecodeFault when the header extends beyond the allowed columns and a record has text there
 */
export function shapedBy(head: TableHead, bytes: Buffer, delimiter: string, budget: Budget) {
  const { columns } = budget.limits;
  const width = head.header.length;
  return (span: RecordSpan): RecordSpan => {
    if (span.cells <= width) return span;
    const { record, tooWide } = narrowRecord(span, bytes, delimiter.charCodeAt(0), width);
    // Text under a header cell without a name stands beside the table.
    if (tooWide && span.cells <= head.extent) return record;
    if (tooWide && head.wide) throw tooWideAt(span, columns);
    const maySplit = !head.padded && !head.wide && 2 * width - span.cells >= head.least;
    return tooWide || (maySplit && holdsSplitNumber(record, bytes)) ? span : record;
  };
}

/** Whether a record has cells that read like one number with a comma for thousands (`1,282`). */
const holdsSplitNumber = ({ start, end }: RecordSpan, bytes: Buffer): boolean =>
  /(?:^|,)-?[1-9][0-9]{0,2},[0-9]{3}(?:\.[0-9]+)?(?:,|$)/.test(bytes.toString("latin1", start, end));

/** One pass over the records of a delimited text that counts its lines by kind and finds its faults. */
export class CsvSurvey {
  readonly misshapen: MisshapenRecord[] = [];
  endsWithNewline = false;
  readonly #width: number;
  readonly #above: number;
  readonly furniture: Furniture | null;
  /** Rows with text under header cells without a name. */
  besideTable = 0;
  readonly #shaped: (span: RecordSpan) => RecordSpan;
  #lines = 0;
  #spans = 0;
  #blank = 0;
  #filled = 0;
  #continued = 0;
  #records = 0;
  #good = 0;
  #last: RecordSpan | null = null;
  #swallowing: number | null = null;
  /** Whether record n is on line n + 1. */
  #inOrder = true;
  /** Records that end in a carriage return. */
  #returns = 0;
  /** Where the last record ends. */
  #end = 0;

  constructor(
    readonly bytes: Buffer,
    readonly delimiter: string,
    readonly head: TableHead | null,
    readonly budget: Budget,
    recogniser: Recogniser,
  ) {
    this.furniture = head?.known ? new Furniture(head, recogniser) : null;
    this.#width = head?.header.length ?? 0;
    this.#above = head ? head.at + head.rows : 0;
    this.#shaped = head ? shapedBy(head, bytes, delimiter, budget) : (span) => span;
  }

  /** @throws DecodeFault when the file is beyond the limits */
  read(): FileFault | null {
    const end = eachRecord(this.bytes, this.delimiter.charCodeAt(0), (span) => this.#take(span));
    this.#lines = end.lines;
    this.endsWithNewline = end.endsWithNewline;
    if (end.openQuoteLine !== null) return { code: "open-quote", line: end.openQuoteLine };
    if (this.#filled === 0) return { code: "empty-file" };
    if (!this.#last) return this.furniture?.noData() ?? { code: "no-rows" };
    if (!end.endsWithNewline && this.#last.cells < this.#width)
      return { code: "truncated", line: this.#last.line };
    return this.#swallowing === null ? null : { code: "open-quote", line: this.#swallowing };
  }

  count(): LineCount {
    const [all, above, passed] = [this.#lines, this.#above, this.furniture?.count ?? 0];
    return { all, above, passed, blank: this.#blank, continued: this.#continued, records: this.#records };
  }

  /** Whether the engine can read the file as it is: one header line, then one record per line, all with the same line end. */
  isPlain(): boolean {
    const { head } = this;
    return (
      head !== null &&
      !head.wide &&
      head.at === 0 &&
      head.rows === 1 &&
      this.#inOrder &&
      this.#good === this.#records &&
      this.#endsAlike()
    );
  }

  #take(found: RecordSpan): boolean {
    this.#spans++;
    this.#continued += found.continued;
    if (this.bytes[found.end] === CR) this.#returns++;
    this.#end = found.end;
    if (found.blank) this.#blank++;
    else {
      if (this.#filled++ === 0 && found.line !== 1) this.#inOrder = false;
      if (this.#filled <= this.#above) return true;
      if (this.furniture?.takesSpan(found, this.bytes, this.delimiter)) this.#inOrder = false;
      else this.#record(found);
    }
    return true;
  }

  #record(found: RecordSpan): void {
    const { bytes, delimiter } = this;
    this.#lookBeside(found);
    const span = this.#shaped(found);
    if (span !== found) this.#inOrder = false;
    this.#records++;
    this.#last = span;
    if (swallows(span, bytes, this.#width, delimiter.charCodeAt(0))) this.#swallowing ??= span.line;
    if (isGood(span, this.#width)) {
      this.#good++;
      if (span.line !== this.#good + 1) this.#inOrder = false;
      const { recordBytes: most } = this.budget.limits;
      if (span.end - span.start > most)
        throw new DecodeFault({ code: "line-too-long", line: span.line, details: { most } });
    } else if (this.head?.known)
      this.misshapen.push(misshapenOf(span, bytes, this.#width, delimiter, this.budget));
  }

  /** Count the rows with text beside the table, under header cells without a name. */
  #lookBeside(span: RecordSpan): void {
    const { head, bytes, delimiter } = this;
    if (!head || head.named === head.extent || span.cells <= head.named) return;
    if (!narrowRecord(span, bytes, delimiter.charCodeAt(0), head.named).tooWide) return;
    this.besideTable++;
    this.furniture?.noteBeside(rawCells(bytes, span, delimiter).slice(head.named));
  }

  /** Whether all lines have the same line end and there is no other carriage return, as the engine requires. */
  #endsAlike(): boolean {
    const { bytes } = this;
    let returns = 0;
    for (let at = bytes.indexOf(CR); at >= 0; at = bytes.indexOf(CR, at + 1)) returns++;
    if (returns === 0) return true;
    const unended = this.#end === bytes.length ? 1 : 0;
    return returns === this.#returns && this.#returns + unended === this.#spans;
  }
}
