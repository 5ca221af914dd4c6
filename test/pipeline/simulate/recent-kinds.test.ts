import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadDeployment } from "../../../pipeline/deployment/load.ts";
import { enterprisePanel } from "../../../pipeline/intake/contracts/enterprise-panel.ts";
import { supplyDemand } from "../../../pipeline/intake/contracts/supply-demand.ts";
import type { Cells } from "../../../pipeline/simulate/layout.ts";
import type { Report } from "../../../pipeline/simulate/report.ts";
import { simulate } from "../../../pipeline/simulate/reports.ts";
import { readScenario } from "../../../pipeline/simulate/scenario.ts";
import { ContractDeployment, type Row } from "../intake/contract-deployment.ts";
import { SHOCKS, smallDeployment, smallScenario } from "./small-deployment.ts";

const number = (row: Cells, column: string) => Number(row[column]);
const sum = (rows: readonly Cells[], column: string) =>
  rows.reduce((total, row) => total + number(row, column), 0);

function draw(shocks: readonly unknown[] = Object.values(SHOCKS)) {
  const deployment = smallDeployment(smallScenario(shocks));
  const { reports } = simulate(deployment, readScenario(deployment.dir), 1);
  /** An area's reports, with its rows of those that its league sends for all its areas. */
  const of = (kind: string, area: string): readonly Report[] =>
    reports
      .filter(
        (report) =>
          report.kind === kind && [report.area, ...report.rows.map((row) => row.area)].includes(area),
      )
      .map((report) => ({ ...report, rows: report.rows.filter((row) => row.area === area) }));
  return { deployment, reports, of };
}

describe("the panel of monitored enterprises", () => {
  const AREAS = ["990101", "990102", "990103", "990201", "990202"];

  it("cuts and hires no more than the insurance table of its area and month, and follows each stock", () => {
    const { of } = draw();
    for (const area of AREAS) {
      const tables = new Map(of("social-insurance", area).map((report) => [report.month, report.rows[0]!]));
      const stock = new Map<unknown, number>();
      const panel = of("enterprise-panel", area);
      expect(panel.map(({ month }) => month)[0]).toBe("2024-01-31");
      for (const { month, rows } of panel) {
        expect(rows.length).toBeGreaterThanOrEqual(5);
        expect(sum(rows, "hires")).toBeLessThanOrEqual(number(tables.get(month)!, "added"));
        expect(sum(rows, "cuts")).toBeLessThanOrEqual(number(tables.get(month)!, "removed"));
        for (const row of rows) {
          const before = stock.get(row.credit_code);
          if (before !== undefined) expect(row.baseline_staff).toBe(before);
          expect(row.current_staff).toBe(
            number(row, "baseline_staff") + number(row, "hires") - number(row, "cuts"),
          );
          stock.set(row.credit_code, number(row, "current_staff"));
        }
      }
    }
  });

  it("is made of employers of the detail, with their figures, where an area sends one", () => {
    const { of } = draw();
    const detail = new Map(of("insurance-employer", "990202").map((report) => [report.month, report.rows]));
    for (const { month, rows } of of("enterprise-panel", "990202")) {
      for (const row of rows) {
        const detailRow = detail.get(month)!.find((other) => other.credit_code === row.credit_code)!;
        expect([detailRow.insured, detailRow.added, detailRow.removed]).toEqual([
          row.current_staff,
          row.hires,
          row.cuts,
        ]);
      }
    }
  });

  it("has the enterprise that closes, and says so in the month its workers leave", () => {
    const { of } = draw([SHOCKS.closure]);
    const closed = of("enterprise-panel", "990102").flatMap(({ rows }) =>
      rows.filter((row) => row.employer === SHOCKS.closure.employer),
    );
    expect(closed[0]).toMatchObject({ baseline_staff: 310, industry: "采矿业" });
    const leaving = closed.find((row) => row.period === "2026-04-30");
    expect(leaving).toMatchObject({ cuts: 280, current_staff: 30, reduction_type: "closure" });
  });

  it("shrinks where the insured stock shrinks", () => {
    const change = ({ of }: ReturnType<typeof draw>) => {
      const rows = of("enterprise-panel", "990201").filter(({ month }) => month >= "2025-09-30");
      return (
        sum(
          rows.flatMap((report) => report.rows),
          "current_staff",
        ) -
        sum(
          rows.flatMap((report) => report.rows),
          "baseline_staff",
        )
      );
    };
    expect(change(draw([SHOCKS.decline]))).toBeLessThan(change(draw([])) - 200);
  });
});

describe("the employment statistics", () => {
  it("are cumulative within the year, begin anew in January, and count those who draw among the registered", () => {
    const { of } = draw();
    for (const area of ["990101", "990103"]) {
      const insurance = new Map(
        of("social-insurance", area).map((report) => [report.month, report.rows[0]!]),
      );
      let before: Cells | null = null;
      for (const { month, rows } of of("employment-statistics", area)) {
        const row = rows[0]!;
        for (const column of ["new_jobs_ytd", "reemployed_ytd", "hardship_ytd", "transferred_ytd"]) {
          if (before && !month.endsWith("-01-31"))
            expect(number(row, column)).toBeGreaterThanOrEqual(number(before, column));
        }
        expect(number(row, "registered_unemployed")).toBeGreaterThanOrEqual(
          number(insurance.get(month)!, "beneficiaries"),
        );
        before = row;
      }
      const january = of("employment-statistics", area).find(({ month }) => month === "2025-01-31")!.rows[0]!;
      const december = of("employment-statistics", area).find(({ month }) => month === "2024-12-31")!
        .rows[0]!;
      expect(number(january, "transferred_ytd")).toBeLessThan(number(december, "transferred_ytd") / 6);
    }
  });
});

describe("the quarter's supply and demand", () => {
  it("belong to the leagues, and every table adds up", async () => {
    const { of } = draw([]);
    const quarters = of("supply-demand", "990100");
    expect(quarters.at(-1)!.month).toBe("2026-03-31");
    expect(quarters.at(-1)!.due).toBe("2026-04-05");
    expect(quarters).toHaveLength(9);
    const deployment = await new ContractDeployment(supplyDemand, "quarter").open("league");
    const answer = await deployment.send(
      inWords(
        supplyDemand,
        quarters.flatMap(({ rows }) => rows),
        7,
      ),
    );
    deployment.close();
    expect(answer.rows).toEqual([]);
    expect(answer.accepted).toBe(quarters.flatMap(({ rows }) => rows).length);
  });

  it("have the ratio of the months they stand for", () => {
    const { of } = draw([]);
    const months = ["2026-01-31", "2026-02-28", "2026-03-31"];
    const market = ["990201", "990202"].flatMap((area) =>
      of("recruitment", area).flatMap(({ month, rows }) => (months.includes(month) ? rows : [])),
    );
    const total = of("supply-demand", "990200").find(({ month }) => month === "2026-03-31")!.rows[0]!;
    expect(Math.abs(number(total, "demand_new") - 0.6 * sum(market, "demand"))).toBeLessThanOrEqual(0.5);
    const usual = sum(market, "demand") / sum(market, "seekers");
    expect(Math.abs(number(total, "demand") / number(total, "seekers") / usual - 1)).toBeLessThan(0.1);
  });
});

describe("what a deployment owes", () => {
  const changed = (change: (settings: string) => string) => {
    const { dir } = smallDeployment(smallScenario());
    writeFileSync(join(dir, "fengsui.yaml"), change(readFileSync(join(dir, "fengsui.yaml"), "utf8")));
    const deployment = loadDeployment(dir);
    return () => simulate(deployment, readScenario(dir), 1);
  };
  const DUTY =
    / {2}- report: (enterprise-panel|supply-demand|employment-statistics|labour-disputes|official-series)[^\n]*\n( {4}[^\n]*\n)+/g;

  it("nothing of a kind that nobody owes is written, and the others stay as they were", () => {
    const { reports } = changed((settings) => settings.replace(DUTY, ""))();
    const full = draw([]).reports;
    expect(new Set(reports.map(({ kind }) => kind)).size).toBe(4);
    expect(full.slice(0, reports.length)).toEqual(reports);
  });

  it("a kind owed by another period is explained", () => {
    const run = changed((settings) => settings.replace("period: quarter", "period: month"));
    expect(run).toThrow(/owes supply-demand by month from league: simulate writes it by quarter/);
  });

  it("the panel is accepted as it is written", async () => {
    const { of } = draw();
    const rows = ["990101", "990102"].flatMap(
      (area) => of("enterprise-panel", area).findLast(({ month }) => month <= "2026-03-31")!.rows,
    );
    const deployment = await new ContractDeployment(enterprisePanel).open();
    const answer = await deployment.send(inWords(enterprisePanel, rows, 7));
    deployment.close();
    expect(answer).toMatchObject({ state: "accepted", accepted: rows.length });
  });
});

/** Rows as a sender writes them: words by their label, periods to the month. */
function inWords(contract: typeof enterprisePanel, rows: readonly Cells[], month: number): Row[] {
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).flatMap(([name, value]) => {
        if (value === null) return [];
        const column = contract.columns[name]!;
        if (column.type === "word") return [[name, column.words[String(value)]![0]!]];
        return [[name, column.type === "period" ? String(value).slice(0, month) : value]];
      }),
    ),
  );
}
