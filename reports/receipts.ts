import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Warehouse } from "../warehouse/warehouse.ts";
import { type Language, say, type TextKey } from "./language/index.ts";
import { fileRefusalText, reasonsText } from "./receipt-text.ts";
import { refusedRows, type StatusRefusal, submissionsSince } from "./status.ts";

/** Rows named in one receipt; the file of refused rows holds them all. */
const ROWS_TOLD = 200;

/** A receipt (回执) as text: what became of the file, and why, line by line. */
export async function receiptLines(
  warehouse: Warehouse,
  one: StatusRefusal,
  language: Language,
  most: number,
): Promise<string[]> {
  const state = say(language, `receipt.${one.state}` as TextKey);
  const name = one.sender === null ? one.file : `${one.sender}/${one.file}`;
  const { accepted, refused } = one;
  const remarks = [...(one.refusal ? [one.refusal] : []), ...one.warnings];
  const rows = refused > 0 ? await refusedRows(warehouse, one.id, most) : [];
  return [
    say(language, "receipt.line", { file: `#${one.id} ${name}`, state, accepted, refused }),
    ...remarks.map((remark) => `    ${fileRefusalText(remark, language)}`),
    ...rows.map(
      (row) =>
        `    ${say(language, "receipt.row", { line: row.line, reasons: reasonsText(row.reasons, language) })}`,
    ),
    ...(refused > rows.length && rows.length === most
      ? [`    ${say(language, "receipt.more", { count: refused - rows.length })}`]
      : []),
  ];
}

/**
 * Write the receipts of the submissions after a given one, a folder for each sender: the text, and beside it the refused rows under
 * the file's own header, to mend and send back. Returns how many were written.
 */
export async function writeReceipts(
  warehouse: Warehouse,
  since: number,
  folder: string,
  language: Language,
): Promise<number> {
  const submissions = await submissionsSince(warehouse, since);
  for (const one of submissions) {
    const own = join(folder, safeName(one.sender ?? "operator"));
    mkdirSync(own, { recursive: true });
    const stem = join(own, `${one.id}-${safeName(one.file)}`);
    writeWhole(`${stem}.txt`, `${(await receiptLines(warehouse, one, language, ROWS_TOLD)).join("\n")}\n`);
    const rows = one.refused > 0 ? await refusedRows(warehouse, one.id, Number.MAX_SAFE_INTEGER) : [];
    if (rows.length === 0 || one.header.length === 0) continue;
    const table = [one.header, ...rows.map((row) => row.cells)].map((cells) => cells.map(cell).join(","));
    // Spreadsheets take a CSV for UTF-8 when it begins with a byte order mark.
    writeWhole(`${stem}.refused.csv`, `\ufeff${table.join("\r\n")}\r\n`);
  }
  return submissions.length;
}

/** Half a receipt is never seen. */
function writeWhole(path: string, text: string): void {
  writeFileSync(`${path}.part`, text);
  renameSync(`${path}.part`, path);
}

const cell = (text: string | null): string => {
  const own = text ?? "";
  return /[",\r\n]/.test(own) ? `"${own.replaceAll('"', '""')}"` : own;
};

/** A name from outside as a file name of ours: no separators, no control characters, not too long, never a dot file. */
const safeName = (name: string): string =>
  [...name.replace(/[\\/:*?"<>|\p{Cc}]/gu, "_").replace(/^\.+/, "_")].slice(0, 60).join("") || "_";
