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
 * Add to the receipts of new submissions what their senders should look at; nothing is refused for it. All figures the same as
 * the month before (照抄上期); one figure many times above or below the median of the area's own last year; details that came
 * first and do not sum to their table.
 *
 * Done once for all files of a night, for each report kind that has new ones.
 */
export async function remarkOnNew(
  warehouse: Warehouse,
  reports: readonly ComparedReport[],
  since: number,
  asOf: string,
): Promise<void> {
  const fresh = await freshContracts(warehouse, since);
  for (const report of reports.filter(({ contract }) => fresh.has(contract))) {
    const remarks = [
      ...(await figuresToAskAbout(warehouse, report, since, asOf)),
      ...(await detailsThatDiffer(warehouse, report, since, asOf)),
      ...(await doubtfulRows(warehouse, report, since)),
    ];
    await addRemarks(warehouse, remarks);
  }
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
  report: ComparedReport,
  since: number,
  asOf: string,
): Promise<Placed[]> {
  if (report.figures.length < 2) return [];
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
  const rows = await warehouse.rows<{
    submission: number;
    area: string;
    line: number;
    copied: boolean;
    far: string[];
  }>(
    `WITH new AS (SELECT * FROM ${factTable(report.contract)} WHERE submission > $since AND period_kind = 'month'),
     past AS (SELECT * FROM ${asOfMacro(report.contract)}(CAST($as_of AS TIMESTAMP))
              WHERE period_kind = 'month' AND area IN (SELECT area FROM new)
                AND period >= (SELECT min(period) FROM new) - INTERVAL ${PAST_MONTHS} MONTH)
     SELECT new.submission, new.area, new.line, bool_or(before.area IS NOT NULL AND ${same}) AS copied,
            list_filter([${far.join(", ")}], one -> one IS NOT NULL) AS far
     FROM new
     LEFT JOIN past ON past.area = new.area AND past.period < new.period AND past.period >= new.period - INTERVAL ${PAST_MONTHS} MONTH
     LEFT JOIN past AS before ON before.area = new.area AND before.period = last_day(CAST(new.period - INTERVAL 1 MONTH AS DATE))
     GROUP BY new.submission, new.area, new.line HAVING copied OR len(far) > 0 ORDER BY ALL`,
    { since, as_of: asOf },
  );
  const titleOf = (name: string) => report.figures.find((figure) => figure.name === name)!.title;
  return rows.flatMap(({ submission, area, line, copied, far: distant }) => [
    ...(copied ? [{ submission, remark: { code: "copied-forward", details: { area, line } } }] : []),
    ...distant.map((one) => {
      const [name = "", found = "", usual = ""] = one.split(" ");
      return {
        submission,
        remark: { code: "far-from-the-past", details: { line, header: titleOf(name), found, usual } },
      };
    }),
  ]);
}

/** Rows that were kept and break a condition that only raises doubt. */
async function doubtfulRows(warehouse: Warehouse, report: ComparedReport, since: number): Promise<Placed[]> {
  const placed: Placed[] = [];
  for (const { holds, column, message } of report.doubts) {
    const rows = await warehouse.rows<{ submission: number; line: number; found: string }>(
      `SELECT submission, line, CAST("${column}" AS VARCHAR) AS found FROM ${factTable(report.contract)}
       WHERE submission > $since AND NOT coalesce(${holds}, true) ORDER BY submission, line`,
      { since },
    );
    placed.push(
      ...rows.map(({ submission, line, found }) => ({
        submission,
        remark: { code: "doubt", details: { line, message, found: found.replace(/\.?0+$/, "") } },
      })),
    );
  }
  return placed;
}

async function detailsThatDiffer(
  warehouse: Warehouse,
  report: ComparedReport,
  since: number,
  asOf: string,
): Promise<Placed[]> {
  const placed: Placed[] = [];
  for (const { contract, columns } of report.details) {
    const differ = columns.map((name) => `sum(detail."${name}") <> any_value(new."${name}")`).join(" OR ");
    const rows = await warehouse.rows<{ submission: number; areas: string[] }>(
      `SELECT submission, list(area ORDER BY area) AS areas FROM (
         SELECT new.submission, new.area FROM ${factTable(report.contract)} AS new
         JOIN ${asOfMacro(contract)}(CAST($as_of AS TIMESTAMP)) AS detail ON detail.area = new.area AND detail.period = new.period
         WHERE new.submission > $since GROUP BY new.submission, new.area, new.period HAVING ${differ})
       GROUP BY submission ORDER BY submission`,
      { since, as_of: asOf },
    );
    placed.push(
      ...rows.map(({ submission, areas }) => ({
        submission,
        remark: { code: "details-differ", details: { areas } },
      })),
    );
  }
  return placed;
}

/** Add remarks to the receipts of submissions. */
export async function addRemarks(warehouse: Warehouse, placed: readonly Placed[]): Promise<void> {
  for (const submission of new Set(placed.map((one) => one.submission))) {
    const own = placed.filter((one) => one.submission === submission).map((one) => one.remark);
    await warehouse.run(
      "UPDATE submission SET warnings = to_json(list_concat(CAST(warnings AS JSON[]), CAST(CAST($own AS JSON) AS JSON[]))) WHERE id = $submission",
      { own: JSON.stringify(own), submission },
    );
  }
}
