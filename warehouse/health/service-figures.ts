import type { Warehouse } from "../engine/warehouse.ts";
import type { NightCounts } from "../measure/nights.ts";

/** How many rows of a kind are in a state: nights, jobs, deliveries, or open cases. */
export interface StateCount {
  /** Job, kind of mail, or empty where only the state counts. */
  readonly kind: string;
  /** State, or the tier of an open case. */
  readonly state: string;
  readonly count: number;
}

/** How far a kind of report lags: areas that owe an overdue one, and the due day of the oldest. */
export interface DutyLag {
  readonly contract: string;
  readonly areas: number;
  /** `YYYY-MM-DD`; null where none is overdue. */
  readonly oldestDue: string | null;
}

/** What is watched of a deployment's warehouse between nights. */
export interface ServiceFigures {
  /** Nights by state. */
  readonly nights: readonly StateCount[];
  /** Runs of the service's jobs, by job and state. */
  readonly jobs: readonly StateCount[];
  /** Messages by kind (`notice`, `receipt` …) and state. */
  readonly deliveries: readonly StateCount[];
  /** Open cases by tier, exercises left out. */
  readonly cases: readonly StateCount[];
  readonly lags: readonly DutyLag[];
  /** The last good night: when it ended, ISO 8601, and what it did; null before the first. */
  readonly lastNight: { readonly ended: string; readonly counts: NightCounts } | null;
}

/** All counts in a statement: each statement costs some four milliseconds, whatever it does. */
const COUNTS = `
  SELECT 'nights' AS figure, '' AS kind, state, count(*) AS count FROM night GROUP BY ALL
  UNION ALL SELECT 'jobs', job, state, count(*) FROM job_run GROUP BY ALL
  UNION ALL SELECT 'deliveries', outgoing.kind, delivery.state, count(*)
    FROM delivery JOIN outgoing ON outgoing.id = delivery.notice GROUP BY ALL
  UNION ALL SELECT 'cases', '', tier, count(*) FROM case_state WHERE state IN ('open', 'quiet') AND NOT drill GROUP BY ALL
  ORDER BY ALL`;

const LAGS = `
  SELECT contract, count(DISTINCT area) FILTER (state = 'missing') AS areas, min(due) FILTER (state = 'missing') AS "oldestDue"
  FROM duty_as_of(CAST($now AS TIMESTAMP)) GROUP BY contract ORDER BY contract`;

/**
 * Read what is watched between nights (值守指标), as it stands at an instant. The look-up copy suffices.
 *
 * @param now ISO 8601; a report that is due later is not overdue
 */
export async function readServiceFigures(warehouse: Warehouse, now: string): Promise<ServiceFigures> {
  const counts = await warehouse.rows<StateCount & { figure: string }>(COUNTS);
  const of = (name: string): StateCount[] =>
    counts.filter(({ figure }) => figure === name).map(({ kind, state, count }) => ({ kind, state, count }));
  const [last] = await warehouse.rows<{ ended: string; counts: string }>(
    "SELECT finished_at AS ended, counts FROM night WHERE state = 'done' ORDER BY date DESC, id DESC LIMIT 1",
  );
  return {
    ...{ nights: of("nights"), jobs: of("jobs"), deliveries: of("deliveries"), cases: of("cases") },
    lags: await warehouse.rows<DutyLag>(LAGS, { now }),
    lastNight: last ? { ended: last.ended, counts: JSON.parse(last.counts) as NightCounts } : null,
  };
}
