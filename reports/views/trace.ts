import type { PeriodKind } from "../../rules/calendar/periods.ts";
import type { CaseChange } from "../../rules/cases/case-event.ts";
import { indicatorsOf } from "../../rules/definitions/define.ts";
import { ruleById, rules } from "../../rules/definitions/index.ts";
import { indicators } from "../../rules/indicators/index.ts";
import type { Tier } from "../../rules/policy/tiers.ts";
import { factTable } from "../../warehouse/engine/fact-tables.ts";
import type { Warehouse } from "../../warehouse/engine/warehouse.ts";

/** The submission that contains a row. */
export interface TracedSubmission {
  readonly id: number;
  readonly contract: string | null;
  readonly fileName: string;
  readonly sender: string | null;
  readonly sha256: string;
  readonly receivedAt: string;
  readonly state: "accepted" | "partial" | "refused" | "duplicate";
  readonly accepted: number;
  readonly refused: number;
}

/** An accepted row: area, period, when it was known, and its cells. */
export interface TracedRow {
  readonly area: string;
  readonly periodKind: PeriodKind | null;
  readonly period: string | null;
  readonly knownAt: string;
  readonly cells: Readonly<Record<string, string | number | boolean | null>>;
}

/** An observation that a row went into. */
export interface TracedObservation {
  readonly indicator: string;
  readonly area: string;
  readonly periodKind: PeriodKind;
  readonly period: string;
  readonly numerator: number;
  readonly denominator: number | null;
  readonly value: number | null;
  readonly partsIn: number;
  readonly partsExpected: number;
}

/** A verdict that rests on a row. */
export interface TracedVerdict {
  readonly date: string;
  readonly area: string;
  readonly rule: string;
  readonly periodKind: PeriodKind;
  readonly period: string;
  readonly outcome: "fired" | "quiet" | "not-judged";
  readonly tier: Tier | null;
  readonly reason: string | null;
}

/** A notice of a case change, with its recipients. */
export interface TracedNotice {
  readonly id: string;
  readonly office: string;
  readonly body: string;
  readonly recipients: readonly string[];
}

/** A case change that rests on a row. */
export interface TracedEvent {
  readonly caseId: string;
  readonly seq: number;
  readonly date: string;
  readonly kind: CaseChange;
  readonly tier: Tier;
  readonly notices: readonly TracedNotice[];
}

/** The submission with this id, or null. */
export async function tracedSubmission(warehouse: Warehouse, id: number): Promise<TracedSubmission | null> {
  const [row] = await warehouse.rows<TracedSubmission>(
    `SELECT id, contract, file_name AS "fileName", sender, sha256, received_at AS "receivedAt", state, accepted, refused
     FROM submission WHERE id = $id`,
    { id },
  );
  return row ?? null;
}

/** The accepted row of a submission on a line, or null when that line was refused or is not a row. */
export async function tracedRow(
  warehouse: Warehouse,
  submission: TracedSubmission,
  line: number,
): Promise<TracedRow | null> {
  if (submission.contract === null) return null;
  const [row] = await warehouse.rows<Record<string, string | number | boolean | null>>(
    `SELECT * EXCLUDE (submission, line, event_key) FROM ${factTable(submission.contract)} WHERE submission = $id AND line = $line`,
    { id: submission.id, line },
  );
  if (!row) return null;
  const { area, period_kind, period, known_at, ...cells } = row;
  return {
    area: String(area),
    periodKind: period_kind as PeriodKind | null,
    period: period as string | null,
    knownAt: String(known_at),
    cells,
  };
}

/** Date of the first completed night that knew the row. */
async function firstNight(warehouse: Warehouse, row: TracedRow): Promise<string | null> {
  const [night] = await warehouse.rows<{ date: string | null }>(
    "SELECT min(date) AS date FROM night WHERE state = 'done' AND as_of >= CAST($knownAt AS TIMESTAMP)",
    { knownAt: row.knownAt },
  );
  return night?.date ?? null;
}

const LINEAGE = "(SELECT ancestor FROM area_descent WHERE area = $area)";

/** The observations that include the row, in its area and all areas above, in their first version that does. */
export async function tracedObservations(
  warehouse: Warehouse,
  contract: string,
  row: TracedRow,
): Promise<TracedObservation[]> {
  const night = await firstNight(warehouse, row);
  const affected = indicators.filter((indicator) => indicator.reads === contract);
  if (night === null || affected.length === 0) return [];
  const rolling = affected.some((indicator) => indicator.periods.includes("rolling-30-days"));
  return warehouse.rows(
    `SELECT indicator, observation.area, period_kind AS "periodKind", period, numerator, denominator, value,
            parts_in AS "partsIn", parts_expected AS "partsExpected"
     FROM observation JOIN area_descent AS descent ON descent.ancestor = observation.area AND descent.area = $area
     WHERE indicator IN (SELECT unnest($indicators)) AND period = CAST($period AS DATE)
       AND known_at >= CAST($knownAt AS TIMESTAMP) AND value IS NOT NULL
     QUALIFY row_number() OVER (PARTITION BY indicator, observation.area ORDER BY known_at) = 1
     ORDER BY indicator, distance`,
    {
      area: row.area,
      indicators: affected.map((indicator) => indicator.id),
      period: rolling ? night : (row.period ?? night),
      knownAt: row.knownAt,
    },
  );
}

/** The first verdicts, after the row was known, of the rules that read those observations; fired ones first. */
export async function tracedVerdicts(
  warehouse: Warehouse,
  contract: string,
  row: TracedRow,
): Promise<TracedVerdict[]> {
  const night = await firstNight(warehouse, row);
  if (night === null) return [];
  const rolling = contract === "layoff-report";
  return warehouse.rows(
    `SELECT date, verdict.area, rule, period_kind AS "periodKind", period, outcome, tier, reason
     FROM verdict JOIN area_descent AS descent ON descent.ancestor = verdict.area AND descent.area = $area
     WHERE rule IN (SELECT unnest($rules)) AND date >= CAST($night AS DATE) AND period = CAST($period AS DATE)
     QUALIFY row_number() OVER (PARTITION BY verdict.area, rule ORDER BY outcome = 'fired' DESC, date) = 1
     ORDER BY outcome = 'fired' DESC, distance, rule`,
    { area: row.area, rules: rulesReading(contract), night, period: rolling ? night : (row.period ?? night) },
  );
}

/** Rules whose indicator comes from a report kind, and event rules for its events. */
const rulesReading = (contract: string): string[] =>
  rules
    .filter((rule) =>
      rule.kind === "event"
        ? contract === "layoff-report"
        : rule.kind === "series" &&
          indicators.some(({ id, reads }) => reads === contract && indicatorsOf(rule).includes(id)),
    )
    .map((rule) => rule.id);

/** The case changes that rest on those verdicts, with their notices and recipients. */
export async function tracedEvents(
  warehouse: Warehouse,
  contract: string,
  row: TracedRow,
): Promise<TracedEvent[]> {
  const night = await firstNight(warehouse, row);
  if (night === null) return [];
  const causes = [...new Set(rulesReading(contract).map((rule) => ruleById(rule)!.cause))];
  const period = contract === "layoff-report" ? night : (row.period ?? night);
  const events = await warehouse.rows<Omit<TracedEvent, "notices">>(
    `SELECT case_id AS "caseId", seq, date, kind, coalesce(tier_to, tier_from) AS tier
     FROM case_event JOIN risk_case ON id = case_id
     WHERE area IN ${LINEAGE} AND cause IN (SELECT unnest($causes)) AND rule IN (SELECT unnest($rules))
       AND date >= CAST($night AS DATE) AND period = CAST($period AS DATE) AND kind IN ('opened', 'raised')
     ORDER BY date, case_id, seq`,
    { area: row.area, causes, rules: rulesReading(contract), night, period },
  );
  return Promise.all(events.map(async (event) => ({ ...event, notices: await noticesOf(warehouse, event) })));
}

const noticesOf = (
  warehouse: Warehouse,
  { caseId, seq }: { caseId: string; seq: number },
): Promise<TracedNotice[]> =>
  warehouse.rows(
    `SELECT notice.id, office, body_text AS body, list(recipient ORDER BY recipient) AS recipients
     FROM notice JOIN delivery ON delivery.notice = notice.id
     WHERE case_id = $caseId AND seq = $seq GROUP BY ALL ORDER BY notice.id`,
    { caseId, seq },
  );

/** A row worth tracing: one behind the gravest case, as `{ submission, line }`. */
export async function rowBehindGravestCase(
  warehouse: Warehouse,
): Promise<{ submission: number; line: number } | null> {
  const [row] = await warehouse.rows<{ submission: number; line: number }>(
    `SELECT fact.submission, fact.line
     FROM case_event AS event JOIN risk_case ON id = case_id
     JOIN fact_layoff_report AS fact ON fact.area = risk_case.area AND fact.received_on <= event.date AND fact.received_on > event.date - 30
     WHERE event.kind IN ('opened', 'raised') AND cause = 'layoffs' AND fact.event_key IS NOT NULL
     ORDER BY list_position(['I', 'II', 'III', 'IV'], tier_to), fact.workers_affected DESC, fact.known_at LIMIT 1`,
  );
  return row ?? null;
}
