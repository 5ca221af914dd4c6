import type { PeriodKind } from "../../../rules/calendar/periods.ts";
import type { SeriesRule } from "../../../rules/definitions/define.ts";
import { indicatorById } from "../../../rules/indicators/index.ts";
import type { Verdict } from "../../../rules/judge/verdict.ts";
import type { Warehouse } from "../../../warehouse/engine/warehouse.ts";

/** An industry's part in a figure: posts and seekers, or posts a month before and now. */
export interface IndustryRow {
  /** As the report names it; null where it does not. */
  readonly industry: string | null;
  /** The period of the report, which may be an earlier one than that judged. */
  readonly kind: PeriodKind;
  readonly period: string;
  readonly first: number;
  readonly second: number;
}

/** A monitored enterprise: its posts a month before and now. */
export interface MonitoredEnterprise {
  readonly employer: string;
  readonly before: number;
  readonly now: number;
}

/** The reports that have industries. */
export type ReportWithIndustries = "supply-demand" | "enterprise-panel";

/** The report that has by industry what a rule reads; null where none does. The monthly table of posts and seekers has none, the quarterly ones do. */
export function reportWithIndustries(rule: SeriesRule): ReportWithIndustries | null {
  const { reads } = indicatorById(rule.indicator)!;
  if (reads === "recruitment") return "supply-demand";
  return reads === "supply-demand" || reads === "enterprise-panel" ? reads : null;
}

const BELOW = "area IN (SELECT area FROM area_descent WHERE ancestor = $area)";

/** The panel of a month with each enterprise's posts of the month before, as its indicators read it. */
const PANEL = `
  SELECT now.employer, now.industry, now.current_staff AS staff,
         CASE WHEN now.baseline_kind = 'previous' THEN now.baseline_staff ELSE earlier.current_staff END AS before
  FROM (SELECT * FROM enterprise_panel_as_of(CAST($as_of AS TIMESTAMP)) WHERE ${BELOW}) AS now
  LEFT JOIN enterprise_panel_as_of(CAST($as_of AS TIMESTAMP)) AS earlier
    ON earlier.area = now.area AND earlier.credit_code = now.credit_code AND earlier.period_kind = now.period_kind
   AND earlier.period = last_day(CAST(now.period - INTERVAL 1 MONTH AS DATE))
  WHERE now.period_kind = $kind AND now.period = CAST($period AS DATE)`;

const QUERIES: Readonly<Record<ReportWithIndustries, string>> = {
  "supply-demand": `
    WITH rows AS (
      SELECT * FROM supply_demand_as_of(CAST($as_of AS TIMESTAMP))
      WHERE table_no = 3 AND period <= CAST($period AS DATE) AND ${BELOW}
        AND (area, period_kind) IN (SELECT (area, period_kind) FROM duty WHERE contract = 'supply-demand')
    )
    SELECT category AS industry, period_kind AS kind, period, CAST(sum(demand) AS DOUBLE) AS first, CAST(sum(seekers) AS DOUBLE) AS second
    FROM rows WHERE period = (SELECT max(period) FROM rows)
    GROUP BY ALL ORDER BY sum(demand) - sum(seekers), category`,
  "enterprise-panel": `
    SELECT industry, $kind AS kind, CAST($period AS DATE) AS period,
           CAST(sum(before) AS DOUBLE) AS first, CAST(sum(staff) AS DOUBLE) AS second
    FROM (${PANEL}) WHERE before IS NOT NULL AND staff IS NOT NULL
    GROUP BY industry ORDER BY sum(before) - sum(staff) DESC, industry`,
};

/** What the report behind a rule has by industry for an area and period, the largest gaps or losses first; none for other reports. */
export async function industriesOf(
  warehouse: Warehouse,
  rule: SeriesRule,
  { area, kind, period }: Verdict,
  asOf: string,
): Promise<IndustryRow[]> {
  const report = reportWithIndustries(rule);
  if (!report) return [];
  const asked = { area, period, as_of: asOf };
  return warehouse.rows(QUERIES[report], report === "supply-demand" ? asked : { ...asked, kind });
}

/** The monitored enterprises behind a rule on the panel, those that lost most first; none for other rules. */
export async function monitoredOf(
  warehouse: Warehouse,
  rule: SeriesRule,
  { area, kind, period }: Verdict,
  asOf: string,
): Promise<MonitoredEnterprise[]> {
  if (reportWithIndustries(rule) !== "enterprise-panel") return [];
  return warehouse.rows(
    `SELECT employer, CAST(before AS DOUBLE) AS before, CAST(staff AS DOUBLE) AS now FROM (${PANEL})
     WHERE before IS NOT NULL AND staff IS NOT NULL ORDER BY before - staff DESC, employer`,
    { area, kind, period, as_of: asOf },
  );
}
