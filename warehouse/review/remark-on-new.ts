import { factTable } from "../engine/fact-tables.ts";
import { literal } from "../engine/literal.ts";
import type { Warehouse } from "../engine/warehouse.ts";
import { changesOf } from "./changes.ts";
import { addRemarks, questionsAbout } from "./compare.ts";
import type { ComparedReport, Placed } from "./compared-report.ts";
import { eventRemarks } from "./event-remarks.ts";
import { probableAmendments } from "./near-duplicates.ts";

/** The night whose new submissions are checked; without a date (import of past reports) only checks that need no past are made. */
export interface RemarkRequest {
  readonly asOf: string;
  readonly date: string | null;
}

/**
 * Add remarks to the receipts of new submissions: codes with a wrong check character, changes by a correction, possible
 * amendments. Done once for all files of a night, in few statements.
 *
 * Submissions without remarks count as new, so those of an interrupted night get their remarks in the next one, and only once.
 */
export async function remarkOnNew(
  warehouse: Warehouse,
  reports: readonly ComparedReport[],
  { asOf, date }: RemarkRequest,
): Promise<void> {
  const { since, contracts } = await notRemarkedOn(warehouse);
  const fresh = reports.filter(({ contract }) => contracts.has(contract));
  if (!Number.isFinite(since)) return;
  const placed = fresh.length > 0 ? await remarksOn(warehouse, fresh, { asOf, date, since }) : [];
  await addRemarks(warehouse, placed, since);
}

async function remarksOn(
  warehouse: Warehouse,
  fresh: readonly ComparedReport[],
  { asOf, date, since }: RemarkRequest & { readonly since: number },
): Promise<Placed[]> {
  const { has, first } = await groundsFor(warehouse, fresh, since);
  const having = (ground: Ground) => fresh.filter(({ contract }) => has(ground, contract));
  const placed = await doubtfulCodes(warehouse, having("codes"), since);
  if (date !== null) {
    placed.push(...(await changesOf(warehouse, having("changed"), since)));
    placed.push(
      ...(await questionsAbout(warehouse, fresh, { since, asOf, first, withDetails: having("detailed") })),
    );
    placed.push(...(await eventRemarks(warehouse, having("events"), since)));
    if (having("events").some(({ contract }) => contract === "layoff-report"))
      placed.push(...(await probableAmendments(warehouse, { since, date, asOf })));
  }
  return placed;
}

/** Conditions under which a check is needed. */
type Ground = "changed" | "detailed" | "events" | "codes";

/** The grounds that apply, determined in one simple statement: most nights have few, and the checks are costly to plan. */
async function groundsFor(
  warehouse: Warehouse,
  reports: readonly ComparedReport[],
  since: number,
): Promise<{ has(ground: Ground, contract: string): boolean; first: string }> {
  const detailed = reports.flatMap(({ contract, details }) =>
    details.map(
      (detail) => `(new.contract = ${literal(contract)} AND other.contract = ${literal(detail.contract)})`,
    ),
  );
  const naming = reports.filter(namesEmployers).map(({ contract }) => contract);
  const found = await warehouse.rows<{ ground: Ground | null; contract: string; first: string | null }>(
    `WITH new AS (SELECT DISTINCT submission, contract, area, period_kind, period FROM report_scope WHERE submission > $since)
     SELECT NULL AS ground, NULL AS contract, min(period) AS first FROM new
     UNION ALL
     SELECT DISTINCT CASE WHEN other.contract = new.contract THEN 'changed' ELSE 'detailed' END, new.contract, NULL
     FROM new JOIN report_scope AS other ON other.area = new.area AND other.period = new.period AND other.period_kind = new.period_kind
       AND ((other.contract = new.contract AND other.submission < new.submission)${detailed.map((pair) => ` OR ${pair}`).join("")})
     ${reports
       .filter(({ grain }) => grain === "event")
       .map(
         ({ contract }) => `UNION ALL
     SELECT unnest(CASE WHEN bool_or(event_key IN (SELECT event_key FROM ${factTable(contract)} WHERE event_key IS NOT NULL GROUP BY event_key HAVING count(*) > 1))
                        THEN ['events', 'changed'] ELSE ['events'] END), ${literal(contract)}, NULL
     FROM ${factTable(contract)} WHERE submission > $since AND event_key IS NOT NULL HAVING count(*) > 0`,
       )
       .join("")}
     ${
       naming.length === 0
         ? ""
         : `UNION ALL
     SELECT 'codes', unnest([${naming.map(literal).join(", ")}]), NULL WHERE EXISTS (FROM employer WHERE first_submission > $since AND NOT code_checks)`
     }`,
    { since },
  );
  const known = new Set(found.map(({ ground, contract }) => `${ground} ${contract}`));
  return {
    has: (ground, contract) => known.has(`${ground} ${contract}`),
    // Event reports have no period and no past figures.
    first: found.find(({ first }) => first !== null)?.first ?? "9999-12-31",
  };
}

const namesEmployers = ({ columns }: ComparedReport): boolean =>
  columns.some(({ name }) => name === "credit_code");

/** The number before the first submission without remarks, and the report kinds with rows accepted since. */
async function notRemarkedOn(
  warehouse: Warehouse,
): Promise<{ since: number; contracts: ReadonlySet<string> }> {
  const rows = await warehouse.rows<{ first: number; contract: string | null }>(
    `SELECT min(id) AS first, CASE WHEN accepted > 0 THEN contract END AS contract
     FROM submission WHERE remarked IS NULL GROUP BY 2`,
  );
  return {
    since: Math.min(...rows.map(({ first }) => first)) - 1,
    contracts: new Set(rows.flatMap(({ contract }) => contract ?? [])),
  };
}

/** Maximum number of codes shown in a remark. */
const SHOWN = 5;

/**
 * Remarks on codes entered with new submissions whose check character is wrong (GB 32100-2015). A code already entered is not remarked on
 * again.
 */
async function doubtfulCodes(
  warehouse: Warehouse,
  reports: readonly ComparedReport[],
  since: number,
): Promise<Placed[]> {
  if (reports.length === 0) return [];
  const rows = await warehouse.rows<{ submission: number; count: number; codes: string[]; lines: string[] }>(
    `WITH doubtful AS (
       SELECT first_submission AS submission, credit_code AS code FROM employer WHERE first_submission > $since AND NOT code_checks
     ), named AS (
       ${reports
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
