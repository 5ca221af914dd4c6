import { bilingual } from "../../reports/language/bilingual.ts";
import type { Area } from "../deployment/areas.ts";
import { dueDate } from "../deployment/duties.ts";
import type { Deployment } from "../deployment/load.ts";
import { UserError } from "../deployment/user-error.ts";
import { employerDetail } from "./employer-detail.ts";
import { industryOf } from "./employer-names.ts";
import { type InsuranceRow, insuranceTable } from "./insurance-table.ts";
import { type LayoffEvent, layoffEvents } from "./layoff-events.ts";
import type { Cells } from "./layout.ts";
import { monthEnd, monthsBetween } from "./months.ts";
import { type Drawn, recentReports } from "./recent-reports.ts";
import { recruitmentTable } from "./recruitment-table.ts";
import type { Report } from "./report.ts";
import type { Scenario } from "./scenario.ts";
import { plant } from "./shocks.ts";

/** All reports and events of the simulated region. */
export interface Simulated {
  readonly reports: readonly Report[];
  readonly events: readonly (LayoffEvent & { readonly league: string })[];
}

/** Simulate the whole region: the same register, scenario and seed give the same reports. */
export function simulate(deployment: Deployment, scenario: Scenario, seed: number): Simulated {
  const { areas, calendar } = deployment;
  const duties = dutiesOf(deployment);
  const last = lastMonth(duties.get("social-insurance")!, deployment, scenario);
  const months = monthsBetween(monthEnd(scenario.history.from), last);
  const planted = plant(scenario.shocks, areas);
  const reporters = areas.filter((area) => area.level === duties.get("social-insurance")!.from);
  const leagues = new Map(reporters.map((area) => [area.code, leagueOf(area, areas)]));
  const upToNights = monthsBetween(months[0]!, monthEnd(scenario.nights.to.slice(0, 7)));
  const events = layoffEvents(reporters, upToNights, calendar, scenario, planted, seed).filter(
    (event) => event.received <= scenario.nights.to,
  );
  const reports: Report[] = [];
  const drawn: Drawn[] = [];
  for (const area of reporters) {
    const league = leagues.get(area.code)!;
    const table = insuranceTable(area, months, scenario, planted, seed);
    const market = recruitmentTable(area, league, months, scenario, seed);
    const detail = scenario.details.areas.includes(area.code)
      ? employerDetail(area, table, scenario, planted, seed)
      : null;
    drawn.push({ area, league, table, market, detail });
    months.forEach((month, index) => {
      if (!valid(area, month)) return;
      const push = (kind: string, rows: readonly Cells[]) => {
        const due = dueDate(duties.get(kind) ?? duties.get("social-insurance")!, month, calendar);
        reports.push({ kind, area: area.code, league, month, due, rows });
      };
      const same = { area: area.code, period: month };
      push("social-insurance", [insuranceCells(area.code, table[index]!)]);
      if (detail) {
        const rows = detail[index]!.map(({ employer, creditCode, added, removed, closing }) => ({
          ...{ ...same, credit_code: creditCode, employer, insured: closing, added, removed },
        }));
        push("insurance-employer", rows);
      }
      const { demand, seekers, postings } = market[index]!;
      push("recruitment", [{ ...same, demand, seekers, postings }]);
      const monthEvents = events.filter(
        (event) => event.area === area.code && sameMonth(event.received, month),
      );
      push(
        "layoff-report",
        monthEvents.length > 0
          ? monthEvents.map((event) => eventCells(event, month))
          : [{ ...same, nil: "是" }],
      );
    });
  }
  reports.push(...recentReports(drawn, deployment, scenario, planted, seed));
  return {
    reports,
    events: events.map((event) => ({ ...event, league: leagues.get(event.area)! })),
  };
}

/** A layoff report as a row; with a month, as a row of that month's statement. */
export function eventCells(event: LayoffEvent, month: string | null): Cells {
  return {
    area: event.area,
    period: month,
    report_no: event.reportNo,
    employer: event.employer,
    credit_code: event.creditCode,
    received_on: event.received,
    starts_on: event.starts,
    workers_affected: event.persons,
    workers_employed: event.staff,
    action: event.closure ? "closure" : "layoff",
    industry: industryOf(event.employer),
  };
}

function insuranceCells(area: string, row: InsuranceRow): Cells {
  return {
    area,
    period: row.month,
    insured_opening: row.opening,
    added: row.added,
    removed: row.removed,
    insured: row.closing,
    beneficiaries: row.beneficiaries,
    new_claims: row.claims,
    fund_income: (row.income / 100).toFixed(2),
    fund_expenditure: (row.spent / 100).toFixed(2),
    fund_balance: (row.balance / 100).toFixed(2),
  };
}

function dutiesOf({ settings }: Deployment) {
  const duties = new Map(settings.duties.map((duty) => [duty.report, duty]));
  for (const kind of ["social-insurance", "recruitment", "layoff-report"]) {
    if (duties.get(kind)?.period !== "month") {
      throw new UserError(bilingual("error.duty-not-monthly", { report: kind }));
    }
  }
  return duties;
}

/** The last month whose table is due by the last night. */
function lastMonth(
  duty: Deployment["settings"]["duties"][number],
  { calendar }: Deployment,
  { history, nights }: Scenario,
): string {
  const later = monthsBetween(monthEnd(history.to), monthEnd(nights.to.slice(0, 7)));
  return (
    later.filter((month) => month <= nights.to && dueDate(duty, month, calendar) <= nights.to).at(-1) ??
    later[0]!
  );
}

function leagueOf(area: Area, areas: readonly Area[]): string {
  for (let at: Area | undefined = area; at; at = areas.find((candidate) => candidate.code === at?.parent)) {
    if (at.level === "league") return at.code;
  }
  return area.parent ?? area.code;
}

const sameMonth = (day: string, month: string) => day.slice(0, 7) === month.slice(0, 7);
const valid = (area: Area, month: string) =>
  (area.validFrom ?? "0000") <= month && month <= (area.validTo ?? "9999");
