import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inertLine } from "../../../warehouse/engine/csv-line.ts";
import { asWrittenSql, inertSql, inertText, textAsWritten } from "../../../warehouse/engine/inert.ts";
import { openWarehouse } from "../../../warehouse/engine/open.ts";
import type { Warehouse } from "../../../warehouse/engine/warehouse.ts";
import { SEED } from "../../rules/property.ts";

const RISKY = [
  "=1+1",
  "@SUM(A1)",
  "+1+1",
  "-1+1",
  "-A1",
  "+cmd|' /C calc'!A0",
  "\t=1+1",
  "\r=1",
  "\n=1",
  "＝1+1",
  "＠A1",
  "＋1+1",
  "－A1",
  "'=1+1",
  " =1+1",
  "−A1",
  "\u0000=1",
  "\u0000A",
  "\u001b=1",
  "\u007f=1",
  " \u0000=1",
  ...[..."\u00a0\u2000\u200b\u200e\u200f\u202f\u205f\u3000\ufeff\u2060"].map((space) => `${space}=1+1`),
  "\u00a0\u00a0@A1",
  "\ufeff-A1",
];
const HARMLESS = [
  "-",
  "",
  "样例公司",
  "1-2",
  "-5",
  "+8613812345678",
  "-1,234.50",
  "-3.5%",
  "1e5",
  "-1e-5",
  "a=b",
  "'样例",
  "L2026-1",
  "\u00a0样例",
  "样例\u0000",
];

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await openWarehouse(":memory:", []);
});
afterAll(() => warehouse.close());

const inEngine = async (sql: string, text: string): Promise<string> =>
  // As bytes, since a mark of the byte order at the beginning of a text is no text to the driver.
  Buffer.from(
    (
      await warehouse.rows<{ out: string }>(`SELECT hex(${sql}) AS out FROM (SELECT $text AS t)`, { text })
    )[0]!.out,
    "hex",
  ).toString("utf8");

describe("a text in a file that leaves", () => {
  it.each(RISKY)("is set behind an apostrophe: %j", (text) => {
    expect(inertText(text)).toBe(`'${text}`);
  });

  it.each(HARMLESS)("stays as it is: %j", (text) => {
    expect(inertText(text)).toBe(text);
    expect(textAsWritten(text)).toBe(text);
  });

  it("stays one cell where semicolons or tabs separate the cells", () => {
    expect(inertLine(["a;=1+1", "b\t=1", "c", 'd";=1', "=1;2"])).toBe(`"a;=1+1","b\t=1",c,"d"";=1","'=1;2"`);
  });

  it("is read back as it was, and the engine does the same", async () => {
    const piece = fc.constantFrom(
      "=",
      "@",
      "+",
      "-",
      "'",
      "\t",
      "\n",
      " ",
      "\u0000",
      "\u001f",
      "\u007f",
      "\u00a0",
      "\u200b",
      "\u3000",
      "\ufeff",
      "＝",
      "－",
      "1",
      "23",
      ",",
      ".",
      "%",
      "A",
      "公司",
      "e",
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 7 }), async (pieces) => {
        const text = pieces.join("");
        expect(textAsWritten(inertText(text))).toBe(inertText(text) === text ? textAsWritten(text) : text);
        expect(await inEngine(inertSql("t"), text)).toBe(inertText(text));
        expect(await inEngine(asWrittenSql("t"), text)).toBe(textAsWritten(text));
      }),
      { seed: SEED, numRuns: 400 },
    );
  });
});
