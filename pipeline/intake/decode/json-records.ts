import type { Budget } from "./budget.ts";
import { DecodeFault } from "./decode-fault.ts";

/** The byte positions of the records of a JSON document, and its skeleton with a placeholder for each: `{"": 3}` is record 3. */
export interface RecordsFound {
  readonly skeleton: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** The number of colons in each record, which is the number of its keys as written, and that outside of records. */
  readonly colons: readonly number[];
  readonly colonsOutside: number;
}

const [TAB, LF, CR, SPACE, QUOTE, BACKSLASH, COLON] = [9, 10, 13, 32, 34, 92, 58];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [91, 93, 123, 125];

const isSpace = (byte: number | undefined): boolean =>
  byte === SPACE || byte === LF || byte === CR || byte === TAB;

/**
 * Find the objects in the list that is the document, or in lists inside its objects (however deep), by brackets and quotes alone. Each can
 * then be parsed separately, and deep nesting or many records cost no memory before they are detected. The parser decides whether the
 * document is JSON: it is if the skeleton and every record are.
 *
 * @throws DecodeFault when it is nested too deep, or has too many bytes outside of records
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
  /** Offset at which the next piece of the skeleton begins. */
  #from = 0;
  #depth = 0;
  /** The open brackets outside of records, and how many of them are lists. */
  readonly #open: number[] = [];
  #lists = 0;
  readonly #colons: number[] = [];
  #colonsOutside = 0;
  #colonsInside = 0;
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
      else if (byte === COLON) this.#countKey();
      else if (this.#inside === 0 && isSpace(byte) && isSpace(bytes[at + 1])) {
        this.#keep(at);
        while (isSpace(bytes[at + 1])) at++;
        this.#from = at;
      }
    }
    this.#keep(bytes.length);
    // A record without an end stays in the skeleton, so that the parser rejects it.
    if (this.#starts.length > this.#ends.length) this.#starts.pop();
    return {
      skeleton: this.#pieces.join(""),
      starts: this.#starts,
      ends: this.#ends,
      colons: this.#colons,
      colonsOutside: this.#colonsOutside,
    };
  }

  #countKey(): void {
    if (this.#inside > 0) this.#colonsInside++;
    else this.#colonsOutside++;
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
      this.#colonsInside = 0;
    } else {
      this.#open.push(bracket);
      if (bracket === OPEN_LIST) this.#lists++;
    }
    if (++this.#depth > most) throw new DecodeFault({ code: "nested-too-deep", details: { most } });
  }

  #leave(at: number): void {
    if (this.#depth > 0) this.#depth--;
    if (this.#inside === 0) {
      if (this.#open.pop() === OPEN_LIST) this.#lists--;
      return;
    }
    if (--this.#inside > 0) return;
    this.#colons.push(this.#colonsInside);
    this.#pieces.push(`{"":${this.#ends.length}}`);
    this.#ends.push(at + 1);
    this.#from = at + 1;
  }

  /** Whether the innermost open bracket is a list, and all around it are objects. */
  #isListOfRecords(): boolean {
    return this.#lists === 1 && this.#open.at(-1) === OPEN_LIST;
  }

  #keep(end: number): void {
    this.#outside += end - this.#from;
    if (this.#outside > this.budget.limits.recordBytes) throw new DecodeFault({ code: "json-shape" });
    if (end > this.#from) this.#pieces.push(this.bytes.toString("utf8", this.#from, end));
  }
}

/** Offset of the quote that ends a string, or of the last byte. */
function endOfString(bytes: Buffer, open: number): number {
  let at = open + 1;
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return Math.min(at, bytes.length - 1);
}
