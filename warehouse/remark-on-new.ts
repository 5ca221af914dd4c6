import { changesOf } from "./changes.ts";
import { addRemarks, type ComparedReport, type Placed, questionsAbout } from "./compare.ts";
import { factTable } from "./fact-tables.ts";
import { probableAmendments } from "./near-duplicates.ts";
import type { Warehouse } from "./warehouse.ts";

/** The night whose new submissions are looked at; without a date (a past is taken in) only what stands by itself is asked. */
export interface RemarkRequest {
  readonly asOf: string;
  readonly date: string | null;
}

/**
 * Say on the receipts of new submissions what their senders should look at: codes that do not check, what a correction changed, figures
 * far from the past, what may be an amendment. Done once for all files of a night, in few statements.
 *
 * New is what no receipt has answered: so what a night took in that then broke off gets its remarks in the next.
 */
export async function remarkOnNew(
  warehouse: Warehouse,
  reports: readonly ComparedReport[],
  { asOf, date }: RemarkRequest,
): Promise<void> {
  const { since, contracts } = await unanswered(warehouse);
  const fresh = reports.filter(({ contract }) => contracts.has(contract));
  if (fresh.length === 0) return;
  const placed = await doubtfulCodes(warehouse, fresh, since);
  if (date !== null) {
    placed.push(...(await changesOf(warehouse, fresh, since)));
    placed.push(...(await questionsAbout(warehouse, fresh, { since, asOf })));
    if (contracts.has("layoff-report"))
      placed.push(...(await probableAmendments(warehouse, { since, date, asOf })));
  }
  await addRemarks(warehouse, placed);
}

/** The number before the first submission without a receipt, and the report kinds of which rows were accepted since. */
async function unanswered(warehouse: Warehouse): Promise<{ since: number; contracts: ReadonlySet<string> }> {
  const rows = await warehouse.rows<{ first: number; contract: string | null }>(
    `SELECT min(id) AS first, CASE WHEN accepted > 0 THEN contract END AS contract
     FROM submission ANTI JOIN receipt ON receipt.submission = submission.id GROUP BY 2`,
  );
  return {
    since: Math.min(...rows.map(({ first }) => first)) - 1,
    contracts: new Set(rows.flatMap(({ contract }) => contract ?? [])),
  };
}

/** Codes shown in a remark. */
const SHOWN = 5;

/** Questions about the codes entered with new submissions that do not check (GB 32100-2015). A code once entered is not asked about again. */
async function doubtfulCodes(
  warehouse: Warehouse,
  reports: readonly ComparedReport[],
  since: number,
): Promise<Placed[]> {
  const naming = reports.filter(({ columns }) => columns.some(({ name }) => name === "credit_code"));
  if (naming.length === 0) return [];
  const rows = await warehouse.rows<{ submission: number; count: number; codes: string[]; lines: string[] }>(
    `WITH doubtful AS (
       SELECT first_submission AS submission, credit_code AS code FROM employer WHERE first_submission > $since AND NOT code_checks
     ), named AS (
       ${naming
         .map(
           ({ contract }) => `SELECT submission, credit_code AS code, line FROM ${factTable(contract)}
         WHERE submission > $since AND credit_code IN (SELECT code FROM doubtful)`,
         )
         .join(" UNION ALL ")}
     ), first AS (
       SELECT submission, code, min(line) AS line FROM named SEMI JOIN doubtful USING (submission, code) GROUP BY ALL
     )
     SELECT submission, count(*) AS count, list(masked(code) ORDER BY line, code)[:${SHOWN}] AS codes,
            list(CAST(line AS VARCHAR) ORDER BY line, code)[:${SHOWN}] AS lines
     FROM first GROUP BY submission ORDER BY submission`,
    { since },
  );
  return rows.map(({ submission, count, codes, lines }) => ({
    submission,
    remark: { code: "credit-codes-doubtful", details: { count, lines, codes } },
  }));
}
