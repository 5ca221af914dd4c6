import { inserted } from "../engine/inserted.ts";
import { literal } from "../engine/literal.ts";
import type { Warehouse } from "../engine/warehouse.ts";
import { Carried, seriesOf } from "./carried.ts";
import type { ComputedIndicator, ObserveRequest } from "./computed-indicator.ts";
import { copyFacts, emptyFacts } from "./copy-facts.ts";
import { withFactViews } from "./fact-views.ts";
import { appendSql, ROLL_UP } from "./observation-sql.ts";
import { observeRolling } from "./observe-rolling.ts";
import { observeVersions } from "./observe-versions.ts";
import { periodIn } from "./period-in.ts";

/**
 * Compute the observations that new reports affect, and append those whose numbers or coverage changed (观测值).
 *
 * Every indicator's SQL gives numerator and denominator for the areas that report; the roll-up through the area tree is done here, once
 * for all indicators, as a ratio of sums. Returns the number of observations appended.
 */
export async function observe(warehouse: Warehouse, request: ObserveRequest): Promise<number> {
  const { carried = new Carried() } = request;
  if (!carried.isSame("roll-up", [carried.register])) await warehouse.run(ROLL_UP);
  // If the reports are unchanged since the previous night, only the windows that end on the date have moved.
  const reports = carried.reports(
    ...contractsOf(request.indicators.filter((indicator) => !indicator.rolling)),
  );
  const nothingNew =
    carried.isSame("observed reports", reports) || request.indicators.every((indicator) => indicator.rolling);
  const versions = nothingNew ? 0 : await observeTouched(warehouse, request, carried);
  const affected = nothingNew ? [] : await affectedFigures(warehouse);
  const read = request.indicators.filter(
    ({ id, rolling }) => rolling || affected.some(({ indicator }) => indicator === id),
  );
  const unread = contractsOf(request.indicators).filter((contract) => !contractsOf(read).includes(contract));
  await emptyFacts(warehouse, unread, carried);
  const reported = affected.length > 0 ? await observeReported(warehouse, request, affected, carried) : 0;
  return versions + reported + (await observeRolling(warehouse, request, carried));
}

const contractsOf = (indicators: readonly ComputedIndicator[]): string[] =>
  distinct(indicators.map((indicator) => indicator.reads));

/** Compute the figures of the reported periods that are affected. */
async function observeReported(
  warehouse: Warehouse,
  request: ObserveRequest,
  affected: readonly Affected[],
  carried: Carried,
): Promise<number> {
  const touched = request.indicators.filter(({ id }) => affected.some(({ indicator }) => indicator === id));
  for (const { id } of touched) carried.changed(seriesOf(id));
  const contracts = distinct(touched.map((indicator) => indicator.reads)).map((contract) => {
    const readers = touched.filter((indicator) => indicator.reads === contract);
    const periods = distinct(
      affected.flatMap((entry) => (readers.some(({ id }) => id === entry.indicator) ? entry.reached : [])),
    );
    return { contract, periods, viewed: readers.length === 1 || periods.length > MOST_COPIED };
  });
  for (const { contract, periods, viewed } of contracts) {
    if (viewed) continue;
    await copyFacts(warehouse, contract, { ...request, carried }, periodIn(periods));
  }
  const views = contracts
    .filter(({ viewed }) => viewed)
    .map(({ contract, periods }) => ({ contract, ...(periods.length > MOST_COPIED ? {} : { periods }) }));
  const periods = periodIn(distinct(affected.flatMap((entry) => entry.periods)));
  const least = contracts.flatMap((entry) => entry.periods).sort()[0]!;
  return withFactViews(warehouse, views, request.asOf, () =>
    inserted(warehouse, appendSql(touched, periods.sql), {
      ...{ night: request.night, as_of: request.asOf, least },
      ...periods.bindings,
    }),
  );
}

/**
 * Maximum periods of a report kind whose facts are copied for a night's indicators; with more periods, or only one indicator, they are
 * read in place.
 */
const MOST_COPIED = 36;

const distinct = (texts: readonly string[]): string[] => [...new Set(texts)].sort();

/** An indicator to compute, with the periods of its figures and all periods whose facts they use. */
interface Affected {
  readonly indicator: string;
  readonly periods: readonly string[];
  readonly reached: readonly string[];
}

/** Fill `affected` with the figures that new reports affect, and compute those of them whose facts changed at several instants. */
async function observeTouched(
  warehouse: Warehouse,
  request: ObserveRequest,
  carried: Carried,
): Promise<number> {
  const { date, asOf, since, registerChanged = false } = request;
  await warehouse.run(
    `CREATE OR REPLACE TEMP TABLE touched AS
     SELECT DISTINCT contract, period_kind, period FROM report_scope
     WHERE known_at <= CAST($as_of AS TIMESTAMP) AND period <= CAST($date AS DATE)
       AND (known_at > CAST($since AS TIMESTAMP) OR submission > $submission OR submission IN (FROM uncomputed_past) OR $all)`,
    {
      date,
      as_of: asOf,
      since: since.asOf ?? "0001-01-01",
      submission: since.submission,
      all: registerChanged,
    },
  );
  const reported = request.indicators.filter((indicator) => !indicator.rolling);
  await markAffected(warehouse, reported, date);
  const appended = await observeVersions(warehouse, { ...request, carried }, registerChanged);
  if (!carried.isSame("uncomputed past", [])) await warehouse.run("DELETE FROM uncomputed_past");
  return appended;
}

/** The figures in `affected`, with the periods and how far back their facts reach. */
const affectedFigures = (warehouse: Warehouse): Promise<Affected[]> =>
  warehouse.rows(
    `SELECT indicator, list(DISTINCT CAST(period AS VARCHAR)) AS periods,
            list_distinct(flatten(list(list_transform(range(0, reach + 1), lambda later:
              CAST(CASE WHEN period_kind = 'month' THEN last_day(CAST(period - to_months(CAST(later AS INTEGER)) AS DATE)) ELSE period END AS VARCHAR))))) AS reached
     FROM affected GROUP BY indicator`,
  );

/**
 * Mark every indicator with the periods whose figures the `touched` reports affect; for a rolling one, its window. A period that has not
 * ended has no figures.
 */
export async function markAffected(
  warehouse: Warehouse,
  indicators: readonly Pick<ComputedIndicator, "id" | "reads" | "reachesBack" | "rolling">[],
  date: string,
): Promise<void> {
  const list = indicators
    .map(
      ({ id, reads, reachesBack, rolling }) =>
        `(${literal(id)}, ${literal(reads)}, ${reachesBack}, ${rolling})`,
    )
    .join(", ");
  await warehouse.run(
    `CREATE OR REPLACE TEMP TABLE affected AS
     WITH asked(indicator, contract, reach, rolling) AS (VALUES ${list}), moved AS (
       SELECT indicator, contract, reach, period_kind,
              CASE WHEN period_kind = 'month' THEN last_day(CAST(period + to_months(CAST(later.later AS INTEGER)) AS DATE)) ELSE period END AS period
       FROM touched JOIN asked USING (contract), LATERAL (SELECT unnest(range(0, reach + 1)) AS later) AS later WHERE NOT rolling
       UNION
       SELECT indicator, contract, 0, 'rolling-30-days', CAST($date AS DATE) FROM asked WHERE rolling
     )
     SELECT *, CASE WHEN period_kind = 'month' THEN last_day(CAST(period - to_months(CAST(reach AS INTEGER)) AS DATE)) ELSE period END AS first
     FROM moved WHERE period <= CAST($date AS DATE)`,
    { date },
  );
}
