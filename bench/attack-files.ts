import { INSURANCE, insured, table, text } from "../test/pipeline/intake/corpus/case.ts";
import { ARCHIVES_AND_LEGACY } from "./attack-archives.ts";
import type { AttackFile } from "./attack-file.ts";
import { WORKBOOKS } from "./attack-workbooks.ts";

/** The area that the attack files report on. */
export const AREA = "150102";
export const CSV = "失业保险月报_202602.csv";
export const JSON_FILE = "失业保险月报_202602.json";

const ROW = insured(AREA);
const HEADER = `${INSURANCE.join(",")}\n`;
const csv = (name: string, ends: string, content: () => string): AttackFile => ({
  name,
  file: CSV,
  ends,
  bytes: () => Buffer.from(content()),
});
const json = (name: string, ends: string, content: () => unknown): AttackFile => ({
  name,
  file: JSON_FILE,
  ends,
  bytes: () => {
    const document = content();
    return Buffer.from(typeof document === "string" ? document : JSON.stringify(document));
  },
});
const list = <Item>(length: number, item: (at: number) => Item): Item[] =>
  Array.from({ length }, (_, at) => item(at));
const report = Object.fromEntries(INSURANCE.map((key, at) => [key, ROW[at]]));

const DELIMITED: readonly AttackFile[] = [
  csv("csv: 20,000 columns", "too-wide", () =>
    text([list(20_000, (at) => `c${at}`), list(20_000, () => "1")]),
  ),
  csv("csv: 20,000 columns behind a right table", "too-wide", () =>
    text([
      [...INSURANCE, ...list(20_000, (at) => `c${at}`)],
      [...ROW, ...list(20_000, () => "1")],
    ]),
  ),
  csv("csv: 20,000 empty columns behind a right table", "accepted", () =>
    text([
      [...INSURANCE, ...list(20_000, () => "")],
      [...ROW, ...list(20_000, () => "")],
    ]),
  ),
  csv("csv: 24 rows of 512 titles", "missing-columns", () =>
    text(list(24, (row) => list(512, (at) => `标题${row}-${at}(人)`))),
  ),
  csv("csv: one line of 30 MB", "line-too-long", () => HEADER + text([ROW.with(0, "x".repeat(30_000_000))])),
  csv(
    "csv: one quoted cell of 30 MB",
    "line-too-long",
    () => HEADER + text([ROW.with(0, `"${"x".repeat(30_000_000)}"`)]),
  ),
  csv(
    "csv: two rows of 1.5 million cells",
    "misshapen-too-large",
    () => `${HEADER}${`1${",1".repeat(1_500_000)}\n`.repeat(2)}`,
  ),
  csv(
    "csv: 10,000 misshapen rows of 3,000 cells",
    "misshapen-too-large",
    () => HEADER + `${",1".repeat(1500)}\n`.repeat(10_000),
  ),
  csv("csv: a header named by what every object has", "accepted", () =>
    text([
      [...INSURANCE, "参保人数(constructor)", "__proto__", "toString"],
      [...ROW, "1", "2", "3"],
    ]),
  ),
  csv("csv: a million misshapen rows", "too-many-refused", () => HEADER + "1,2\n".repeat(1_000_000)),
  csv(
    "csv: 49,000 misshapen rows of quotes",
    "no-row-accepted",
    () => HEADER + '"1","a""b",x\n'.repeat(49_000),
  ),
  csv("csv: 30 million blank lines", "accepted", () => table(AREA) + "\n".repeat(30_000_000)),
  csv("csv: 15 million rows below an unknown header", "missing-columns", () => "a\n".repeat(15_000_000)),
  {
    name: "tsv in UTF-16: 20,000 columns behind a right table",
    file: CSV,
    ends: "too-wide",
    bytes: () => {
      const wide = (row: readonly string[]) => [...row, ...list(20_000, (at) => `c${at}`)];
      return Buffer.from(`\ufeff${text([wide(INSURANCE), wide(ROW)], "\t")}`, "utf16le");
    },
  },
];

const DOCUMENTS: readonly AttackFile[] = [
  json("json: 4,000 keys in 4,000 records", "too-many-keys", () =>
    list(4000, (at) => ({ ...report, [`k${at}`]: 1, [`longer key ${at}`]: 2 })),
  ),
  json("json: 512 keys in 100,000 records", "too-many-cells-in-file", () =>
    list(100_000, (at) => ({ [`k${at % 512}`]: 1 })),
  ),
  json("json: 200,000 lists in one another", "nested-too-deep", () => "[".repeat(200_000)),
  json(
    "json: a cell of 200,000 lists in one another",
    "nested-too-deep",
    () => `[{"a":${"[".repeat(200_000)}${"]".repeat(200_000)}}]`,
  ),
  json("json: a cell of 10 million numbers", "line-too-long", () => `[{"a":[${"1,".repeat(10_000_000)}1]}]`),
  json("json: a list of 30 million numbers", "json-shape", () => `[${"1,".repeat(30_000_000)}1]`),
  json("json: 20 million empty records", "too-many-records", () => `[${"{},".repeat(20_000_000)}{}]`),
  json("json: keys that every object has", "accepted", () =>
    list(1, () => ({ ...report, ["__proto__"]: "x", constructor: "y", toString: "z" })),
  ),
];

/** All attack files. */
export const ATTACKS: readonly AttackFile[] = [
  ...DELIMITED,
  ...DOCUMENTS,
  ...WORKBOOKS,
  ...ARCHIVES_AND_LEGACY,
];
