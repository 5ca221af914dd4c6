import { csvLine } from "../../../warehouse/engine/csv-line.ts";
import type { Budget } from "./budget.ts";
import { copyLine, delimiterOf, headOf, isGood, lineAt, rawCells, type TableHead } from "./csv-records.ts";
import { CsvSurvey, shapedBy } from "./csv-survey.ts";
import { decodeText } from "./encoding.ts";
import { GridTable } from "./grid.ts";
import type { Recogniser } from "./recogniser.ts";
import { eachRecord } from "./records.ts";
import { type DecodedTable, type FileFault, headerCell, plainLayout } from "./table.ts";
import { traitsOf } from "./traits.ts";

const [LF, CR] = [10, 13];

/**
 * Decode a delimited text file into records of text cells. It handles encodings, quoting and the place of the header, not the meaning of
 * cells. There are two passes over the records, the first to find faults; neither holds them in memory.
 *
 * @throws DecodeFault when the file is beyond the limits
 */
export function decodeCsv(
  original: Buffer,
  recogniser: Recogniser,
  budget: Budget,
): DecodedTable | FileFault {
  if (original.toString("latin1", 0, Math.min(original.length, 4096)).trim() === "")
    return { code: "empty-file" };
  const text = decodeText(original);
  if (!text) return { code: "not-text" };
  const { encoding } = text;
  const bytes = withLineFeeds(text.bytes);
  const nul = bytes.indexOf(0);
  if (nul >= 0) return { code: "nul-bytes", line: lineAt(bytes, nul) };
  const { columns } = budget.limits;
  const delimiter = delimiterOf(bytes, recogniser, columns);
  const head = headOf(bytes, delimiter, recogniser, columns);
  const survey = new CsvSurvey(bytes, delimiter, head, budget, recogniser);
  const fault = survey.read();
  if (fault || !head) return fault ?? { code: "empty-file" };
  if (survey.furniture && survey.furniture.otherHeader !== null)
    return byCells(
      bytes,
      { encoding, delimiter, endsWithoutNewline: !survey.endsWithNewline },
      recogniser,
      budget,
    );

  const plain = original === bytes && survey.isPlain();
  const rows = plain ? null : rewritten(bytes, delimiter, head, survey);
  return {
    header: head.header.map(headerCell),
    titles: head.titles,
    layout: survey.furniture?.layout(head, survey.besideTable) ?? plainLayout(head),
    encoding,
    delimiter,
    bytes: rows?.bytes ?? null,
    lines: rows?.lines ?? null,
    numbered: null,
    misshapen: survey.misshapen,
    count: survey.count(),
    traits: traitsOf(bytes),
    endsWithoutNewline: !survey.endsWithNewline,
  };
}

/** The well-shaped records after a header line, with the line of each; none below a header that no mapping reads. */
function rewritten(bytes: Buffer, delimiter: string, head: TableHead, survey: CsvSurvey) {
  const width = head.header.length;
  const first = headerLine(width, delimiter);
  const lines: number[] = [];
  if (!head.known) return { bytes: first, lines };
  const target = Buffer.allocUnsafe(first.length + bytes.length + 1);
  let [at, above] = [first.copy(target), head.at + head.rows];
  const shaped = shapedBy(head, bytes, delimiter, survey.budget);
  const passed = survey.furniture && survey.furniture.count > 0 ? survey.furniture : null;
  eachRecord(bytes, delimiter.charCodeAt(0), (record) => {
    if (record.blank || above-- > 0 || passed?.takesAgain(record, bytes, delimiter)) return true;
    const span = shaped(record);
    if (!isGood(span, width)) return true;
    at = copyLine(bytes, span, target, at);
    return lines.push(span.line) > 0;
  });
  // Copy, so that a file of mostly blank lines does not keep its full size in memory.
  const kept = target.subarray(0, at);
  return { bytes: at < target.length / 2 ? Buffer.from(kept) : kept, lines };
}

/** A text whose columns change their order below another header, read cell by cell. */
function byCells(
  bytes: Buffer,
  text: Pick<DecodedTable, "encoding" | "delimiter" | "endsWithoutNewline">,
  recogniser: Recogniser,
  budget: Budget,
): DecodedTable | FileFault {
  const table = new GridTable(recogniser, budget);
  eachRecord(bytes, text.delimiter.charCodeAt(0), (record) => {
    const cells = rawCells(bytes, record, text.delimiter);
    budget.charge("cells", cells.length, record.line);
    table.push(record.line, cells);
    return true;
  });
  const read = table.finish();
  // The grid writes commas.
  return "code" in read
    ? read
    : { ...read, encoding: text.encoding, endsWithoutNewline: text.endsWithoutNewline };
}

/** A placeholder for the header: the engine skips the first line. */
const headerLine = (width: number, delimiter: string): Buffer =>
  Buffer.from(
    `${csvLine(
      Array.from({ length: width }, (_, index) => `c${index}`),
      delimiter,
    )}\n`,
  );

/** Replace lone carriage returns, which old Macintosh programs wrote as line ends, by line feeds. */
function withLineFeeds(bytes: Buffer): Buffer {
  if (bytes.includes(LF) || !bytes.includes(CR)) return bytes;
  return Buffer.from(bytes.map((byte) => (byte === CR ? LF : byte)));
}
