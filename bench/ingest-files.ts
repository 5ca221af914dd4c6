import { closeSync, openSync, readSync, writeSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";

/** Header of the employer detail as the example deployment maps it. */
const HEADER = [
  "行政区划代码",
  "报告期",
  "统一社会信用代码",
  "单位名称",
  "期末参保人数",
  "本期新增参保人数",
  "本期减少参保人数",
];

/** Types of the same columns, in the order of the file, for a plain load. */
export const TYPES = ["VARCHAR", "VARCHAR", "VARCHAR", "VARCHAR", "INTEGER", "INTEGER", "INTEGER"];

const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
/** The first 17 characters of the code of enterprise `i`, in valid form. */
const FIRST_17 =
  "'91' || lpad(CAST(i % 899999 + 100000 AS VARCHAR), 6, '0') || 'MA' || lpad(translate(lower(to_base(i, 31)), 'abcdefghijklmnopqrstu', 'ABCDEFGHJKLMNPQRTUWXY'), 7, '0')";
/** The check character, computed character by character as in the standard. */
const CHECK = `substr('${ALPHABET}', 1 + CAST((31 - (${WEIGHTS.map(
  (weight, at) => `${weight} * (strpos('${ALPHABET}', code[${at + 1}]) - 1)`,
).join(" + ")}) % 31) % 31 AS INTEGER), 1)`;

/** Write an employer detail with a number of enterprises, spread over the areas, as UTF-8; every enterprise occurs once. */
export async function writeDetail(path: string, rows: number, areas: readonly string[]): Promise<void> {
  const columns = [
    `(['${areas.join("', '")}'])[1 + i % ${areas.length}]`,
    "'2026-02'",
    `code || ${CHECK}`,
    "'内蒙古样例' || i || '矿业有限公司'",
    "i % 900 + 10",
    "i % 7",
    "i % 5",
  ].map((sql, at) => `${sql} AS "${HEADER[at]}"`);
  await copy(
    `SELECT ${columns.join(", ")} FROM (SELECT i, ${FIRST_17} AS code FROM range(${rows}) AS t(i))`,
    path,
  );
}

/** Write the monthly table that matches the sums of a detail. */
export async function writeTable(path: string, detail: string): Promise<void> {
  await copy(
    `SELECT "行政区划代码", "报告期", sum("期末参保人数") - 7 AS "期初参保人数", 9 AS "本期新增参保人数", 2 AS "本期减少参保人数",
            sum("期末参保人数") AS "期末参保人数", 3 AS "期末领取失业保险金人数", 1 AS "本期新增领取人数"
     FROM read_csv('${detail}', types = {'行政区划代码': 'VARCHAR', '报告期': 'VARCHAR'}) GROUP BY ALL ORDER BY ALL`,
    path,
  );
}

async function copy(query: string, path: string): Promise<void> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await connection.run(`COPY (${query}) TO '${path}' (HEADER, QUOTE '')`);
  connection.closeSync();
  instance.closeSync();
}

/** Convert a text to GB18030, by a table of all characters that can occur in it. */
export function toGb18030(from: string, to: string): void {
  const pairs = new Uint16Array(65_536);
  const decoder = new TextDecoder("gb18030");
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const text = trail === 0x7f ? "" : decoder.decode(Uint8Array.of(lead, trail));
      if (text.length === 1) pairs[text.charCodeAt(0)] ||= (lead << 8) | trail;
    }
  const [source, target] = [openSync(from, "r"), openSync(to, "w")];
  const utf8 = new TextDecoder();
  const block = Buffer.alloc(1 << 22);
  for (let read = readSync(source, block); read > 0; read = readSync(source, block)) {
    const text = utf8.decode(block.subarray(0, read), { stream: true });
    const bytes = Buffer.alloc(text.length * 2);
    let length = 0;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code > 127) bytes[length++] = pairs[code]! >> 8;
      bytes[length++] = code > 127 ? pairs[code]! & 255 : code;
    }
    writeSync(target, bytes.subarray(0, length));
  }
  closeSync(source);
  closeSync(target);
}
