import XLSX from "@e965/xlsx";
import { INSURANCE, insured, table } from "../test/pipeline/intake/corpus/case.ts";
import { type ZipMember, zipOf } from "../test/pipeline/intake/corpus/zip.ts";
import { type AttackFile, noise } from "./attack-file.ts";
import { book, plainRows } from "./attack-workbooks.ts";

const XLS_FILE = "失业保险月报_202602.xls";
const ZIP_FILE = "二月报送.zip";
const ROW = insured("150102");

const zip = (name: string, ends: string, members: () => ZipMember[]): AttackFile => ({
  name: `zip: ${name}`,
  file: ZIP_FILE,
  ends,
  bytes: () => zipOf(members()),
});
const many = (count: number, name: string, content: Buffer | string): ZipMember[] =>
  Array.from({ length: count }, (_, at) => ({ name: name.replace("#", String(at)), content }));

const ARCHIVES: readonly AttackFile[] = [
  zip("100 workbooks of 100,000 cells", "too-many-cells-in-file", () =>
    many(100, "失业保险月报_#.xlsx", book(plainRows(10_000, "<c/>".repeat(10)))),
  ),
  zip("150 texts of 2 MB", "expands-too-far", () =>
    many(150, "失业保险月报_#.csv", `${table("150102")}${noise(20_000)}\n${"\n".repeat(2_000_000)}`),
  ),
  zip("a text of 100 MB", "member-too-large", () => [
    { name: "失业保险月报_1.csv", content: Buffer.concat([Buffer.alloc(100_000_000, 10), noise(900_000)]) },
  ]),
  zip("an archive in an archive", "no-table", () => [
    { name: "a.zip", content: zipOf([{ name: "b.zip", content: zipOf([]) }]) },
  ]),
];

const page = (name: string, ends: string, body: () => string): AttackFile => ({
  name: `xls: ${name}`,
  file: XLS_FILE,
  ends,
  bytes: () => Buffer.from(body()),
});
const cells = (texts: readonly string[]) => texts.map((text) => `<td>${text}</td>`).join("");
const web = (rest: string) =>
  `<html><table><tr>${cells(INSURANCE)}</tr><tr>${cells(ROW)}</tr>${rest}</table></html>`;

const LEGACY: readonly AttackFile[] = [
  {
    name: "xls: a far cell in a wide declared range",
    file: XLS_FILE,
    ends: "partial",
    bytes: () => legacy({ IV65536: { t: "n", v: 1 } }, "A1:IV65536"),
  },
  {
    name: "xls: a right report in a wide declared range",
    file: XLS_FILE,
    ends: "accepted",
    bytes: () => legacy({}, "A1:IV65536"),
  },
  page("a cell over a billion columns", "too-many-columns", () =>
    web('<tr><td colspan="1000000000">1</td><td>2</td></tr>'),
  ),
  page("a cell over a billion rows", "partial", () => web('<tr><td rowspan="1000000000">1</td></tr>')),
  page("350,000 cells in a row", "too-many-columns", () => web(`<tr>${"<td>1</td>".repeat(350_000)}</tr>`)),
  page("a cell of 3 MB", "cell-too-long", () => web(`<tr><td>${"x".repeat(3_000_000)}</td></tr>`)),
  page("3 million cells in 28 MB", "too-large-for-its-kind", () =>
    web(`<tr>${"<td>1</td>".repeat(11)}</tr>`.repeat(280_000)),
  ),
  page("270,000 cells", "partial", () => web(`<tr>${"<td>1</td>".repeat(12)}</tr>`.repeat(22_000))),
  page("4 MB of text", "partial", () => web(`<tr><td>${"x".repeat(50_000)}</td></tr>`.repeat(75))),
  page("rows at a billion", "bad-row-number", () => {
    const spread = `<Row ss:Index="1000000000"><Cell ss:Index="1000000000"><Data ss:Type="Number">1</Data></Cell></Row>`;
    return `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="S"><Table>${spread}</Table></Worksheet></Workbook>`;
  }),
  {
    name: "xls: half of one",
    file: XLS_FILE,
    ends: "reader-gave-up",
    bytes: () => Buffer.concat([legacy({}, "A1:K2").subarray(0, 1500), noise(2000)]),
  },
];

function legacy(other: Readonly<Record<string, XLSX.CellObject>>, range: string): Buffer {
  const sheet = XLSX.utils.aoa_to_sheet([INSURANCE, ROW]);
  Object.assign(sheet, other, { "!ref": range });
  const workbook = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(workbook, sheet, "月报");
  return XLSX.write(workbook, { type: "buffer", bookType: "biff8" }) as Buffer;
}

/** Archives and legacy workbooks. */
export const ARCHIVES_AND_LEGACY: readonly AttackFile[] = [...ARCHIVES, ...LEGACY];
