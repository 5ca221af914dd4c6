import { factTable } from "../engine/fact-tables.ts";
import { literal } from "../engine/literal.ts";
import type { Warehouse } from "../engine/warehouse.ts";
import type { ComparedReport, Placed } from "./compared-report.ts";

/** Maximum lines of one submission whose changes are listed one by one; of further lines only the number is given. */
const MOST_LISTED = 20;

/**
 * Remarks for the receipts on what new submissions changed (更正报送): a report that replaces an earlier one of the same area and period, and
 * an event reported again under its key. Replaced rows are kept.
 *
 * @param reports kinds with new submissions
 */
export async function changesOf(
  warehouse: Warehouse,
  reports: readonly ComparedReport[],
  since: number,
): Promise<Placed[]> {
  if (reports.length === 0) return [];
  const rows = await warehouse.rows<Changed & { contract: string }>(
    `${reports
      .map(
        (report) => `SELECT ${literal(report.contract)} AS contract, * FROM (
          ${report.grain === "event" ? amendedSql(report) : replacedSql(report)})`,
      )
      .join(" UNION ALL ")} ORDER BY submission, before, line, changes`,
    { since },
  );
  return reports.flatMap((report) =>
    inWords(
      report,
      rows.filter(({ contract }) => contract === report.contract),
    ),
  );
}

/** A row that replaced another: `changes` holds column, old and new value of each cell that differs. */
interface Changed {
  readonly submission: number;
  readonly before: number;
  readonly line: number;
  readonly changes: readonly {
    readonly name: string;
    readonly old: string | null;
    readonly new: string | null;
  }[];
}

function inWords(report: ComparedReport, rows: readonly Changed[]): Placed[] {
  const code = report.grain === "event" ? "amends" : "replaces";
  return [...new Set(rows.map((row) => row.submission))].flatMap((submission) => {
    const submissionRows = rows.filter((row) => row.submission === submission);
    const each = submissionRows.slice(0, MOST_LISTED).map(({ line, before, changes }) => ({
      submission,
      remark: {
        code: changes.length > 0 ? code : "replaces-unchanged",
        details: {
          line,
          submission: before,
          ...(changes.length > 0 ? { changes: changedCells(report, changes) } : {}),
        },
      },
    }));
    const rest = submissionRows.length - each.length;
    return rest > 0
      ? [...each, { submission, remark: { code: "replaces-more", details: { count: rest } } }]
      : each;
  });
}

function changedCells({ columns }: ComparedReport, changes: Changed["changes"]) {
  const textIn = (language: "zh" | "en", blank: string) =>
    changes
      .map((change) => {
        const title = columns.find((column) => column.name === change.name)?.title[language] ?? change.name;
        return `${title} ${plain(change.old) ?? blank}→${plain(change.new) ?? blank}`;
      })
      .join(language === "zh" ? "、" : ", ");
  return { zh: textIn("zh", "（空）"), en: textIn("en", "(blank)") };
}

/** A value without the trailing zeros of its type. */
const plain = (value: string | null): string | null =>
  value !== null && /^-?\d+\.\d+$/.test(value) ? value.replace(/\.?0+$/, "") : value;

/** The cells that differ between two rows, `fresh` and `old`, of one table. */
const differences = (names: readonly string[]): string =>
  `list_filter([${names
    .map(
      (name) => `CASE WHEN fresh."${name}" IS DISTINCT FROM old."${name}" THEN
        {'name': ${literal(name)}, 'old': CAST(old."${name}" AS VARCHAR), 'new': CAST(fresh."${name}" AS VARCHAR)} END`,
    )
    .join(", ")}], one -> one IS NOT NULL)`;

/** Rows of a new report joined with the rows of the same key in the report it replaced. */
function replacedSql({ contract, columns, key }: ComparedReport): string {
  const table = factTable(contract);
  const keyColumns = key.filter((name) => name !== "period");
  const same = keyColumns.map((name) => ` AND old."${name}" IS NOT DISTINCT FROM fresh."${name}"`).join("");
  return `WITH sent AS (
      SELECT DISTINCT submission, area, period_kind, period FROM report_scope WHERE contract = ${literal(contract)}
        AND (area, period_kind, period) IN (SELECT area, period_kind, period FROM report_scope WHERE contract = ${literal(contract)} AND submission > $since)
    ), following AS (
      SELECT *, lag(submission) OVER (PARTITION BY area, period_kind, period ORDER BY submission) AS before FROM sent
    )
    SELECT fresh.submission, following.before, fresh.line, ${differences(columns.map(({ name }) => name))} AS changes
    FROM following
    JOIN ${table} AS fresh USING (submission, area, period_kind, period)
    JOIN ${table} AS old ON old.submission = following.before AND old.area = fresh.area
      AND old.period_kind = fresh.period_kind AND old.period = fresh.period${same}
    WHERE following.submission > $since${keyColumns.length > 0 ? " AND len(changes) > 0" : ""}`;
}

/** Events reported again under their key with different content; a statement that repeats them unchanged is no change. */
function amendedSql({ contract, columns }: ComparedReport): string {
  const table = factTable(contract);
  const compared = columns.map(({ name }) => name).filter((name) => name !== "nil");
  return `WITH ordered AS (
      SELECT submission, line, area, event_key,
             lag({'submission': submission, 'line': line}) OVER (PARTITION BY area, event_key ORDER BY known_at, submission, line) AS before
      FROM ${table} WHERE event_key IS NOT NULL
        AND (area, event_key) IN (SELECT area, event_key FROM ${table} WHERE submission > $since)
    )
    SELECT fresh.submission, ordered.before.submission AS before, fresh.line, ${differences(compared)} AS changes
    FROM ordered JOIN ${table} AS fresh USING (submission, line)
    JOIN ${table} AS old ON old.submission = ordered.before.submission AND old.line = ordered.before.line
    WHERE ordered.submission > $since AND len(changes) > 0`;
}
