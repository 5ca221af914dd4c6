import type { Budget } from "./budget.ts";
import { DecodeFault } from "./decode-fault.ts";

/** Where the records of a JSON document stand in its bytes, and the document with a stand-in for each: `{"": 3}` is record 3. */
export interface RecordsFound {
  readonly skeleton: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

const [TAB, LF, CR, SPACE, QUOTE, BACKSLASH] = [9, 10, 13, 32, 34, 92];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [91, 93, 123, 125];

const isSpace = (byte: number | undefined): boolean =>
  byte === SPACE || byte === LF || byte === CR || byte === TAB;

/**
 * Find the objects of the lists that are the document, or members of it, by brackets and quotes alone: so each can be parsed by
 * itself, and neither the depth of nesting nor the number of records costs memory before it is known. Whether the document is JSON
 * is left to the parser: it is when the skeleton and every record are.
 *
 * @throws DecodeFault when it is nested too deep, or what stands outside of records is too much for any table
 */
export function findRecords(bytes: Buffer, budget: Budget): RecordsFound {
  return new RecordFinder(bytes, budget).find();
}

class RecordFinder {
  readonly #pieces: string[] = [];
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  /** Bytes outside of records. */
  #outside = 0;
  /** Where the next piece of the skeleton begins. */
  #from = 0;
  #depth = 0;
  /** The brackets that are open, of the outermost two. */
  readonly #open: [number, number] = [0, 0];
  /** Depth within the record being read, 0 outside of one. */
  #inside = 0;

  constructor(
    readonly bytes: Buffer,
    readonly budget: Budget,
  ) {}

  find(): RecordsFound {
    const { bytes } = this;
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at]!;
      if (byte === QUOTE) at = endOfString(bytes, at);
      else if (byte === OPEN_OBJECT || byte === OPEN_LIST) this.#enter(byte, at);
      else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) this.#leave(at);
      else if (this.#inside === 0 && isSpace(byte) && isSpace(bytes[at + 1])) {
        this.#keep(at);
        while (isSpace(bytes[at + 1])) at++;
        this.#from = at;
      }
    }
    this.#keep(bytes.length);
    // A record without an end: its bytes are what the parser is to stumble over.
    if (this.#starts.length > this.#ends.length) this.#starts.pop();
    return { skeleton: this.#pieces.join(""), starts: this.#starts, ends: this.#ends };
  }

  #enter(bracket: number, at: number): void {
    const { depth: most, rows } = this.budget.limits;
    if (this.#inside > 0) this.#inside++;
    else if (bracket === OPEN_OBJECT && this.#isListOfRecords()) {
      this.#keep(at);
      this.#from = at;
      if (this.#starts.push(at) > rows)
        throw new DecodeFault({ code: "too-many-records", details: { most: rows } });
      this.#inside = 1;
    }
    if (this.#depth < 2) this.#open[this.#depth] = bracket;
    if (++this.#depth > most) throw new DecodeFault({ code: "nested-too-deep", details: { most } });
  }

  #leave(at: number): void {
    if (this.#depth > 0) this.#depth--;
    if (this.#inside === 0 || --this.#inside > 0) return;
    this.#pieces.push(`{"":${this.#ends.length}}`);
    this.#ends.push(at + 1);
    this.#from = at + 1;
  }

  /** Whether the innermost open bracket is that of the document as a list, or of a list that is a member of it. */
  #isListOfRecords(): boolean {
    const [first, second] = this.#open;
    if (this.#depth === 1) return first === OPEN_LIST;
    return this.#depth === 2 && first === OPEN_OBJECT && second === OPEN_LIST;
  }

  #keep(end: number): void {
    this.#outside += end - this.#from;
    if (this.#outside > this.budget.limits.recordBytes) throw new DecodeFault({ code: "json-shape" });
    if (end > this.#from) this.#pieces.push(this.bytes.toString("utf8", this.#from, end));
  }
}

/** Where the quote stands that ends a string, or the last byte. */
function endOfString(bytes: Buffer, open: number): number {
  let at = open + 1;
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return Math.min(at, bytes.length - 1);
}
