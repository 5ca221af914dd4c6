import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { type BookType, utils, write } from "@e965/xlsx";
import { afterAll, describe, expect, it } from "vitest";
import { decode, isDelimitedText } from "../../../../pipeline/intake/decode/decode.ts";
import { decodeLarge } from "../../../../pipeline/intake/decode/large/decode-large.ts";
import { LIMITS } from "../../../../pipeline/intake/decode/limits.ts";
import type { DecodedTable } from "../../../../pipeline/intake/decode/table.ts";
import { SmallDeployment } from "../../../small-deployment.ts";
import { INSURANCE, insured, LAYOFF, layoff, table } from "../corpus/case.ts";
import { gb18030, utf16 } from "../corpus/gb18030.ts";
import { zipOf } from "../corpus/zip.ts";
import { compoundOf } from "./compound-file.ts";
import { recogniser } from "./hold-attacks.ts";

const CSV = "失业保险月报_202602.csv";
const JSON_FILE = "失业保险月报_202602.json";
const AREA = "150102";

/** The tables of a file: the text for the engine, or the fault's code and details. */
async function tablesOf(content: string | Buffer, name: string) {
  const found = await decode({ bytes: Buffer.from(content as string), name, path: "" }, recogniser, LIMITS);
  return found.map(({ part, table }) =>
    "code" in table
      ? { part, code: table.code, line: table.line, ...table.details }
      : { part, rows: rowsOf(table) },
  );
}

const rowsOf = ({ bytes, misshapen }: DecodedTable) => ({
  read: (bytes?.toString() ?? "").split("\n").slice(1, -1),
  refused: misshapen.map(({ line, fault }) => `${line} ${fault}`),
});

const record = (other: Readonly<Record<number, string>> = {}) =>
  Object.fromEntries(INSURANCE.map((key, at) => [key, insured(AREA, other)[at]]));
const row = (other: Readonly<Record<number, string>> = {}) => insured(AREA, other).join(",");
const read = (...rows: string[]) => [{ part: null, rows: { read: rows, refused: [] } }];

describe("a JSON document", () => {
  const inJson = (document: unknown) =>
    tablesOf(typeof document === "string" ? document : JSON.stringify(document), JSON_FILE);
  const text = (value: unknown) => JSON.stringify(value);

  it.each([
    [
      "in a record",
      `[${text(record())},${text(record()).replace("}", ',"报告期":"2026-01"}')}]`,
      "报告期",
      2,
    ],
    ["written with an escape", `[{"ab":1,"a\\u0062":2}]`, "ab", 1],
    ["inside a cell", `[{"a":{"b":1,"c":{"d":1,"d":2}}}]`, "d", 1],
    ["with spaces before the colon", `[{"a" :1,"b":2,"a"\n\n :3}]`, "a", 1],
  ])("with a key twice %s is refused, naming both", async (_, document, key, at) => {
    expect(await inJson(document)).toEqual([
      { part: null, code: "duplicate-key", line: at + 1, key, record: at },
    ]);
  });

  it("with a key twice around the records is refused", async () => {
    const list = text([record()]);
    const code = "json-duplicate-key";
    expect(await inJson(`{"rows":${list},"rows":${list}}`)).toMatchObject([{ code, key: "rows" }]);
    expect(await inJson(`{"code":0,"data":{"code":1,"rows":${list}}}`)).toMatchObject(read(row()));
  });

  it("keeps the digits of long whole numbers, and no others", async () => {
    const [found] = await inJson(`[${text(record()).replace(`"5000"`, "123456789012345678901")},
      ${text(record()).replace(`"5000"`, "-12345678901234567").replace(`"31.5"`, "31.500000000000000")},
      ${text(record()).replace(`"5000"`, "5e3").replace(`"31.5"`, "31.100000000000001")},
      ${text(record()).replace(`"5000"`, "1e400").replace(`"31.5"`, "1.2345678901234567e17")},
      ${text(record()).replace(`"5000"`, '"x\\"9\\\\ 12345678901234567890"')}]`);
    expect(found).toMatchObject({
      rows: {
        read: [
          row({ 2: "123456789012345678901" }),
          row({ 2: "-12345678901234567" }),
          row({ 8: "31.1" }),
          row({ 2: "1e400", 8: "1.2345678901234567e17" }),
          row({ 2: '"x""9\\ 12345678901234567890"' }),
        ],
      },
    });
  });

  it.each([
    ["two levels down", { code: 200, data: { total: 1, rows: [record()] } }],
    ["four levels down", { a: { b: { c: { d: [record()] } } }, message: "ok" }],
    ["beside an empty list", { errors: [], data: { list: [record()] } }],
    ["beside a list that describes its columns", { columns: [{ id: 1, title: "报告期" }], rows: [record()] }],
    ["beside a list of texts", { header: INSURANCE, data: { rows: [record()] } }],
  ])("finds the list %s", async (_, document) => {
    expect(await inJson(document)).toEqual(read(row()));
  });

  it("with two lists that may be the table is refused", async () => {
    const code = "json-several-lists";
    const lists = { 本月: { rows: [record()] }, 上月: { rows: [record({ 1: "2026-01" })] } };
    expect(await inJson(lists)).toMatchObject([{ code, count: 2, lists: "本月.rows, 上月.rows" }]);
    expect(await inJson({ rows: [record()], more: [{ 报告期: "2026-01" }] })).toMatchObject([{ code }]);
    expect(await inJson({ a: [{ x: 1 }], b: [{ y: 1 }] })).toMatchObject([{ code }]);
  });

  it("without a list of objects is refused as before", async () => {
    for (const document of [{ 状态: "正常" }, { data: { rows: [1, 2] } }, [[record()]], { a: [record(), 1] }])
      expect(await inJson(document)).toMatchObject([{ code: "json-shape" }]);
  });
});

describe("a format that is not read", () => {
  const book = (bookType: BookType): Buffer => {
    const made = utils.book_new();
    utils.book_append_sheet(made, utils.aoa_to_sheet([[...INSURANCE], insured(AREA)]), "月报");
    return write(made, { type: "buffer", bookType }) as Buffer;
  };
  const zipWith = (...names: string[]) => zipOf(names.map((name) => ({ name, content: "<x/>" })));
  const openDocument = (type: string) =>
    zipOf([
      { name: "mimetype", content: `application/vnd.oasis.opendocument.${type}` },
      { name: "content.xml", content: "<x/>" },
      { name: "META-INF/manifest.xml", content: "<x/>" },
    ]);
  const head = (text: string, length = 600) =>
    Buffer.concat([Buffer.from(text, "latin1"), Buffer.alloc(length, 0xa7)]);
  const TAR = Buffer.alloc(1024);
  TAR.write("a.csv");
  TAR.write("ustar", 257);

  it.each<[string, string, Buffer]>([
    ["spreadsheet-format", "ODS", book("ods")],
    ["spreadsheet-format", "ODS", openDocument("spreadsheet")],
    ["spreadsheet-format", "ODS", zipWith("content.xml", "META-INF/manifest.xml")],
    ["document-format", "ODT", openDocument("text")],
    ["spreadsheet-format", "XLSB", book("xlsb")],
    ["document-format", "DOCX", zipWith("[Content_Types].xml", "word\\document.xml")],
    ["document-format", "PPTX", zipWith("[Content_Types].xml", "ppt/presentation.xml")],
    ["document-format", "OFD", zipWith("OFD.xml", "Doc_0/Document.xml")],
    ["document-format", "PDF", head("%PDF-1.4\n")],
    ["document-format", "PDF", head("\r\n%PDF-1.4\n")],
    ["document-format", "RTF", head("{\\rtf1\\ansi")],
    ["picture-format", "PNG", head("\x89PNG\r\n\x1a\n")],
    ["picture-format", "JPEG", head("\xff\xd8\xff\xe1")],
    ["picture-format", "GIF", head("GIF89a")],
    ["picture-format", "BMP", head("BM\x36\x10\x0e\0\0\0\0\0")],
    ["picture-format", "TIFF", head("II*\0")],
    ["picture-format", "WEBP", head("RIFF\x10\x10\0\0WEBPVP8 ")],
    ["picture-format", "HEIC", head("\0\0\0\x18ftypheic")],
    ["archive-format", "RAR", head("Rar!\x1a\x07\x01\0")],
    ["archive-format", "7z", head("7z\xbc\xaf\x27\x1c")],
    ["archive-format", "gz", gzipSync(table(AREA))],
    ["archive-format", "tar", TAR],
  ])("%s: %s is named in one receipt, also inside a zip", async (code, format, bytes) => {
    const fault = { code, line: undefined, format };
    expect(await tablesOf(bytes, CSV)).toEqual([{ part: null, ...fault }]);
    const zip = zipOf([
      { name: "失业保险月报_a.csv", content: table(AREA) },
      { name: "附件.bin", content: bytes },
    ]);
    expect(await tablesOf(zip, "二月.zip")).toMatchObject([{ rows: {} }, { part: "附件.bin", ...fault }]);
    expect(bytes[0] === 0x50 || !isDelimitedText(bytes, CSV)).toBe(true);
  });

  it.each(["BM,1\n", "MM\n", "GIF8\n", "RIFF,WEBP\n", "7z\n", "BZh9\n"])(
    "%j at the beginning is text",
    async (begin) => {
      expect(await tablesOf(begin + table(AREA), CSV)).toEqual(read(row()));
    },
  );

  it.each([
    ["workbook-password", ["EncryptionInfo", "EncryptedPackage"]],
    ["document-format", ["WordDocument", "1Table"]],
    ["document-format", ["PowerPoint Document"]],
  ])("%s: a compound file with %j", async (code, streams) => {
    expect(
      await tablesOf(compoundOf(streams.map((name) => ({ name, content: Buffer.alloc(5000) }))), "a.xlsx"),
    ).toMatchObject([{ code }]);
  });

  it.each([10_000, 300])("a legacy workbook of %i bytes with a password", async (bytes) => {
    const content = Buffer.alloc(bytes);
    Buffer.from([0x09, 0x08, 4, 0, 0, 6, 5, 0, 0x2f, 0, 6, 0, 1, 0, 1, 0, 1, 0]).copy(content);
    const file = compoundOf([
      { name: "Other", content: Buffer.alloc(100) },
      { name: "Workbook", content },
    ]);
    expect(await tablesOf(file, "a.xls")).toMatchObject([{ code: "workbook-password" }]);
    content[8] = 0xe1;
    const open = compoundOf([{ name: "Workbook", content }]);
    expect(await tablesOf(open, "a.xls")).toMatchObject([{ code: "reader-gave-up" }]);
  });

  it("a broken compound file is left to the reader of workbooks", async () => {
    const whole = compoundOf([{ name: "EncryptedPackage", content: Buffer.alloc(5000) }]);
    for (let at = 8; at < 1536; at += 7) {
      const broken = Buffer.from(whole);
      broken.fill(0xff, at, at + 5);
      const [{ code } = { code: "" }] = (await tablesOf(broken, "a.xls")) as { code?: string }[];
      expect(["workbook-password", "reader-gave-up"]).toContain(code);
    }
  });
});

/** Decode a text in blocks of some bytes, as a large file is. */
function inBlocks(content: Buffer, size: number, deployment: SmallDeployment) {
  function* blocks() {
    for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
  }
  const to = join(deployment.dir, "large.csv");
  const how = { utf8: null, hasty: false, recogniser: recogniser(CSV), to };
  deployment.put("large.csv", "");
  return decodeLarge(blocks(), how).table as DecodedTable;
}

describe("a text", () => {
  const deployment = new SmallDeployment();
  afterAll(() => deployment.remove());
  const header = INSURANCE.join(",");
  const [first, second] = [row({ 1: "2026-01" }), row()];

  it("whose lines end in CR CR LF is read", async () => {
    for (const end of ["\r\r\n", "\r\r\r\n"]) {
      const text = [header, first, second, ""].join(end);
      for (const bytes of [Buffer.from(text), gb18030(text), utf16(text, "le")])
        expect(await tablesOf(bytes, CSV)).toEqual(read(first, second));
      expect(await tablesOf(`${header}\n${first}${end}${second}\r\n`, CSV)).toEqual(read(first, second));
    }
  });

  it.each(["\n", "\r\n"])("with byte order marks inside is read without them (%j)", async (end) => {
    const text = `\ufeff\ufeff${header}${end}\ufeff${first}${end}${second.replace("12", "\ufeff12")}${end}\ufeff`;
    for (const bytes of [Buffer.from(text), utf16(text, "le")])
      expect(await tablesOf(bytes, CSV)).toEqual(read(first, second));
    for (let size = 1; size < 9; size++) {
      const { count, misshapen } = inBlocks(Buffer.from(text), size, deployment);
      expect([count.records, misshapen]).toEqual([2, []]);
    }
  });

  it("keeps characters that begin like a byte order mark", async () => {
    const named = [LAYOFF.join(","), layoff(AREA, { 4: "﹀ＡＢ公司" }).join(",")];
    expect(await tablesOf(`\ufeff${named.join("\n")}\n`, "裁减人员报告.csv")).toEqual(read(named[1]!));
  });

  it.each([
    ["all rows", `${first},\n${second},\n`],
    ["all rows, several", `${first},,,\n${second}, ,"",\n`],
    ["one row", `${first}\n${second},,\n`],
    ["rows of several lengths", `${first},\n${second},,,,,\n`],
  ])("with empty cells at the end of %s is read", async (_, rows) => {
    expect(await tablesOf(`${header}\n${rows}`, CSV)).toEqual(read(first, second));
    expect(await tablesOf(gb18030(`${header}\r\n${rows.replaceAll("\n", "\r\n")}`), CSV)).toEqual(
      read(first, second),
    );
    const tabs = (text: string) => text.replaceAll(",", "\t");
    expect(await tablesOf(tabs(`${header}\n${rows}`), CSV)).toEqual(read(tabs(first), tabs(second)));
    expect(inBlocks(Buffer.from(`${header}\n${rows}`), 50, deployment).misshapen).toEqual([]);
  });

  it("with a filled cell beyond the header is refused for that row", async () => {
    const found = await tablesOf(`${header}\n${first},,7\n${second},,\n`, CSV);
    expect(found).toEqual([{ part: null, rows: { read: [second], refused: ["2 too-many-cells"] } }]);
  });

  describe("with a comma in a number that moves the cells behind it", () => {
    const MARKET = "行政区划代码,报告期,需求人数,求职人数,网络招聘新增职位数\n";
    const market = (rows: string) => tablesOf(MARKET + rows, "人力资源市场供求_202602.csv");

    it.each([
      ["150102,2026-02,1,282,133,\n", ["2 too-many-cells"]],
      ["150102,2026-01,1282,133,7\n150102,2026-02,1,282,133,\n", ["3 too-many-cells"]],
      ["150102,2026-02,282,133,410,\n", []],
      ["150102,2026-02,12,133,410,,\n", []],
      ["150102,2026-01,1282,133,7,\n150102,2026-02,1,282,133,\n", []],
    ])("%j", async (rows, refused) => {
      expect(await market(rows)).toMatchObject([{ rows: { refused } }]);
    });
  });
});
