import { asOfMacro, factTable } from "./fact-tables.ts";
import { literal } from "./load/cell-sql.ts";
import type { Remark } from "./load/remarks.ts";
import type { Warehouse } from "./warehouse.ts";

/** A report kind whose figures are held against each other and against the past. */
export interface ComparedReport {
  readonly contract: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly grain: "period" | "event";
  /** What makes a row unique within its area. */
  readonly key: readonly string[];
  /** All columns, for saying what a later report changed. */
  readonly columns: readonly {
    readonly name: string;
    readonly title: { readonly zh: string; readonly en: string };
  }[];
  /** Conditions between the columns of one row, in SQL, whose breach is worth a remark. */
  readonly doubts: readonly {
    readonly holds: string;
    readonly column: string;
    readonly message: { readonly zh: string; readonly en: string };
  }[];
  readonly figures: readonly {
    readonly name: string;
    readonly title: { readonly zh: string; readonly en: string };
    /** A count of persons or posts, no money and no rate. */
    readonly whole: boolean;
    /** It counts from January: the median of its own past says nothing about it. */
    readonly grows: boolean;
  }[];
  /** Detail reports that must sum to it. */
  readonly details: readonly { readonly contract: string; readonly columns: readonly string[] }[];
}

/** Months of the past that a figure is held against, and how far from their median is worth a question. */
const [PAST_MONTHS, FEWEST, TIMES, AT_LEAST] = [12, 6, 5, 100];

/**
 * What the senders of new submissions should look at, to be said on their receipts; nothing is refused for it. All figures the same
 * as the month before (照抄上期); one figure many times above or below the median of the area's own last year; details that came
 * first and do not sum to their table; rows that break a condition which only raises doubt.
 *
 * @param reports kinds of which something is new
 */
export async function questionsAbout(
  warehouse: Warehouse,
  reports: readonly ComparedReport[],
  { since, asOf }: { readonly since: number; readonly asOf: string },
): Promise<Placed[]> {
  return [
    ...(await figuresToAskAbout(warehouse, reports, since, asOf)),
    ...(await detailsThatDiffer(warehouse, reports, since, asOf)),
    ...(await doubtfulRows(warehouse, reports, since)),
  ];
}

/** Report kinds of which rows were accepted since a submission. */
export async function freshContracts(warehouse: Warehouse, since: number): Promise<ReadonlySet<string>> {
  const rows = await warehouse.rows<{ contract: string }>(
    "SELECT DISTINCT contract FROM submission WHERE id > $since AND accepted > 0",
    { since },
  );
  return new Set(rows.map(({ contract }) => contract));
}

/** A remark and the submission on whose receipt it stands. */
export interface Placed {
  readonly submission: number;
  readonly remark: Remark;
}

async function figuresToAskAbout(
  warehouse: Warehouse,
  reports: readonly ComparedReport[],
  since: number,
  asOf: string,
): Promise<Placed[]> {
  const compared = reports.filter(({ figures }) => figures.length >= 2);
  if (compared.length === 0) return [];
  const rows = await warehouse.rows<{
    contract: string;
    submission: number;
    area: string;
    line: number;
    copied: boolean;
    far: string[];
  }>(`${compared.map(unlikelyFiguresSql).join(" UNION ALL ")} ORDER BY submission, area, line`, {
    since,
    as_of: asOf,
  });
  const titles = new Map(
    compared.flatMap(({ contract, figures }) =>
      figures.map(({ name, title }) => [`${contract} ${name}`, title] as const),
    ),
  );
  return rows.flatMap(({ contract, submission, area, line, copied, far }) => [
    ...(copied ? [{ submission, remark: { code: "copied-forward", details: { area, line } } }] : []),
    ...far.map((text) => {
      const [name = "", found = "", usual = ""] = text.split(" ");
      const header = titles.get(`${contract} ${name}`)!;
      return { submission, remark: { code: "far-from-the-past", details: { line, header, found, usual } } };
    }),
  ]);
}

/** Rows of a report kind whose figures are those of the month before, or far from the median of their past. */
function unlikelyFiguresSql(report: ComparedReport): string {
  const names = report.figures.map((figure) => figure.name);
  const same = names.map((name) => `new."${name}" IS NOT DISTINCT FROM before."${name}"`).join(" AND ");
  const steady = report.figures.filter(({ grows }) => !grows).map((figure) => figure.name);
  const far = steady.map(
    (
      name,
    ) => `CASE WHEN count(past."${name}") >= ${FEWEST} AND abs(any_value(new."${name}") - median(past."${name}")) > ${AT_LEAST}
        AND (any_value(new."${name}") > ${TIMES} * median(past."${name}") OR ${TIMES} * any_value(new."${name}") < median(past."${name}"))
      THEN ${literal(name)} || ' ' || any_value(new."${name}") || ' ' || median(past."${name}") END`,
  );
  return `SELECT ${literal(report.contract)} AS contract, * FROM (
     WITH new AS (SELECT * FROM ${factTable(report.contract)} WHERE submission > $since AND period_kind = 'month'),
     past AS (SELECT * FROM ${asOfMacro(report.contract)}(CAST($as_of AS TIMESTAMP))
              WHERE period_kind = 'month' AND area IN (SELECT area FROM new)
                AND period >= (SELECT min(period) FROM new) - INTERVAL ${PAST_MONTHS} MONTH)
     SELECT new.submission, new.area, new.line, bool_or(before.area IS NOT NULL AND ${same}) AS copied,
            list_filter([${far.join(", ")}], text -> text IS NOT NULL) AS far
     FROM new
     LEFT JOIN past ON past.area = new.area AND past.period < new.period AND past.period >= new.period - INTERVAL ${PAST_MONTHS} MONTH
     LEFT JOIN past AS before ON before.area = new.area AND before.period = last_day(CAST(new.period - INTERVAL 1 MONTH AS DATE))
     GROUP BY new.submission, new.area, new.line HAVING copied OR len(far) > 0)`;
}

/** Rows that were kept and break a condition that only raises doubt. */
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
  reports: readonly ComparedReport[],
  since: number,
  asOf: string,
): Promise<Placed[]> {
  const summed = reports.flatMap(({ contract, details }) =>
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
 * Add remarks to the receipts of submissions, in one statement. A remark that stands there already (a night that broke off had added
 * it) is not added again.
 */
export async function addRemarks(warehouse: Warehouse, placed: readonly Placed[]): Promise<void> {
  if (placed.length === 0) return;
  const bySubmission = new Map<number, string[]>();
  for (const { submission, remark } of placed)
    bySubmission.set(submission, [...(bySubmission.get(submission) ?? []), JSON.stringify(remark)]);
  await warehouse.run(
    `UPDATE submission SET warnings = to_json(list_concat(CAST(warnings AS JSON[]),
        list_filter(CAST(added.remarks AS JSON[]), remark -> NOT list_contains(CAST(warnings AS JSON[]), remark))))
     FROM (SELECT unnest(from_json(CAST($added AS JSON), '[{"submission":"BIGINT","remarks":["VARCHAR"]}]'), recursive := true)) AS added
     WHERE submission.id = added.submission`,
    {
      added: JSON.stringify([...bySubmission].map(([submission, remarks]) => ({ submission, remarks }))),
    },
  );
}
