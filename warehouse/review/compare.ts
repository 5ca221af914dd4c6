import { asOfMacro, factTable } from "../engine/fact-tables.ts";
import type { Warehouse } from "../engine/warehouse.ts";
import type { ComparedReport, Placed, QuestionRequest } from "./compared-report.ts";
import { copiedRows } from "./copied-rows.ts";

/**
 * Remarks for the receipts on figures that senders should check; they refuse nothing. All figures equal to the previous month's (照抄上期);
 * details received before their table that do not sum to it; rows that break a condition which only raises doubt. Figures far from the past
 * are asked about by findings, which are answered.
 *
 * @param reports kinds with new submissions
 */
export async function questionsAbout(
  warehouse: Warehouse,
  reports: readonly ComparedReport[],
  request: QuestionRequest,
): Promise<Placed[]> {
  return [
    ...(await copiedRows(warehouse, reports, request)),
    ...(await detailsThatDiffer(warehouse, request)),
    ...(await doubtfulRows(warehouse, reports, request.since)),
  ];
}

/** Report kinds with rows accepted since a submission, and whether rows have been held, or held ones sent again. */
export async function freshContracts(
  warehouse: Warehouse,
  since: number,
): Promise<{ contracts: ReadonlySet<string>; held: boolean }> {
  const rows = await warehouse.rows<{ contract: string | null }>(
    `SELECT DISTINCT contract FROM submission WHERE id > $since AND accepted > 0
     UNION ALL (SELECT NULL FROM held_row WHERE submission > $since OR settled_by > $since LIMIT 1)`,
    { since },
  );
  return {
    contracts: new Set(rows.flatMap(({ contract }) => contract ?? [])),
    held: rows.some(({ contract }) => contract === null),
  };
}

/** Accepted rows that break a condition which only raises doubt. */
async function doubtfulRows(
  warehouse: Warehouse,
  reports: readonly ComparedReport[],
  since: number,
): Promise<Placed[]> {
  const doubts = reports.flatMap(({ contract, doubts: each }) =>
    each.map((doubt) => ({ contract, ...doubt })),
  );
  if (doubts.length === 0) return [];
  const rows = await warehouse.rows<{ doubt: number; submission: number; line: number; found: string }>(
    `${doubts
      .map(
        ({ contract, holds, column }, at) =>
          `SELECT ${at} AS doubt, submission, line, CAST("${column}" AS VARCHAR) AS found FROM ${factTable(contract)}
           WHERE submission > $since AND NOT coalesce(${holds}, true)`,
      )
      .join(" UNION ALL ")} ORDER BY doubt, submission, line`,
    { since },
  );
  return rows.map(({ doubt, submission, line, found }) => ({
    submission,
    remark: {
      code: "doubt",
      details: { line, message: doubts[doubt]!.message, found: found.replace(/\.?0+$/, "") },
    },
  }));
}

async function detailsThatDiffer(
  warehouse: Warehouse,
  { since, asOf, withDetails }: QuestionRequest,
): Promise<Placed[]> {
  const summed = withDetails.flatMap(({ contract, details }) =>
    details.map((detail) => ({ table: contract, ...detail })),
  );
  if (summed.length === 0) return [];
  const rows = await warehouse.rows<{ detail: number; submission: number; areas: string[] }>(
    `${summed
      .map(({ table, contract, columns }, at) => {
        const differ = columns
          .map((name) => `sum(detail."${name}") <> any_value(new."${name}")`)
          .join(" OR ");
        return `SELECT ${at} AS detail, submission, list(area ORDER BY area) AS areas FROM (
         SELECT new.submission, new.area FROM ${factTable(table)} AS new
         JOIN ${asOfMacro(contract)}(CAST($as_of AS TIMESTAMP)) AS detail ON detail.area = new.area AND detail.period = new.period
         WHERE new.submission > $since GROUP BY new.submission, new.area, new.period HAVING ${differ})
       GROUP BY submission`;
      })
      .join(" UNION ALL ")} ORDER BY detail, submission`,
    { since, as_of: asOf },
  );
  return rows.map(({ submission, areas }) => ({
    submission,
    remark: { code: "details-differ", details: { areas } },
  }));
}

/**
 * Add remarks to the receipts of submissions, and mark all submissions after `since` as remarked, in one statement, so that an
 * interrupted night has made all of them or none.
 */
export async function addRemarks(
  warehouse: Warehouse,
  placed: readonly Placed[],
  since: number,
): Promise<void> {
  const bySubmission = new Map<number, string[]>();
  for (const { submission, remark } of placed)
    bySubmission.set(submission, [...(bySubmission.get(submission) ?? []), JSON.stringify(remark)]);
  const added = [...bySubmission].map(([submission, remarks]) => ({ submission, remarks }));
  await warehouse.run(
    `UPDATE submission SET remarked = true, warnings = CASE WHEN added.remarks IS NULL THEN warnings
        ELSE to_json(list_concat(CAST(warnings AS JSON[]), CAST(added.remarks AS JSON[]))) END
     FROM (SELECT id AS submission, remarks FROM submission LEFT JOIN (
             SELECT unnest(from_json(CAST($added AS JSON), '[{"submission":"BIGINT","remarks":["VARCHAR"]}]'), recursive := true)
           ) AS made ON made.submission = id WHERE id > $since AND remarked IS NULL) AS added
     WHERE submission.id = added.submission`,
    { added: JSON.stringify(added), since },
  );
}
