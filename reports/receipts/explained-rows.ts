import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import { lastValues } from "../views/last-values.ts";
import { type RefusalReason, refusedRows, type StatusRefusal } from "../views/status.ts";

/** Most refused rows that are listed one by one; more are listed by what is wrong with them. */
export const MOST_SINGLE = 3;

/** A refused row with its reasons, each with an example. */
export type ExplainedRow = Awaited<ReturnType<typeof refusedRows>>[number];

/** The refused rows of a submission, whose examples are its sender's last accepted values where there are some. */
export async function explainedRows(
  warehouse: Warehouse,
  { id, refused }: StatusRefusal,
  most: number,
): Promise<ExplainedRow[]> {
  const rows = await refusedRows(warehouse, id, refused > MOST_SINGLE ? Number.MAX_SAFE_INTEGER : most);
  const columns = new Set(rows.flatMap(({ reasons }) => reasons.flatMap(({ column }) => column ?? [])));
  const last = await lastValues(warehouse, id, [...columns]);
  return rows.map((row) => ({ ...row, reasons: row.reasons.map((reason) => withExample(reason, last)) }));
}

/** A reason with the sender's last value as its example, in the form of the usual example. */
function withExample(reason: RefusalReason, last: ReadonlyMap<string, string>): RefusalReason {
  const value = reason.column === null ? undefined : last.get(reason.column);
  if (value === undefined || !reason.where) return reason;
  const example = inFormOf(reason.where.example, value);
  return { ...reason, where: { ...reason.where, example } };
}

/** A stored value as it would be written; the example itself where that is not known, such as a word stored by its key. */
function inFormOf(example: string, value: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value))
    return /^\d{4}-\d{2}(-\d{2})?$/.test(example) ? value.slice(0, example.length) : example;
  if (/^-?\d+\.\d+$/.test(value)) return value.replace(/\.?0+$/, "");
  const isHan = (text: string) => /\p{Script=Han}/u.test(text);
  return isHan(example) === isHan(value) ? value : example;
}
