import { literal } from "../engine/literal.ts";
import { DASHES } from "./cell-sql.ts";
import type { LoadPlan, PlannedCell, TextTraits } from "./plan.ts";

/** Longest text of a cell quoted in a reason. */
const LONGEST = 40;

/**
 * The reason that refuses a row whose flag says that there was nothing to report (零报告) while figures, an enterprise or an event are
 * filled in, with each filled column and its value. A count of zero says the same as the flag. Personal numbers are masked when the reason is
 * stored.
 */
export function flagReason(plan: LoadPlan, traits: TextTraits): string[] {
  const { nil } = plan;
  const isRead = plan.cells.some(({ column, from }) => column === nil && from !== null);
  if (nil === null || !isRead) return [];
  const filled = plan.cells
    .filter(({ column, from }) => ![nil, "area", "period"].includes(column) && from && "position" in from)
    .map((cell) => `CASE WHEN ${isFilled(cell, traits)} THEN ${quoted(cell)} END`);
  if (filled.length === 0) return [];
  const list = `concat_ws('、', ${filled.join(", ")})`;
  return [`CASE WHEN v_${nil} AND ${list} <> '' THEN ${literal(`flag-and-figures|${nil}|`)} || ${list} END`];
}

function isFilled({ column, reading }: PlannedCell, { dashes }: TextTraits): string {
  const text = `t_${column}`;
  const isZero =
    reading.as === "count" || reading.as === "amount" ? ` AND coalesce(v_${column} <> 0, true)` : "";
  return `${text} IS NOT NULL${dashes ? ` AND ${text} NOT IN ${DASHES}` : ""}${isZero}`;
}

/** What may be part of a number at the end of a text. */
const OF_NUMBERS =
  "0123456789０１２３４５６７８９Xx+-—./·()（） 〇零○一幺壹二贰貳三叁參四肆五伍六陆陸七柒八捌九玖";

/** A text of at most so many characters, without a number that is cut: a part of a number is not found any more when the reason is masked. */
const cut = (text: string): string =>
  `CASE WHEN length(${text}) > ${LONGEST} THEN rtrim(left(${text}, ${LONGEST}), '${OF_NUMBERS}') || '…' ELSE ${text} END`;

/** Header and text of a cell, without the characters that separate the parts of a reason. */
const quoted = ({ column, from }: PlannedCell): string =>
  `${literal(`${headerOf(from, column)} `)} || translate(${cut(`t_${column}`)}, '|' || chr(31), '/ ')`;

const headerOf = (from: PlannedCell["from"], column: string): string =>
  from && "header" in from ? from.header.replaceAll("|", "/") : column;
