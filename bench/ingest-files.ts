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

/** Types of the same columns, in the order of the file: what a bare load must be told. */
export const TYPES = ["VARCHAR", "VARCHAR", "VARCHAR", "VARCHAR", "INTEGER", "INTEGER", "INTEGER"];

/** Write an employer detail of so many rows, spread over the areas, as UTF-8. */
export async function writeDetail(path: string, rows: number, areas: readonly string[]): Promise<void> {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  const columns = [
    `(['${areas.join("', '")}'])[1 + i % ${areas.length}]`,
    "'2026-02'",
    "'91' || lpad(CAST(i % 899999 + 100000 AS VARCHAR), 6, '0') || 'MA' || lpad(upper(to_base(i, 31)), 7, '0') || 'X'",
    "'内蒙古样例' || i || '矿业有限公司'",
    "i % 900 + 10",
    "i % 7",
    "i % 5",
  ].map((sql, at) => `${sql} AS "${HEADER[at]}"`);
  await connection.run(
    `COPY (SELECT ${columns.join(", ")} FROM range(${rows}) AS t(i)) TO '${path}' (HEADER, QUOTE '')`,
  );
  connection.closeSync();
}

/** The same text in GB18030, by a table of all characters it can have. */
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
