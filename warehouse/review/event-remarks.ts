import { factTable } from "../engine/fact-tables.ts";
import { literal } from "../engine/literal.ts";
import type { Warehouse } from "../engine/warehouse.ts";
import type { ComparedReport, Placed } from "./compared-report.ts";

/** Most rows of one submission that are listed one by one, and lines named in one remark. */
const [MOST_LISTED, MOST_LINES] = [20, 5];

/** What new event rows correct or miss, by submission. */
interface EventRow {
  readonly kind: "corrects-nil" | "dated-late";
  readonly submission: number;
  readonly count: number;
  readonly lines: readonly number[];
  /** The nil report of each line. */
  readonly nils: readonly number[];
}

/**
 * Remarks for the receipts on new event reports: those that correct an earlier nil report of their month (零报告更正), and those dated after the
 * event began (迟报).
 */
export async function eventRemarks(
  warehouse: Warehouse,
  reports: readonly ComparedReport[],
  since: number,
): Promise<Placed[]> {
  const queries = reports.flatMap((report) => [...correctsNilSql(report), ...datedLateSql(report)]);
  if (queries.length === 0) return [];
  const rows = await warehouse.rows<EventRow>(`${queries.join(" UNION ALL ")} ORDER BY submission, kind`, {
    since,
  });
  return rows.flatMap(({ kind, submission, count, lines, nils }) => {
    if (kind === "dated-late")
      return [
        {
          submission,
          remark: { code: kind, details: { count, lines: lines.slice(0, MOST_LINES).map(String) } },
        },
      ];
    const each = lines.map((line, at) => ({
      submission,
      remark: { code: kind, details: { line, submission: nils[at]! } },
    }));
    return count > each.length
      ? [...each, { submission, remark: { code: `${kind}-more`, details: { count: count - each.length } } }]
      : each;
  });
}

const LISTED = (line: string) =>
  `count(*) AS count, list(${line} ORDER BY ${line})[:${MOST_LISTED}] AS lines`;

/** New events of a month for which their area had sent a nil report before, by the month of their list or by their date. */
function correctsNilSql({ contract, nil, dates }: ComparedReport): string[] {
  if (nil === null) return [];
  const table = factTable(contract);
  const byDate = dates ? ` OR last_day(event."${dates.dated}") = nil.period` : "";
  return [
    `SELECT 'corrects-nil' AS kind, submission, ${LISTED("line")}, list(nil ORDER BY line)[:${MOST_LISTED}] AS nils FROM (
       SELECT event.submission, event.line, max(nil.submission) AS nil
       FROM ${table} AS event JOIN ${table} AS nil ON nil."${nil}" AND nil.submission < event.submission AND nil.known_at <= event.known_at
         AND nil.area = event.area AND (nil.period = event.period${byDate})
       WHERE event.submission > $since AND event.event_key IS NOT NULL
         -- An event that was known before the nil report does not correct it.
         AND NOT EXISTS (FROM ${table} AS known WHERE known.area = event.area AND known.event_key = event.event_key AND known.submission < event.submission)
       GROUP BY ALL) GROUP BY submission`,
  ];
}

/** New events whose report is dated after they began, by up to a year; those beyond are asked about when they are loaded. */
function datedLateSql({ contract, dates }: ComparedReport): string[] {
  if (!dates) return [];
  const { dated, starts, unless } = dates;
  return [
    `SELECT 'dated-late' AS kind, submission, ${LISTED("line")}, NULL AS nils FROM ${factTable(contract)}
     WHERE submission > $since AND event_key IS NOT NULL AND "${dated}" > "${starts}"
       AND coalesce("${unless.column}" <> ${literal(unless.word)}, true) GROUP BY submission`,
  ];
}
