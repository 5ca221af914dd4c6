import type { Budget } from "./budget.ts";
import { copyLine, delimiterOf, headOf, isGood, lineAt, type TableHead } from "./csv-records.ts";
import { CsvSurvey, shapedBy } from "./csv-survey.ts";
import { decodeText } from "./encoding.ts";
import type { Recogniser } from "./recogniser.ts";
import { eachRecord } from "./records.ts";
import { csvLine, type DecodedTable, type FileFault, headerCell } from "./table.ts";
import { traitsOf } from "./traits.ts";

const [LF, CR] = [10, 13];

/**
 * Decode a delimited text file into records of text cells; it knows encodings, quoting and where a header stands, not what cells
 * mean. The records are gone through twice, first to find out what is wrong with the file: neither time are they held.
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
  const survey = new CsvSurvey(bytes, delimiter, head, budget);
  const fault = survey.read();
  if (fault || !head) return fault ?? { code: "empty-file" };

  const plain = original === bytes && survey.isPlain();
  const rows = plain ? null : rewritten(bytes, delimiter, head, survey);
  return {
    header: head.header.map(headerCell),
    titles: head.titles,
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

/** The well-shaped records behind a header line, and the line of each; none below a header that no mapping reads. */
function rewritten(bytes: Buffer, delimiter: string, head: TableHead, survey: CsvSurvey) {
  const width = head.header.length;
  const first = headerLine(width, delimiter);
  const lines: number[] = [];
  if (!head.known) return { bytes: first, lines };
  const target = Buffer.allocUnsafe(first.length + bytes.length + 1);
  let [at, above] = [first.copy(target), head.at + head.rows];
  const shaped = shapedBy(head, bytes, delimiter, survey.budget);
  eachRecord(bytes, delimiter.charCodeAt(0), (record) => {
    if (record.blank || above-- > 0) return true;
    const span = shaped(record);
    if (!isGood(span, width)) return true;
    at = copyLine(bytes, span, target, at);
    return lines.push(span.line) > 0;
  });
  // A file of little but blank lines is not to be kept at its full size.
  const kept = target.subarray(0, at);
  return { bytes: at < target.length / 2 ? Buffer.from(kept) : kept, lines };
}

/** A stand-in for the header: the engine skips the first line. */
const headerLine = (width: number, delimiter: string): Buffer =>
  Buffer.from(csvLine(Array.from({ length: width }, (_, index) => `c${index}`)).replaceAll(",", delimiter));

/** A file whose lines end in carriage returns alone, as old Macintosh programs wrote them, gets line feeds. */
function withLineFeeds(bytes: Buffer): Buffer {
  if (bytes.includes(LF) || !bytes.includes(CR)) return bytes;
  return Buffer.from(bytes.map((byte) => (byte === CR ? LF : byte)));
}
