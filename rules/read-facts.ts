import type { Warehouse } from "../warehouse/warehouse.ts";
import type { LayoffEvent } from "./define.ts";
import type { Part, PartObservation, PartSeries } from "./parts.ts";

/** An area as the rules see it. */
export interface JudgedArea {
  readonly code: string;
  readonly level: string;
}

export const readAreas = (warehouse: Warehouse): Promise<JudgedArea[]> =>
  warehouse.rows("SELECT code, level FROM area ORDER BY code");

/** The places that owe a report, by every area that contains them. */
export async function readParts(warehouse: Warehouse, contract: string): Promise<Map<string, Part[]>> {
  const rows = await warehouse.rows<Part & { ancestor: string }>(
    `SELECT descent.ancestor, duty.area, duty.weight, area.valid_from AS "validFrom", area.valid_to AS "validTo"
     FROM duty JOIN area ON area.code = duty.area JOIN area_descent AS descent ON descent.area = duty.area
     WHERE duty.contract = $contract ORDER BY ALL`,
    { contract },
  );
  const parts = new Map<string, Part[]>();
  for (const row of rows) parts.set(row.ancestor, [...(parts.get(row.ancestor) ?? []), row]);
  return parts;
}

/** How long a period of the report is here (its duty's), or null when nobody owes it. */
export async function readPeriodKind(warehouse: Warehouse, contract: string): Promise<string | null> {
  const [row] = await warehouse.rows<{ kind: string }>(
    "SELECT any_value(period_kind) AS kind FROM duty WHERE contract = $contract HAVING count(*) > 0",
    { contract },
  );
  return row?.kind ?? null;
}

/** What the places that owe the report said for these periods. */
export async function readSeries(
  warehouse: Warehouse,
  indicator: string,
  contract: string,
  kind: string,
  periods: readonly string[],
): Promise<PartSeries> {
  const rows = await warehouse.rows<PartObservation & { area: string; period: string }>(
    `SELECT area, period, numerator, denominator, parts_in > 0 AS complete
     FROM observation
     WHERE indicator = $indicator AND period_kind = $kind AND list_contains(CAST($periods AS DATE[]), period)
       AND area IN (SELECT area FROM duty WHERE contract = $contract)
     QUALIFY row_number() OVER (PARTITION BY area, period ORDER BY known_at DESC, night DESC) = 1`,
    { indicator, contract, kind, periods },
  );
  const series = new Map<string, Map<string, PartObservation>>();
  for (const row of rows) {
    const own = series.get(row.area) ?? new Map<string, PartObservation>();
    own.set(row.period, row);
    series.set(row.area, own);
  }
  return series;
}

/** The last period for which any place reported. */
export async function lastReported(warehouse: Warehouse, indicator: string, kind: string): Promise<string | null> {
  const [row] = await warehouse.rows<{ period: string | null }>(
    "SELECT max(period) AS period FROM observation WHERE indicator = $indicator AND period_kind = $kind",
    { indicator, kind },
  );
  return row?.period ?? null;
}

/** Layoff reports of the days up to a date, as known at an instant, by area. */
export async function readEvents(
  warehouse: Warehouse,
  date: string,
  days: number,
  asOf: string,
): Promise<Map<string, LayoffEvent[]>> {
  const rows = await warehouse.rows<LayoffEvent & { area: string }>(
    `SELECT area, employer, coalesce(credit_code, employer) AS "employerKey", received_on AS "receivedOn",
            workers_affected AS persons, workers_employed AS staff, coalesce(action = 'closure', false) AS closure
     FROM layoff_report_as_of(CAST($as_of AS TIMESTAMP))
     WHERE received_on <= CAST($date AS DATE) AND received_on > CAST($date AS DATE) - CAST($days AS INTEGER)
     ORDER BY area, received_on, event_key`,
    { as_of: asOf, date, days },
  );
  const events = new Map<string, LayoffEvent[]>();
  for (const row of rows) events.set(row.area, [...(events.get(row.area) ?? []), row]);
  return events;
}
