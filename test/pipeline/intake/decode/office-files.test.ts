import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, describe, expect, it } from "vitest";
import { decode, type Original } from "../../../../pipeline/intake/decode/decode.ts";
import { LIMITS } from "../../../../pipeline/intake/decode/limits.ts";
import { SmallDeployment } from "../../../small-deployment.ts";
import { INSURANCE, insured } from "../corpus/case.ts";
import { submissions, takeInNow } from "../corpus/receipts.ts";
import { type Cell, workbookParts } from "../corpus/workbook.ts";
import { type ZipMember, zipOf } from "../corpus/zip.ts";
import { recogniser } from "./hold-attacks.ts";
import { PAGES } from "./office-pages.ts";

const XLSX = "失业保险月报_202602.xlsx";

/** The rows below the header as the engine gets them, or the code of the refusal; by worksheet where there are several. */
async function rowsOf(bytes: Buffer, name = XLSX): Promise<string[]> {
  const original: Original = { bytes, name, path: "" };
  const found = await decode(original, recogniser, LIMITS);
  return found.flatMap(({ part, table }) =>
    "code" in table
      ? [table.code]
      : [
          ...(part === null ? [] : [part]),
          ...parse(table.bytes!)
            .slice(1)
            .map((cells) => cells.join(",")),
        ],
  );
}

const row = (other: Readonly<Record<number, string>> = {}): string => insured("150102", other).join(",");
const figures = (other: Readonly<Record<number, Cell>> = {}): Cell[] =>
  insured("150102").map((cell, at) => other[at] ?? cell);
const parts = (
  other: Readonly<Record<number, Cell>> = {},
  header: readonly Cell[] = INSURANCE,
): ZipMember[] => workbookParts([{ name: "月报", rows: [header, figures(other)] }]);
const cell = (xml: string): Cell => ({ xml: `${xml}</c>` });
const inline = (xml: string): Cell => cell(` t="inlineStr"><is>${xml}</is>`);
const replaced = (members: readonly ZipMember[], name: string, from: string, to: string): ZipMember[] =>
  members.map((member) =>
    member.name === name ? { ...member, content: String(member.content).replaceAll(from, to) } : member,
  );

describe("a workbook as other programs write it", () => {
  const KINDS: readonly (readonly [string, readonly ZipMember[], string])[] = [
    ["text in CDATA", parts({ 2: inline("<t><![CDATA[5]]>00<![CDATA[0]]></t>") }), row()],
    ["escaped line ends", parts({ 1: inline("<t>2026-02_x000D_&#10;</t>") }), row({ 1: "2026-02\n" })],
    ["an escaped underscore", parts({ 1: inline("<t>A_x005F_x0041_</t>") }), row({ 1: "A_x0041_" })],
    ["an escaped letter", parts({ 1: inline("<t>_x0032_026-02_x0000_</t>") }), row()],
    ["a computed text with escapes", parts({ 1: cell(' t="str"><v>2026_x002d_02</v>') }), row()],
    [
      "an escaped header",
      parts({}, INSURANCE.with(2, inline("<t>期初_x000a_参保_x000D_人数</t>") as never)),
      row(),
    ],
    [
      "struck-out runs",
      parts({
        2: inline(
          '<r><rPr><b/><strike/></rPr><t>4800</t></r><r><rPr><strike val="0"/></rPr><t>50</t></r><r><t>00</t></r>',
        ),
      }),
      row(),
    ],
    [
      "a date as ISO text",
      parts({ 1: cell(' t="d"><v>2026-02-01T00:00:00.000Z</v>') }),
      row({ 1: "2026-02-01" }),
    ],
    [
      "a time as ISO text",
      parts({ 1: cell(' t="d"><v>2026-02-01T08:30</v>') }),
      row({ 1: "2026-02-01 08:30:00" }),
    ],
    [
      "a target below ./",
      replaced(parts(), "xl/_rels/workbook.xml.rels", "worksheets/", "./worksheets/./"),
      row(),
    ],
    [
      "a target that climbs",
      replaced(parts(), "xl/_rels/workbook.xml.rels", "worksheets/", "../xl/x/../worksheets/"),
      row(),
    ],
    [
      "a target from the root",
      replaced(parts(), "xl/_rels/workbook.xml.rels", "worksheets/", "/xl/worksheets/"),
      row(),
    ],
    [
      "a target with backslashes",
      replaced(parts(), "xl/_rels/workbook.xml.rels", "worksheets/", "worksheets\\"),
      row(),
    ],
    [
      "names with backslashes, and folders",
      [
        { name: "xl\\worksheets\\", content: "" },
        ...parts().map((part) => ({ ...part, name: String(part.name).replaceAll("/", "\\") })),
      ],
      row(),
    ],
    [
      "a target without its part",
      replaced(parts(), "xl/_rels/workbook.xml.rels", "worksheets/", "sheets/"),
      "broken-workbook",
    ],
  ];

  it.each(KINDS)("%s", async (_, members, expected) => {
    expect((await rowsOf(zipOf(members)))[0]).toBe(expected);
  });

  it("passes over empty formatted cells to the last column, in as many rows as the sheet has figures", async () => {
    const letters = (at: number): string =>
      at < 0 ? "" : letters(Math.floor(at / 26) - 1) + String.fromCharCode(65 + (at % 26));
    const columns = Array.from({ length: 16_384 - 11 }, (_, at) => letters(at + 11));
    const rows = Array.from({ length: 150 }, (_, at) => {
      const cells = at === 0 ? INSURANCE : insured("150102");
      const filled = cells.map(
        (text, column) => `<c r="${letters(column)}${at + 1}" t="str"><v>${text}</v></c>`,
      );
      const empty = columns.map((column) => `<c r="${column}${at + 1}" s="1"/>`);
      return `<row r="${at + 1}">${filled.join("")}${empty.join("")}</row>`;
    });
    const bytes = zipOf(workbookParts([{ name: "月报", rows: [], data: rows.join("") }]));
    const found = await rowsOf(bytes);
    expect(found).toHaveLength(149);
    expect(found.every((text) => text.replace(/,+$/, "") === row())).toBe(true);
  });
});

describe("a web page named as a workbook", () => {
  it.each(PAGES)("%s", async (_, content, rows) => {
    for (const name of [XLSX, "失业保险月报_202602.xls"])
      expect(await rowsOf(Buffer.from(content as string), name)).toEqual(rows);
  });
});

const SHARED = resolve(import.meta.dirname, "../../../../../shared/cases/ingest");
const haveShared = existsSync(SHARED);
if (!haveShared) process.stderr.write(`office files: skipped the shared cases, ${SHARED} is absent\n`);

/** Each shared case with the texts that its rows have. */
const CASES: readonly (readonly [string, readonly string[]])[] = [
  [
    "cdata-optional-cell",
    ["150627,,否,L20260017,样例银岭煤业有限公司,,一号矿,2026-03-10,2026-04-12,120,900,经济性裁员"],
  ],
  ["x000D-in-header", ["150721,2026-02,282,133,410"]],
  ["x000D-in-employer", ["150703,,否,,样例银岭\n煤业有限公司,,,2026-03-10,2026-04-12,120,900,经济性裁员"]],
  ["struck-out-rich-text", ["150722,2026-02,282,133,410"]],
  [
    "date-as-iso-type",
    ["150626,,否,L20260017,样例银岭煤业有限公司,,,2026-03-10,2026-04-12,120,900,经济性裁员"],
  ],
  ["E-sheet-target-with-dotdot", ["150123,2026-01,282,133,410", "150123,2026-02,282,133,410"]],
  ["backslash-zip-names", ["150725,2026-02,282,133,410"]],
  ["empty-styled-cells-to-XFD", ["150726,2026-02,282,133,410"]],
  ["html-gbk", ["150824,,否,L20260017,样例银岭煤业有限公司,,,2026-03-10,2026-04-12,120,900,经济性裁员"]],
  ["html-bom", ["150825,2026-02,282,133,410"]],
  ["html-named-xlsx", ["150924,2026-02,282,133,410"]],
  [
    "html-leading-zero-id",
    ["150826,,否,00017,样例银岭煤业有限公司,,3-5,2026-03-10,2026-04-12,120,900,经济性裁员"],
  ],
  [
    "html-all-digit-credit-code",
    [
      "150902,,否,202603110000000017,样例银岭煤业有限公司,911501050123456789,,2026-03-10,2026-04-12,120,900,经济性裁员",
    ],
  ],
  [
    "W2-real-layoff-list-xls-gbk-html",
    [
      "1,150421,2026-03,否,000017,样例银岭煤业有限公司,911501050123456789,,2026-03-10,2026-04-12,120,900,经济性裁员",
      "2,150421,2026-03,否,000018,样例乙公司,,,2026-03-10,2026-04-12,120,900,经济性裁员",
    ],
  ],
  ["mhtml", ["150925,2026-02,282,133,410"]],
];

describe.skipIf(!haveShared)("the shared cases of one reader (skipped where they are absent)", () => {
  const deployment = new SmallDeployment("inner-mongolia");
  afterAll(() => deployment.remove());

  it.each(CASES)("%s", async (name, rows) => {
    const sender = readdirSync(join(SHARED, name)).find((entry) => /^\d+$/.test(entry))!;
    const before = (await submissions(deployment)).length;
    const files = readdirSync(join(SHARED, name, sender)).filter((file) => !file.endsWith(".csv"));
    for (const file of files) {
      const bytes = readFileSync(join(SHARED, name, sender, file));
      expect(await rowsOf(bytes, file)).toEqual(expect.arrayContaining([...rows]));
      deployment.put(`inbox/${sender}/${file}`, bytes);
    }
    await takeInNow(deployment, "2026-03-11");
    const taken = (await submissions(deployment)).slice(before);
    expect(taken.map(({ state, refused }) => ({ state, refused }))).not.toHaveLength(0);
    expect(taken.every(({ state, refused }) => state === "accepted" && refused === 0)).toBe(true);
    expect(taken.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(rows.length);
  });
});
