import type { Warehouse } from "../engine/warehouse.ts";

/** What is known at an instant, as far as needed to detect changes in a later night. */
export interface Known {
  /** The last submission taken in; 0 before the first. */
  readonly submission: number;
  /** Submissions that no receipt has answered. */
  readonly unanswered: number;
  /** Number of reports, and of rows of event reports, known at the instant, by report kind. */
  readonly reports: Readonly<Record<string, number>>;
  /** Layoff reports that no longer count at the instant because of a person's answer; null for none. */
  readonly replaced: string | null;
  /** When a person last declared that a report no longer counts; null if never. */
  readonly decidedAt: string | null;
  /** Fingerprint of the register of areas and duties in the warehouse. */
  readonly register: string;
  /** Approximate number of rows in all tables. */
  readonly rows: number;
  readonly observations: number;
  readonly caseEvents: number;
  /** What people have decided about cases and episodes. */
  readonly caseActs: number;
}

/**
 * Query in one statement what may have changed since the previous night. Reports are only ever added, so equal counts mean equal reports;
 * a person's answer may be withdrawn, so all answers are compared.
 */
export async function knownAt(warehouse: Warehouse, asOf: string): Promise<Known> {
  const [row] = await warehouse.rows<Omit<Known, "reports"> & { reports: string | null }>(
    `SELECT * FROM (SELECT coalesce(max(id), 0) AS submission, count(*) - (SELECT count(*) FROM receipt) AS unanswered FROM submission),
       (SELECT CAST(to_json(histogram(contract)) AS VARCHAR) AS reports FROM (
          SELECT contract FROM report_scope WHERE known_at <= CAST($as_of AS TIMESTAMP)
          UNION ALL SELECT contract FROM held_row WHERE known_at <= CAST($as_of AS TIMESTAMP) AND coalesce(verdict, '') <> 'wrong'
          -- Events have no scope until the month's statement arrives.
          UNION ALL SELECT 'layoff-report' FROM fact_layoff_report WHERE known_at <= CAST($as_of AS TIMESTAMP))),
       (SELECT CAST(bit_xor(hash(answer)) FILTER (decided_at <= CAST($as_of AS TIMESTAMP)) AS VARCHAR) AS replaced,
               max(decided_at) AS "decidedAt" FROM event_replaced AS answer),
       (SELECT any_value(sha256) AS register FROM register_form),
       (SELECT CAST(coalesce(sum(estimated_size), 0) AS BIGINT) AS rows FROM duckdb_tables() WHERE NOT internal),
       (SELECT count(*) AS observations FROM observation), (SELECT count(*) AS "caseEvents" FROM case_event),
       (SELECT count(*) + (SELECT count(*) FROM episode_link WHERE person IS NOT NULL) AS "caseActs" FROM case_act)`,
    { as_of: asOf },
  );
  const { reports, ...known } = row!;
  return { ...known, reports: JSON.parse(reports ?? "{}") as Known["reports"] };
}
