import type { Budget } from "./budget.ts";
import { DecodeFault } from "./decode-fault.ts";
import { decodeText } from "./encoding.ts";
import { GridTable } from "./grid.ts";
import { findRecords, type RecordsFound } from "./json-records.ts";
import type { Recogniser } from "./recogniser.ts";
import type { DecodedTable, FileFault } from "./table.ts";

/** Documents up to this size are parsed once more as a whole to report where they are broken. */
const PARSED_WHOLE = 1 << 20;

/**
 * The table of a JSON document: a list of objects, or an object one of whose members is such a list. The keys are the header; record n
 * counts as line n + 1. Numbers keep their digits as written in the document.
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
    const places = placesOf(JSON.parse(found.skeleton));
    if (!places) return { code: "json-shape" };
    const records = () => recordsAt(places, found, text.bytes, budget);
    const keys = keysOf(records(), budget);
    const table = new GridTable(recogniser, budget);
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
  { starts, ends }: RecordsFound,
  bytes: Buffer,
  budget: Budget,
): Generator<[line: number, record: JsonRecord]> {
  const { recordBytes: most } = budget.limits;
  for (const [index, place] of places.entries()) {
    const line = index + 2;
    const [start, end] = [starts[place]!, ends[place]!];
    if (end - start > most) throw new DecodeFault({ code: "line-too-long", line, details: { most } });
    yield [line, JSON.parse(bytes.toString("utf8", start, end)) as JsonRecord];
  }
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

/** The records of the table: all of the document's list, or those of the only member that is a list. */
function placesOf(skeleton: unknown): number[] | null {
  if (Array.isArray(skeleton)) return skeleton.every(isStandIn) ? skeleton.map(placeOf) : null;
  if (!isObject(skeleton)) return null;
  const lists = Object.values(skeleton).filter(
    (value): value is StandIn[] => Array.isArray(value) && value.every(isStandIn),
  );
  return lists.length === 1 ? lists[0]!.map(placeOf) : null;
}

type StandIn = Readonly<Record<"", number>>;
const isObject = (value: unknown): value is JsonRecord =>
  typeof value === "object" && value !== null && !Array.isArray(value);
/** In these places every object is a placeholder, since all records were replaced. */
const isStandIn = (value: unknown): value is StandIn => isObject(value);
const placeOf = (standIn: StandIn): number => standIn[""];

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
  return { code: "not-json", details: { problem: problem.slice(0, 200) } };
}

function syntaxErrorOf(bytes: Buffer): string | null {
  try {
    JSON.parse(bytes.toString("utf8"));
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}
