import { asOfMacro } from "../engine/fact-tables.ts";
import { literal } from "../engine/literal.ts";
import type { Warehouse } from "../engine/warehouse.ts";
import { type AskedRow, askAbout } from "./nil-and-events.ts";
import { numberedCount } from "./other-enterprise.ts";
import type { LoadPlan } from "./plan.ts";
import type { Remark } from "./remarks.ts";
import { mayNameOtherYear, STATED } from "./time-sql.ts";

/** What is asked about a row (待说明), by code; {found} is the question's detail, or else the text of its cell. */
export const QUESTIONS: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  "dated-ahead": {
    zh: "报告日期“{found}”晚于收到之日，是否与拟裁减日期填反",
    en: "the date of the report, “{found}”, lies after the day it was received; were two dates swapped",
  },
  "dated-long-before": {
    zh: "报告日期早于拟裁减日期一年以上（{found}），年份是否有误",
    en: "the report is dated more than a year before its start ({found}); is a year wrong",
  },
  "dated-long-after": {
    zh: "报告日期晚于拟裁减日期一年以上（{found}），年份是否有误",
    en: "the report is dated more than a year after its start ({found}); is a year wrong",
  },
  "other-year": {
    zh: "文件名或标题所写为{found}年，本行报告期却在以前年份，且与已收到的数据不同；是更正往年数据，还是年份有误",
    en: "the file's name or title says {found}, but the row is of an earlier year, for which other figures are known; is it a correction, or is the year wrong",
  },
  "number-of-another": {
    zh: "报告编号已用于另一企业的报告（报送号/行号：{found}）；是同一报告的更正，还是编号有误",
    en: "the number stands for the report of another enterprise (submission/line: {found}); is it a correction of that one, or is the number wrong",
  },
  "nil-after-events": {
    zh: "已收到该月的裁减人员报告（报送号/行号：{found}），本行却是零报告；零报告无误的，请一并更正原裁减人员报告，否则其仍计入",
    en: "layoffs of that month have been received (submission/line: {found}), but this row says nil; if nil is right, correct those reports too: until then they count",
  },
};

/** Reason of a staged row that raised a question without an answer: it is neither accepted nor refused. */
const ASKED = "asked";

/** SQL condition for rows that raise a question and have no other reason against them. */
const QUESTIONED = "reasons = '' AND questions <> ''";

/** How many rows of the report kind wait for an answer. */
const waitingCount = ({ fact }: LoadPlan): string =>
  `, (SELECT count(*) FROM held_row WHERE verdict IS NULL AND contract = ${literal(fact.contract)}) AS waiting`;

/** Counts of staged rows that decide whether questions must be settled, as columns of a query over `stage`. */
export const questionCounts = (plan: LoadPlan, asks: boolean): string =>
  asks
    ? `${waitingCount(plan)}, count(*) FILTER (${QUESTIONED}) AS questioned, ${plan.nil ? `count(*) FILTER (reasons = '' AND "${plan.nil}")` : "0"} AS nils ${numberedCount(plan)}`
    : `${waitingCount(plan)}, 0 AS questioned, 0 AS nils, 0 AS numbered`;

/**
 * Settle the questions that rows of `stage` raise: check those that depend on known facts, and mark as asked the rows that have no
 * explanation beside them (更正说明). Called only where a row raises a question.
 */
export async function settleQuestions(
  warehouse: Warehouse,
  plan: LoadPlan,
  knownBy: string,
  asked: readonly AskedRow[],
): Promise<void> {
  if (mayNameOtherYear(plan)) await confirmOtherYear(warehouse, plan, knownBy);
  await askAbout(warehouse, asked);
  await warehouse.run(`UPDATE stage SET reasons = '${ASKED}' WHERE ${QUESTIONED} AND explanation IS NULL`);
}

/**
 * Withdraw the question about the year where nothing is known of the period, or every row of the report is known already: a later report
 * replaces its area and period as a whole, so its rows are asked about together.
 */
async function confirmOtherYear(warehouse: Warehouse, plan: LoadPlan, knownBy: string): Promise<void> {
  const read = plan.cells.filter(({ column, from }) => from && !["area", "period"].includes(column));
  const same = read
    .map(({ column }) => ` AND known."${column}" IS NOT DISTINCT FROM stage."${column}"`)
    .join("");
  await warehouse.run(
    `UPDATE stage SET questions = regexp_extract(questions, '${STATED}\\|period') FROM (
       SELECT submission, area, period, bool_and(is_known) AS settled FROM (
         SELECT stage.submission, stage.area, stage.period, stage.line,
                count(known.area) = 0 OR coalesce(bool_or(true${same}) FILTER (known.area IS NOT NULL), false) AS is_known
         FROM stage LEFT JOIN ${asOfMacro(plan.fact.contract)}(CAST($known_by AS TIMESTAMP)) AS known
           ON known.area = stage.area AND known.period_kind = ${literal(plan.periodKind ?? "")} AND known.period = stage.period
             AND known.known_at <= stage.known_at
         WHERE ${QUESTIONED} GROUP BY ALL) GROUP BY ALL) AS compared
     WHERE compared.settled AND stage.submission = compared.submission AND stage.area = compared.area AND stage.period = compared.period`,
    { known_by: knownBy },
  );
}

/** Most rows with an explanation that are listed one by one on a receipt. */
const MOST_LISTED = 20;

/** Remarks on rows that raised a question and were sent with an explanation, by submission; personal numbers are masked. */
export async function explainedRows(warehouse: Warehouse): Promise<ReadonlyMap<number, Remark[]>> {
  const rows = await warehouse.rows<{ submission: number; line: number; text: string }>(
    `SELECT submission, line, left(masked(explanation), 200) AS text FROM stage WHERE ${QUESTIONED} ORDER BY submission, line`,
  );
  const remarks = new Map<number, Remark[]>();
  for (const submission of new Set(rows.map((row) => row.submission))) {
    const explained = rows.filter((row) => row.submission === submission);
    const each = explained
      .slice(0, MOST_LISTED)
      .map(({ line, text }) => ({ code: "explained", details: { line, text } }));
    const rest = explained.length - each.length;
    remarks.set(submission, [
      ...each,
      ...(rest > 0 ? [{ code: "explained-more", details: { count: rest } }] : []),
    ]);
  }
  return remarks;
}
