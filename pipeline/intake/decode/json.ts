import { decodeText } from "./encoding.ts";
import { GridTable } from "./grid.ts";
import type { Recogniser } from "./recogniser.ts";
import type { DecodedTable, FileFault } from "./table.ts";

/**
 * The table of a JSON document: a list of objects, or an object one of whose members is such a list. The keys are the header; record n
 * counts as line n + 1. Numbers keep their digits as written by the document.
 */
export function decodeJson(bytes: Buffer, recogniser: Recogniser): DecodedTable | FileFault {
  const text = decodeText(bytes);
  if (!text) return { code: "not-text" };
  let document: unknown;
  try {
    document = JSON.parse(text.bytes.toString("utf8"));
  } catch (error) {
    return { code: "not-json", details: { problem: (error as Error).message.slice(0, 200) } };
  }
  const records = recordsOf(document);
  if (!records) return { code: "json-shape" };
  const keys = [...new Set(records.flatMap((record) => Object.keys(record)))];
  const table = new GridTable(recogniser);
  table.push(1, keys);
  for (const [index, record] of records.entries())
    table.push(
      index + 2,
      keys.map((key) => cellText(record[key])),
    );
  return table.finish();
}

function recordsOf(document: unknown): Record<string, unknown>[] | null {
  if (Array.isArray(document))
    return document.every(isRecord) ? (document as Record<string, unknown>[]) : null;
  if (!isRecord(document)) return null;
  const lists = Object.values(document).filter(
    (value): value is Record<string, unknown>[] => Array.isArray(value) && value.every(isRecord),
  );
  return lists.length === 1 ? lists[0]! : null;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function cellText(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
