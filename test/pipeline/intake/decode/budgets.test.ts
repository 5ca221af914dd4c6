import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AttackFile } from "../../../../bench/attack-file.ts";
import { ATTACKS } from "../../../../bench/attack-files.ts";
import { MISPLACED } from "../../../../bench/attack-workbooks.ts";
import { Budget } from "../../../../pipeline/intake/decode/budget.ts";
import { decodeCsv } from "../../../../pipeline/intake/decode/csv.ts";
import { decodeJson } from "../../../../pipeline/intake/decode/json.ts";
import { QUALIFIERS } from "../../../../pipeline/intake/decode/layout/qualifiers.ts";
import { LIMITS } from "../../../../pipeline/intake/decode/limits.ts";
import { tablesOf } from "../../../../pipeline/intake/decode/xlsx/workbook.ts";
import { withMembers } from "../../../../pipeline/intake/decode/zip.ts";
import { matchHeader } from "../../../../pipeline/intake/mappings/headers.ts";
import { SmallDeployment } from "../../../small-deployment.ts";
import { table } from "../corpus/case.ts";
import { receiptsOf, submissions } from "../corpus/receipts.ts";
import { codesOf, decodedAt, holdAttacks, recogniser } from "./hold-attacks.ts";

const folder = mkdtempSync(join(tmpdir(), "fengsui-attacks-"));
afterAll(() => rmSync(folder, { recursive: true }));
const decoded = (file: AttackFile) => decodedAt(join(folder, "attack"), file);
const attack = (name: string): AttackFile => ATTACKS.find((known) => known.name === name)!;

holdAttacks(false);

describe("a workbook in which something stands where it cannot", () => {
  it.each(MISPLACED.map((file) => [file.name, file] as const))("%s", async (_, file) => {
    expect(codesOf(await decoded(file))).toEqual([file.ends]);
  });
});

describe("the budget of a file", () => {
  const spentOn = async (file: AttackFile, work: (budget: Budget, bytes: Buffer) => unknown) => {
    const bytes = file.bytes();
    const budget = new Budget(LIMITS, bytes.length);
    await (async () => work(budget, bytes))().catch((error: Error) => expect(error.message).toBe(file.ends));
    return budget;
  };
  const workbook = (file: AttackFile) =>
    spentOn(file, (budget, bytes) =>
      withMembers(bytes, budget, (members) => tablesOf(members, recogniser(file.file), budget)),
    );

  it("grows with the file's size, up to the most", () => {
    const cells = (bytes: number) => new Budget(LIMITS, bytes).allowed.cells;
    const { floor, perByte, most } = LIMITS.cells;
    expect([cells(0), cells(1_000_000), cells(1e12)]).toEqual([floor, floor + 1_000_000 * perByte, most]);
  });

  it("ends the reading of a worksheet within a row of its cells", async () => {
    const { spent, allowed } = await workbook(attack("xlsx: 400,000 rows of 11 cells"));
    expect(spent.cells).toBeGreaterThan(allowed.cells);
    expect(spent.cells).toBeLessThanOrEqual(allowed.cells + 11);
  });

  it("ends the unfolding of a text shared by many cells within a piece of it", async () => {
    const { spent, allowed } = await workbook(attack("xlsx: a long text in 50 cells of each row"));
    expect(spent.text).toBeGreaterThan(allowed.text);
    expect(spent.text).toBeLessThan(allowed.text + 3 * LIMITS.recordBytes);
  });

  it("ends the reading of tags within a piece of the worksheet", async () => {
    const { spent, allowed } = await workbook(attack("xlsx: 20 million tags"));
    expect(spent.tags).toBeLessThan(allowed.tags + 100_000);
    expect(spent.unfolded).toBeLessThan(5 * spent.tags);
  });

  it("stands for all worksheets together", async () => {
    const { spent, allowed } = await workbook(attack("xlsx: 500 worksheets that are one part"));
    expect(spent.unfolded).toBeLessThan(allowed.unfolded);
    expect(spent.text).toBeLessThan(allowed.text + 100_000);
  });

  it("refuses keys before their records become rows", async () => {
    const file = attack("json: 4,000 keys in 4,000 records");
    const { spent } = await spentOn(file, (budget, bytes) =>
      decodeJson(bytes, recogniser(file.file), budget),
    );
    expect(spent.cells).toBe(0);
  });

  it("ends with the first misshapen row that is too many, in rows or in cells", async () => {
    const csv = (name: string) => {
      const file = attack(name);
      return spentOn(file, (budget, bytes) => decodeCsv(bytes, recogniser(file.file), budget));
    };
    expect((await csv("csv: a million misshapen rows")).spent.misshapenRows).toBe(LIMITS.misshapenRows + 1);
    const { spent } = await csv("csv: 10,000 misshapen rows of 3,000 cells");
    expect(spent.misshapenCells).toBeLessThan(LIMITS.misshapenCells + 3000);
  });
});

describe("a name that every object has", () => {
  it.each(["constructor", "__proto__", "toString", "hasOwnProperty"])("%s is no unit", (name) => {
    expect(matchHeader(["参保人数"], [`参保人数(${name})`], QUALIFIERS.current)?.fit).toBe("part");
    expect(matchHeader([name], [name], QUALIFIERS.current)).toMatchObject({ fit: "named", unit: null });
  });

  it("is a key like any other, and no value where a record has none", () => {
    const document = `[{"a":"1","__proto__":"x"},{"a":"2","constructor":"y"}]`;
    const file = recogniser("a.json");
    const known = {
      ...file,
      names: (cell: string) => cell === "a",
      isHeader: (paths: readonly (readonly string[])[]) => paths.some(([name]) => name === "a"),
    };
    const found = decodeJson(Buffer.from(document), known, new Budget(LIMITS, document.length));
    if ("code" in found) throw new Error(found.code);
    expect(String(found.bytes)).toBe("a,__proto__,constructor\n1,x,\n2,,y\n");
  });
});

describe("a night with attacks among its files", () => {
  const deployment = new SmallDeployment();
  const names = [
    ["csv: 20,000 columns", "一张表最多512列"],
    ["csv: a header named by what every object has", "接收1行，退回0行"],
    ["json: 200,000 lists in one another", "内容嵌套超过100层"],
    ["xlsx: a long text in 50 cells of each row", "表内文字展开后超过"],
    ["xls: 3 million cells in 28 MB", "不得超过4000000字节"],
  ] as const;
  let receipts: string[] = [];
  const left = () => readdirSync(tmpdir()).filter((name) => /^fengsui-[^-]+$/.test(name));
  let before: string[] = [];

  beforeAll(async () => {
    before = left();
    for (const [at, [name]] of names.entries())
      deployment.put(`inbox/${attack(name).file.replace("202602", `${at}`)}`, attack(name).bytes());
    const broken = MISPLACED.find(({ name }) => name.includes("1.5"))!;
    deployment.put("inbox/失业保险月报_broken.xlsx", broken.bytes());
    deployment.put("inbox/150104/失业保险月报_right.csv", table("150104"));
    await deployment.night("2026-03-09");
    receipts = [...(await receiptsOf(deployment)).values()];
  }, 60_000);
  afterAll(() => deployment.remove());

  it.each(names.map((entry, at) => [...entry, at] as const))("%s: %s", (name, message, at) => {
    const file = attack(name).file.replace("202602", `${at}`);
    expect(receipts.find((receipt) => receipt.startsWith(file))).toContain(message);
  });

  it("says where a workbook is broken, and what is allowed", () => {
    const receipt = receipts.find((text) => text.startsWith("失业保险月报_broken.xlsx"));
    expect(receipt).toContain("第2行之后的行号“1.5”有误，应为整数，且不小于3");
  });

  it("takes in what the other offices sent", async () => {
    const taken = await submissions(deployment);
    expect(taken.find(({ sender }) => sender !== null)).toMatchObject({ state: "accepted", accepted: 1 });
    expect(taken).toHaveLength(names.length + 2);
  });

  it("leaves nothing in the temporary folder", () => {
    expect(left().filter((name) => !before.includes(name))).toEqual([]);
  });
});
