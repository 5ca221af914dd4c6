import { asOfMacro, currentTable, factTable } from "./fact-tables.ts";
import { withFactViews } from "./fact-views.ts";
import { literal } from "./load/cell-sql.ts";
import { appendSql } from "./observation-sql.ts";
import type { Bindings, Warehouse } from "./warehouse.ts";

/** What the warehouse must know of an indicator to compute it. */
export interface ComputedIndicator {
  readonly id: string;
  readonly reads: string;
  /** How many earlier months its number reaches back: a change in one month moves the numbers of these later ones. */
  readonly reachesBack: number;
  /** Computed each night over a window ending on its date, not per reported period. */
  readonly rolling: boolean;
  readonly scale: number;
  /** Levels of government for which it has a value; areas of another kind, which only add up, have one too. */
  readonly levels: readonly string[];
  /** Its query, where that is not the file of its name. */
  readonly sql?: string;
}

export interface ObserveRequest {
  readonly night: number;
  readonly date: string;
  readonly asOf: string;
  /** What the night before had seen: facts known later, or loaded later, are new. */
  readonly since: { readonly asOf: string | null; readonly submission: number };
  /** The register is another than the night before's: every period must be rolled up anew. */
  readonly registerChanged?: boolean;
  readonly indicators: readonly ComputedIndicator[];
  /** For event reports, the last period whose statement was due; null while none is. */
  readonly statementDue: Readonly<Record<string, string | null>>;
}

/**
 * Compute the observations that new reports touch, and append those whose numbers or coverage changed (观测值).
 *
 * Every indicator's own SQL gives numerator and denominator where reports are sent; the roll-up through the area tree
 * is done here, once for all, as a ratio of sums. Returns how many observations were appended.
 */
export async function observe(warehouse: Warehouse, request: ObserveRequest): Promise<number> {
  await findAffected(warehouse, request);
  const affected = await warehouse.rows<{ indicator: string; periods: string[]; reached: string[] }>(
    `SELECT indicator, list(DISTINCT CAST(period AS VARCHAR)) AS periods,
            list_distinct(flatten(list(list_transform(range(0, reach + 1), lambda later:
              CAST(CASE WHEN period_kind = 'month' THEN last_day(CAST(period - to_months(CAST(later AS INTEGER)) AS DATE)) ELSE period END AS VARCHAR))))) AS reached
     FROM affected GROUP BY indicator`,
  );
  const touched = request.indicators.filter(({ id }) => affected.some(({ indicator }) => indicator === id));
  const reached = (contract: string) =>
    distinct(
      affected
        .filter(({ indicator }) => touched.some(({ id, reads }) => id === indicator && reads === contract))
        .flatMap((own) => own.reached),
    );
  const contracts = distinct(request.indicators.map((own) => own.reads));
  const readers = (contract: string) =>
    touched.filter((own) => own.reads === contract && !own.rolling).length;
  const viewed = contracts
    .filter((contract) => readers(contract) === 1 || reached(contract).length > MOST_COPIED)
    .map((contract) => ({
      contract,
      ...(reached(contract).length > MOST_COPIED ? {} : { periods: reached(contract) }),
    }));
  await prepareFacts(
    warehouse,
    request,
    contracts.filter((own) => !viewed.some(({ contract }) => contract === own)),
    reached,
  );
  if (touched.length === 0) return 0;
  const periods = periodIn(distinct(affected.flatMap((own) => own.periods)));
  return withFactViews(warehouse, viewed, request.asOf, () =>
    inserted(warehouse, appendSql(touched, periods.sql), {
      ...{ night: request.night, as_of: request.asOf },
      ...periods.bindings,
    }),
  );
}

/** Days before a night's date for which the rolling indicators want the reports of events: thirty, and as many before them. */
export const WINDOW_DAYS = 60;

/** Insert, and return how many rows that were. */
export async function inserted(warehouse: Warehouse, sql: string, bindings: Bindings): Promise<number> {
  const [done] = await warehouse.rows<{ Count: number }>(sql, bindings);
  return Number(done!.Count);
}

/**
 * Periods of a report kind whose facts are copied for the indicators of a night; beyond, or where one indicator alone asks for them,
 * they are read where they stand.
 */
const MOST_COPIED = 36;

const distinct = (texts: readonly string[]): string[] => [...new Set(texts)].sort();

/** The engine passes over whole blocks of a table by a plain list of values, and not by a join. */
function periodIn(periods: readonly string[]): { sql: string; bindings: Bindings } {
  const names = periods.map((_, at) => `CAST($period_${at} AS DATE)`);
  return {
    sql: names.length === 0 ? "false" : `period IN (${names.join(", ")})`,
    bindings: Object.fromEntries(periods.map((period, at) => [`period_${at}`, period])),
  };
}

/** `affected`: which indicator must be computed for which period, and back to which one its facts reach. */
async function findAffected(
  warehouse: Warehouse,
  { indicators, date, asOf, since, registerChanged = false }: ObserveRequest,
): Promise<void> {
  await warehouse.run(
    `CREATE OR REPLACE TEMP TABLE touched AS
     SELECT DISTINCT contract, period_kind, period FROM report_scope
     WHERE known_at <= CAST($as_of AS TIMESTAMP)
       AND (known_at > CAST($since AS TIMESTAMP) OR submission > $submission OR $all)`,
    { as_of: asOf, since: since.asOf ?? "0001-01-01", submission: since.submission, all: registerChanged },
  );
  await markAffected(warehouse, indicators, date);
}

/** Every indicator with the periods whose figures the `touched` reports move, its own window where it is rolling. */
export async function markAffected(
  warehouse: Warehouse,
  indicators: readonly ComputedIndicator[],
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
     FROM moved`,
    { date },
  );
}

/**
 * The facts the indicators read, as known at the night's instant: `current_<report kind>` and the helpers. Of a report kind that
 * no affected indicator reads there are none.
 */
async function prepareFacts(
  warehouse: Warehouse,
  request: ObserveRequest,
  contracts: readonly string[],
  reached: (contract: string) => readonly string[],
): Promise<void> {
  const { indicators, date, asOf } = request;
  for (const contract of contracts) {
    const rolling = indicators.some((own) => own.reads === contract && own.rolling);
    const periods = reached(contract);
    const wanted = rolling
      ? { sql: `received_on > CAST($date AS DATE) - ${WINDOW_DAYS}`, bindings: { date } }
      : periodIn(periods);
    await warehouse.run(
      periods.length === 0
        ? `CREATE OR REPLACE TEMP TABLE ${currentTable(contract)} AS SELECT * FROM ${factTable(contract)} LIMIT 0`
        : `CREATE OR REPLACE TEMP TABLE ${currentTable(contract)} AS
           SELECT * FROM ${asOfMacro(contract)}(CAST($as_of AS TIMESTAMP)) WHERE ${wanted.sql}`,
      periods.length === 0 ? {} : { as_of: asOf, ...wanted.bindings },
    );
  }
  if (indicators.some((own) => own.rolling)) await prepareHelpers(warehouse, request);
}

/** What the rolling indicators read besides: the night's date, the insured of each area, and which areas stated their layoffs. */
export async function prepareHelpers(
  warehouse: Warehouse,
  { date, asOf, statementDue }: Pick<ObserveRequest, "date" | "asOf" | "statementDue">,
): Promise<void> {
  await warehouse.run("CREATE OR REPLACE TEMP TABLE night_date AS SELECT CAST($date AS DATE) AS date", {
    date,
  });
  await warehouse.run(
    `CREATE OR REPLACE TEMP TABLE insured_latest AS
     SELECT area, max_by(insured, period) AS persons FROM social_insurance_as_of(CAST($as_of AS TIMESTAMP))
     WHERE insured > 0 AND period <= CAST($date AS DATE) AND period > CAST($date AS DATE) - 100 GROUP BY area`,
    { as_of: asOf, date },
  );
  await warehouse.run(
    `CREATE OR REPLACE TEMP TABLE layoff_place AS
     SELECT area, bool_or(stated) AS stated FROM (
       SELECT duty.area, EXISTS (FROM report_scope AS scope WHERE scope.contract = 'layoff-report' AND scope.area = duty.area
           AND scope.period >= CAST($due AS DATE) AND scope.known_at <= CAST($as_of AS TIMESTAMP)) AS stated
       FROM duty WHERE duty.contract = 'layoff-report'
       UNION ALL SELECT area, false FROM current_layoff_report
     ) GROUP BY area`,
    { as_of: asOf, due: statementDue["layoff-report"] ?? "9999-12-31" },
  );
}
