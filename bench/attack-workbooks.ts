import { INSURANCE, insured } from "../test/pipeline/intake/corpus/case.ts";
import { workbookParts } from "../test/pipeline/intake/corpus/workbook.ts";
import { type ZipMember, zipOf } from "../test/pipeline/intake/corpus/zip.ts";
import { type AttackFile, noise } from "./attack-file.ts";

const XLSX_FILE = "失业保险月报_202602.xlsx";
const ROW = insured("150102");
const NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/** A workbook with a correct report, followed by the rows given; parts can be replaced. */
export function book(data: string, other: Readonly<Record<string, string>> = {}): Buffer {
  const letters = "ABCDEFGHIJK";
  const row = (cells: readonly string[], at: number) =>
    `<row r="${at}">${cells
      .map((cell, column) => `<c r="${letters[column]}${at}" t="inlineStr"><is><t>${cell}</t></is></c>`)
      .join("")}</row>`;
  const sheet = { name: "Sheet1", rows: [], data: row(INSURANCE, 1) + row(ROW, 2) + data };
  const parts = workbookParts([sheet]).filter(({ name }) => !Object.hasOwn(other, String(name)));
  return packed([...parts, ...Object.entries(other).map(([name, content]) => ({ name, content }))]);
}

/** Pack parts so that none unpacks to more than 200 times its size, since such files are not opened: noise is added to the long ones. */
const packed = (parts: readonly ZipMember[]): Buffer =>
  zipOf(parts.map(({ name, content }) => ({ name, content: withNoise(String(content)) })));

function withNoise(content: string): string {
  if (content.length < 150_000) return content;
  const at = content.lastIndexOf("</");
  const noisy = noise(Math.ceil(content.length / 100))
    .toString()
    .replace(/.{1,10000}/gs, "<noise>$&</noise>");
  return content.slice(0, at) + noisy + content.slice(at);
}

const xlsx = (name: string, ends: string, bytes: () => Buffer): AttackFile => ({
  name: `xlsx: ${name}`,
  file: XLSX_FILE,
  ends,
  bytes,
});
const rows = (from: number, count: number, cells: (row: number) => string): string =>
  Array.from({ length: count }, (_, at) => `<row r="${from + at}">${cells(from + at)}</row>`).join("");
/** A number of rows with the same cells, without row numbers. */
export const plainRows = (count: number, cells: string): string => `<row>${cells}</row>`.repeat(count);
const STRINGS = "xl/sharedStrings.xml";
const STYLES = "xl/styles.xml";
const strings = (items: string) => ({ [STRINGS]: `<sst xmlns="${NS}">${items}</sst>` });
const shared = '<c t="s"><v>0</v></c>';

/** Workbooks that unpack to far more than their size. */
export const WORKBOOKS: readonly AttackFile[] = [
  xlsx("a long text in 50 cells of each row", "too-much-text", () =>
    book(plainRows(2000, shared.repeat(11)), strings(`<si><t>${"长".repeat(32_000)}</t></si>`)),
  ),
  xlsx("a long text in 500 cells of each row", "line-too-long", () =>
    book(plainRows(600, shared.repeat(500)), strings(`<si><t>${"x".repeat(32_000)}</t></si>`)),
  ),
  xlsx("400,000 rows of 11 cells", "too-many-cells-in-file", () =>
    book(plainRows(400_000, "<c><v>1</v></c>".repeat(11))),
  ),
  xlsx("400,000 rows of 20 cells", "too-many-refused", () =>
    book(plainRows(400_000, "<c><v>1</v></c>".repeat(20))),
  ),
  xlsx("400,000 rows of a cell in column 500", "misshapen-too-large", () =>
    book(rows(3, 400_000, (row) => `${"<c/>".repeat(11)}<c r="SF${row}"><v>1</v></c>`)),
  ),
  xlsx("400,000 narrow rows below a header of 512 columns", "too-much-text", () =>
    packed(
      workbookParts([
        {
          name: "S",
          rows: [],
          data: `<row>${[...INSURANCE, ...Array.from({ length: 501 }, (_, at) => `备用${at}`)].map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join("")}</row>${plainRows(400_000, "<c><v>1</v></c>")}`,
        },
      ]),
    ),
  ),
  xlsx("formatted cells to the last column", "accepted", () => book('<row r="3"><c r="XFD3" s="1"/></row>')),
  xlsx("5 million formatted cells", "too-many-cells-in-file", () =>
    book(plainRows(10_000, "<c/>".repeat(500))),
  ),
  xlsx("3 million shared texts", "too-many-cells-in-file", () =>
    book("", strings("<si><t>x</t></si>".repeat(3_000_000))),
  ),
  xlsx("a shared text of 100 MB", "token-too-long", () =>
    book("", strings(`<si><t>${"x".repeat(100_000_000)}</t></si>`)),
  ),
  xlsx("an attribute of 100 MB", "token-too-long", () => book(`<row x="${"x".repeat(100_000_000)}"/>`)),
  xlsx("a tag of 10 million attributes", "token-too-long", () =>
    book(`<row ${Array.from({ length: 1_000_000 }, (_, at) => `a${at}="1"`).join(" ")}/>`),
  ),
  xlsx("a comment of 100 MB", "token-too-long", () => book(`<!--${"x".repeat(100_000_000)}-->`)),
  xlsx("20 million tags", "too-many-tags", () => book("<a/>".repeat(20_000_000))),
  xlsx("200,000 tags in one another", "nested-too-deep", () => book("<a>".repeat(200_000))),
  xlsx("a million number formats", "too-many-entries", () =>
    book("", {
      [STYLES]: `<styleSheet xmlns="${NS}"><numFmts>${Array.from({ length: 1_000_000 }, (_, at) => `<numFmt numFmtId="${at}" formatCode="0"/>`).join("")}</numFmts></styleSheet>`,
    }),
  ),
  xlsx("a number format of 500,000 brackets", "accepted", () =>
    book("", {
      [STYLES]: `<styleSheet xmlns="${NS}"><numFmts><numFmt numFmtId="200" formatCode="${"[".repeat(500_000)}"/></numFmts><cellXfs><xf numFmtId="200"/></cellXfs></styleSheet>`,
    }),
  ),
  xlsx("500 worksheets that are one part", "too-much-text", () =>
    book(plainRows(20_000, "<c><v>1</v></c>"), {
      "xl/workbook.xml": `<workbook xmlns="${NS}" xmlns:r="r"><sheets>${Array.from({ length: 500 }, (_, at) => `<sheet name="s${at}" r:id="rId1"/>`).join("")}</sheets></workbook>`,
    }),
  ),
];

/** Workbooks with rows, cells, texts or styles in impossible places: they cost little, but must not be misread. */
export const MISPLACED: readonly AttackFile[] = [
  ...["1.5", "abc", "-3", "1e3", "NaN", "2", "1", "", " 7"].map((number) =>
    xlsx(`row number “${number}”`, "bad-row-number", () => book(`<row r="${number}"><c><v>1</v></c></row>`)),
  ),
  ...["1A", "A0", "A", "3", "A4", "A3A", "XFE3", "AAAAAA3", "$A$3", "", "A3.5"].map((reference) =>
    xlsx(`cell reference “${reference}”`, "bad-cell-reference", () =>
      book(`<row r="3"><c r="${reference}"><v>1</v></c></row>`),
    ),
  ),
  xlsx("cells from right to left", "bad-cell-reference", () =>
    book('<row r="3"><c r="B3"><v>1</v></c><c r="A3"><v>1</v></c></row>'),
  ),
  ...["1", "-1", "0.5", "x"].map((number) =>
    xlsx(`text number “${number}”`, "bad-string-number", () =>
      book(`<row r="3"><c t="s"><v>${number}</v></c></row>`, strings("<si><t>x</t></si>")),
    ),
  ),
  ...["2", "-1", "x"].map((number) =>
    xlsx(`style number “${number}”`, "bad-style-number", () =>
      book(`<row r="3"><c s="${number}"><v>1</v></c></row>`),
    ),
  ),
];
