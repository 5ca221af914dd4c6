import { maskedBeginning } from "../../../warehouse/engine/personal-numbers.ts";
import type { Budget } from "./budget.ts";
import { DecodeFault } from "./decode-fault.ts";
import { decodeText } from "./encoding.ts";
import { GridTable } from "./grid.ts";
import { findTable, titlesIn } from "./json-lists.ts";
import { findRecords, type RecordsFound } from "./json-records.ts";
import { countKeys, findDuplicateKey, quoteLongNumbers } from "./json-text.ts";
import type { Recogniser } from "./recogniser.ts";
import { type DecodedTable, type FileFault, headerCell } from "./table.ts";

/** Documents up to this size are parsed once more as a whole to report where they are broken. */
const PARSED_WHOLE = 1 << 20;

/**
 * The table of a JSON document: a list of objects, or the only such list inside its objects. The keys are the header; record n counts as
 * line n + 1. Whole numbers keep their digits as written in the document; a key that stands twice in an object refuses it.
 *
 * Records are parsed one by one, because the objects of a whole document take many times its size.
 *
 * @throws DecodeFault when the document is beyond the limits
 */
export function decodeJson(bytes: Buffer, recogniser: Recogniser, budget: Budget): DecodedTable | FileFault {
  const { documentBytes: largest } = budget.limits;
  if (bytes.length > largest)
    return { code: "too-large-for-its-kind", details: { bytes: bytes.length, largest } };
  const text = decodeText(bytes);
  if (!text) return { code: "not-text" };
  const found = findRecords(text.bytes, budget);
  try {
    const skeleton: unknown = JSON.parse(found.skeleton);
    if (countKeys(skeleton) < found.colonsOutside + found.starts.length)
      return { code: "json-duplicate-key", details: { key: shownKey(found.skeleton) } };
    const places = findTable(skeleton, (place) => hasKnownKey(place, found, text.bytes, recogniser, budget));
    if ("code" in places) return places;
    const records = () => recordsAt(places, found, text.bytes, budget);
    const keys = keysOf(records(), budget);
    const table = new GridTable(recogniser, budget);
    for (const title of titlesIn(skeleton)) table.push(0, [title]);
    table.push(1, keys);
    for (const [line, record] of records()) {
      budget.charge("cells", keys.length, line);
      table.push(
        line,
        keys.map((key) => (Object.hasOwn(record, key) ? cellText(record[key]) : "")),
      );
    }
    return table.finish();
  } catch (error) {
    if (error instanceof SyntaxError) return notJson(text.bytes, error);
    throw error;
  }
}

type JsonRecord = Readonly<Record<string, unknown>>;

/** The records of a table with their lines, parsed on demand. */
function* recordsAt(
  places: readonly number[],
  { starts, ends, colons }: RecordsFound,
  bytes: Buffer,
  budget: Budget,
): Generator<[line: number, record: JsonRecord]> {
  const { recordBytes: most } = budget.limits;
  for (const [index, place] of places.entries()) {
    const line = index + 2;
    const [start, end] = [starts[place]!, ends[place]!];
    if (end - start > most) throw new DecodeFault({ code: "line-too-long", line, details: { most } });
    const text = bytes.toString("utf8", start, end);
    const record = JSON.parse(text) as JsonRecord;
    if (countKeys(record) < colons[place]!)
      throw new DecodeFault({
        code: "duplicate-key",
        line,
        details: { key: shownKey(text), record: line - 1 },
      });
    const exact = quoteLongNumbers(text);
    yield [line, exact === text ? record : (JSON.parse(exact) as JsonRecord)];
  }
}

/** The key that stands twice, as a receipt may show it. */
const shownKey = (text: string): string => headerCell(findDuplicateKey(text) ?? "");

/** Whether a record names a column of some report; one too large to be read may. */
function hasKnownKey(
  place: number,
  { starts, ends }: RecordsFound,
  bytes: Buffer,
  { names }: Recogniser,
  { limits }: Budget,
): boolean {
  const [start, end] = [starts[place]!, ends[place]!];
  if (end - start > limits.recordBytes) return true;
  return Object.keys(JSON.parse(bytes.toString("utf8", start, end))).some(names);
}

/** All keys in the order of their first occurrence. */
function keysOf(records: Iterable<[line: number, record: JsonRecord]>, budget: Budget): string[] {
  const { columns: most } = budget.limits;
  const keys = new Set<string>();
  for (const [line, record] of records) {
    for (const key of Object.keys(record)) keys.add(key);
    if (keys.size > most) throw new DecodeFault({ code: "too-many-keys", line, details: { most } });
  }
  return [...keys];
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/**
 * The fault of a document that is not JSON. Its position is that in the document where the document can be parsed again, else that in the
 * record.
 */
function notJson(bytes: Buffer, error: SyntaxError): FileFault {
  const problem = (bytes.length <= PARSED_WHOLE ? syntaxErrorOf(bytes) : null) ?? error.message;
  return { code: "not-json", details: { problem: maskedBeginning(problem, 200) } };
}

function syntaxErrorOf(bytes: Buffer): string | null {
  try {
    JSON.parse(bytes.toString("utf8"));
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}
