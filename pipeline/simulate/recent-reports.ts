import { bilingual } from "../../reports/language/bilingual.ts";
import { shiftPeriod } from "../../rules/calendar/periods.ts";
import type { Area } from "../deployment/areas.ts";
import { dueDate } from "../deployment/duties.ts";
import type { Deployment } from "../deployment/load.ts";
import type { DutySettings } from "../deployment/settings.ts";
import { UserError } from "../deployment/user-error.ts";
import { disputesTable } from "./disputes-table.ts";
import type { EmployerRow } from "./employer-detail.ts";
import { employmentTable } from "./employment-table.ts";
import { enterprisePanel } from "./enterprise-panel.ts";
import type { InsuranceRow } from "./insurance-table.ts";
import type { Cells } from "./layout.ts";
import { monthEnd } from "./months.ts";
import { officialTable } from "./official-table.ts";
import type { RecruitmentRow } from "./recruitment-table.ts";
import type { Report } from "./report.ts";
import type { Scenario } from "./scenario.ts";
import { type Planted, withDescendants } from "./shocks.ts";
import { supplyDemandTables } from "./supply-demand-tables.ts";

/** Simulated data of one area that reports every month. */
export interface Drawn {
  readonly area: Area;
  readonly league: string;
  readonly table: readonly InsuranceRow[];
  readonly market: readonly RecruitmentRow[];
  readonly detail: readonly EmployerRow[][] | null;
}

/** Kinds simulated only for the recent past, where a deployment owes them, with the period of each. */
export const RECENT_KINDS = {
  "employment-statistics": "month",
  "enterprise-panel": "month",
  "supply-demand": "quarter",
  "labour-disputes": "month",
  "official-series": "month",
} as const;
type RecentKind = keyof typeof RECENT_KINDS;

/**
 * The reports of the recent kinds that the deployment owes, from some months before the first night on.
 *
 * @throws UserError where one is owed for another kind of period, or a monthly one by another level than the insurance table
 */
export function recentReports(
  drawn: readonly Drawn[],
  { areas, settings, calendar }: Pick<Deployment, "areas" | "settings" | "calendar">,
  scenario: Scenario,
  planted: Planted,
  seed: number,
): Report[] {
  const first = shiftPeriod(monthEnd(scenario.nights.from.slice(0, 7)), "month", -scenario.recentMonths);
  const level = drawn[0]?.area.level;
  const duty = (kind: RecentKind) => owed(settings.duties, kind, level);
  const report = (
    dutySettings: DutySettings,
    area: string,
    league: string,
    month: string,
    rows: readonly Cells[],
  ) => ({
    ...{ kind: dutySettings.report, area, league, month, rows, due: dueDate(dutySettings, month, calendar) },
  });
  const monthly = (
    dutySettings: DutySettings,
    tableOf: (from: Drawn, begin: number) => readonly (readonly Cells[])[],
  ) =>
    drawn.flatMap((from) => {
      const begin = from.table.findIndex(({ month }) => month >= first);
      if (begin < 0) return [];
      return tableOf(from, begin).flatMap((rows, index) => {
        const { month } = from.table[begin + index]!;
        return exists(from.area, month)
          ? [report(dutySettings, from.area.code, from.league, month, rows)]
          : [];
      });
    });
  const employment = duty("employment-statistics");
  const panel = duty("enterprise-panel");
  const market = duty("supply-demand");
  const disputes = duty("labour-disputes");
  const official = duty("official-series");
  return [
    ...(employment
      ? monthly(employment, ({ area, table }, begin) =>
          employmentTable(area, table, scenario, seed)
            .slice(begin)
            .map((row) => [row]),
        )
      : []),
    ...(panel
      ? byLeague(
          monthly(panel, ({ area, table, detail }, begin) => {
            const source = { area, table: table.slice(begin), detail: detail?.slice(begin) ?? null };
            return enterprisePanel(source, scenario, planted, seed);
          }),
        )
      : []),
    ...(disputes
      ? monthly(disputes, ({ area, table }, begin) =>
          disputesTable(area, table.slice(begin), scenario, planted, seed).map((row) => [row]),
        )
      : []),
    ...(official
      ? areas
          .filter((area) => area.level === official.from)
          .flatMap(({ code }) =>
            officialTable(code, monthsFrom(drawn, first), scenario, seed).map((row) =>
              report(official, code, code, String(row.period), [row]),
            ),
          )
      : []),
    ...(market
      ? areas
          .filter((area) => area.level === market.from)
          .flatMap(({ code }) =>
            quarters(code, drawn, areas, first).map(({ quarter, before, months }) =>
              report(
                market,
                code,
                code,
                quarter,
                supplyDemandTables(code, quarter, before, months, scenario, seed),
              ),
            ),
          )
      : []),
  ];
}

/** Combine panel reports by league, because the panel passes the league's review (市级审核): one file has the rows of all its areas. */
function byLeague(reports: readonly Report[]): Report[] {
  const merged = new Map<string, Report>();
  for (const report of reports) {
    const key = `${report.league} ${report.month}`;
    const rows = [...(merged.get(key)?.rows ?? []), ...report.rows];
    merged.set(key, { ...report, area: report.league, rows });
  }
  return [...merged.values()];
}

const exists = ({ validFrom, validTo }: Area, month: string): boolean =>
  (validFrom ?? "0000") <= month && month <= (validTo ?? "9999");

function owed(
  duties: readonly DutySettings[],
  kind: RecentKind,
  level: string | undefined,
): DutySettings | null {
  const duty = duties.find((candidate) => candidate.report === kind);
  if (!duty) return null;
  const period = RECENT_KINDS[kind];
  const isOfAPlace = period === "month" && kind !== "official-series";
  if (duty.period !== period || (isOfAPlace && duty.from !== level)) {
    const owing = { report: kind, period: duty.period, from: duty.from, wanted: period };
    throw new UserError(
      period === "month"
        ? bilingual("error.duty-not-simulated-from", { ...owing, level: level ?? "" })
        : bilingual("error.duty-not-simulated", owing),
    );
  }
  return duty;
}

/** The months from one on in which places report. */
const monthsFrom = (drawn: readonly Drawn[], first: string): string[] =>
  (drawn[0]?.table ?? []).flatMap(({ month }) => (month >= first ? [month] : []));

/** The complete quarters of an area's market, each with the months of the areas below it and the month before. */
function quarters(code: string, drawn: readonly Drawn[], areas: readonly Area[], first: string) {
  const below = withDescendants([code], areas);
  const markets = drawn.filter(({ area }) => below.has(area.code));
  const months = markets[0]?.market.map(({ month }) => month) ?? [];
  const at = (month: string) =>
    markets.flatMap(({ area, market }) =>
      exists(area, month) ? market.filter((row) => row.month === month) : [],
    );
  return months
    .filter((month) => month >= first && Number(month.slice(5, 7)) % 3 === 0)
    .filter((month) => months.includes(shiftPeriod(month, "month", -3)))
    .map((quarter) => ({
      quarter,
      before: at(shiftPeriod(quarter, "month", -3)),
      months: [-2, -1, 0].flatMap((back) => at(shiftPeriod(quarter, "month", back))),
    }));
}
