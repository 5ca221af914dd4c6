import { INSURANCE, insured } from "../corpus/case.ts";
import { gb18030, utf16 } from "../corpus/gb18030.ts";

const tr = (cells: readonly string[], tag = "td"): string =>
  `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join("")}</tr>`;
const figures = (other: Readonly<Record<number, string>> = {}): string[] => insured("150102", other);
const page = (rows: string, charset = "utf-8", before = ""): string =>
  `<html><head><meta charset=${charset}><title>x</title></head><body>${before}<table border=1>${rows}</table></body></html>`;
const plain = (other: Readonly<Record<number, string>> = {}): string =>
  page(tr(INSURANCE, "th") + tr(figures(other)));
const row = (other: Readonly<Record<number, string>> = {}): string => figures(other).join(",");

const mime = (type: string, encoding: string, body: string): string =>
  `Content-Type: ${type}\r\nContent-Transfer-Encoding: ${encoding}\r\nContent-Location: file:///a.htm\r\n\r\n${body}\r\n`;
const archive = (...parts: readonly string[]): Buffer =>
  Buffer.from(
    `From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--b=_x"\r\n\r\n` +
      `${parts.map((part) => `----b=_x\r\n${part}`).join("")}----b=_x--\r\n`,
    "latin1",
  );
const quotedPrintable = (bytes: Buffer): string =>
  [...bytes]
    .map((byte, at) => `=${byte.toString(16).toUpperCase().padStart(2, "0")}${at % 20 === 19 ? "=\r\n" : ""}`)
    .join("");

const SS = "urn:schemas-microsoft-com:office:spreadsheet";
const data = (type: string, text: string, more = ""): string =>
  `<Cell${more}><Data ss:Type="${type}">${text}</Data></Cell>`;
const xml = (cells: string): string =>
  `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="${SS}" xmlns:ss="${SS}">` +
  `<Worksheet ss:Name="月报"><Table><Row>${INSURANCE.map((text) => data("String", text)).join("")}</Row>` +
  `<Row ss:Index="4">${cells}</Row></Table></Worksheet></Workbook>`;
const rest = figures()
  .slice(2)
  .map((text) => data("Number", text))
  .join("");

const twoRowHeader = `<tr>${INSURANCE.map((text, at) => {
  if (at === 3) return "<td colspan=2>本期</td>";
  return at === 4 ? "" : `<td rowspan=2>${text}</td>`;
}).join("")}</tr>${tr(["新增参保人数", "减少参保人数"])}`;

/** Pages as systems and office programs save them, each with the rows that it has, or the code of its refusal. */
export const PAGES: readonly (readonly [string, string | Buffer, readonly string[]])[] = [
  ["UTF-8 with a mark", `\ufeff${plain()}`, [row()]],
  ["GB18030, labelled UTF-8", gb18030(plain()), [row()]],
  ["UTF-8, labelled GB2312", page(tr(INSURANCE) + tr(figures()), "gb2312"), [row()]],
  ["UTF-16 with a mark", utf16(plain(), "le"), [row()]],
  ["UTF-16 without a mark", utf16(plain(), "be", false), [row()]],
  ["bytes of no text", Buffer.concat([Buffer.from(plain()), Buffer.from([0xff, 0xff])]), ["not-text"]],
  ["leading zeros", plain({ 2: "005000" }), [row({ 2: "005000" })]],
  ["what looks like a date", plain({ 2: "3-5", 3: "1/2" }), [row({ 2: "3-5", 3: "1/2" })]],
  ["eighteen digits", plain({ 2: "911501050123456789" }), [row({ 2: "911501050123456789" })]],
  [
    "tags that were not closed",
    `<table><tr><td>${INSURANCE.join("<td>")}<tr><td>${figures().join("<td>")}`,
    [row()],
  ],
  ["entities and spaces", plain({ 2: "\r\n  &#53;000&nbsp; " }), [row()]],
  ["text hidden by its neighbour", plain({ 1: "2026<span style='display:none'>-02</span>" }), [row()]],
  [
    "struck-out text",
    plain({ 2: "<s>4800</s>5000<font style='text-decoration:line-through'>1</font>" }),
    [row()],
  ],
  [
    "a source line that breaks within a word",
    page(tr(INSURANCE).replace("期初参保", "期初\r\n  参保") + tr(figures())),
    [row()],
  ],
  ["a break", page(tr(INSURANCE).replace("期初参保", "期初<br>参保") + tr(figures())), [row()]],
  ["a header of merged cells", page(twoRowHeader + tr(figures())), [row()]],
  [
    "a cell over three rows",
    page(tr(INSURANCE) + tr(figures()).replace("<td>", "<td rowspan=3>") + tr(figures().slice(1)).repeat(2)),
    [row(), row({ 0: "" }), row({ 0: "" })],
  ],
  ["a table within a cell", page(`<tr><td>报表${plain()}</td></tr>`), [row()]],
  ["no table", "<html><body>登录超时</body></html>", ["empty-file"]],
  [
    "spans without end",
    page(`${tr(INSURANCE)}<tr><td colspan=999999>1</td><td>2</td></tr>`),
    ["too-many-columns"],
  ],
  ["tables without end", "<table><tr><td>1</table>".repeat(150_000), ["too-many-worksheets"]],
  ["elements within elements", "<div>".repeat(5000), ["nested-too-deep"]],
  [
    "formats repeated without end",
    `<p>${"<font color=a1><font color=a2><font color=a3><font color=a4>".repeat(10)}${"<p>x".repeat(100_000)}`,
    ["too-many-tags"],
  ],
  [
    "an archive in quoted-printable",
    archive(mime('text/html; charset="gb2312"', "quoted-printable", quotedPrintable(gb18030(plain())))),
    [row()],
  ],
  [
    "an archive in base64 with a picture",
    archive(
      mime("image/png", "base64", "iVBORw0KGgo="),
      mime("text/html", "base64", Buffer.from(plain()).toString("base64")),
    ),
    [row()],
  ],
  [
    "an archive that was cut off",
    archive(mime("text/html", "8bit", gb18030(plain()).toString("latin1"))).subarray(0, -10),
    [row()],
  ],
  ["XML of Office 2003", xml(data("String", "150102") + data("String", "2026-02") + rest), [row()]],
  [
    "XML with dates, places and remarks",
    xml(
      `${data("String", "150102")}${data("DateTime", "2026-02-01T00:00:00.000")}<Cell><Comment><Data>7</Data></Comment></Cell>${data("Number", "0.30000000000000004")}${data("String", "007", ' ss:Index="6"')}`,
    ),
    [`150102,2026-02-01,,0.3,,007,,,,,`],
  ],
  ["XML that was cut off", xml(rest).slice(0, -20), ["broken-workbook"]],
];
