import { beforeEach, describe, expect, it } from "vitest";
import { creditCheckCharacter } from "../../../pipeline/simulate/credit-code.ts";
import type { Cells } from "../../../pipeline/simulate/layout.ts";
import type { Report } from "../../../pipeline/simulate/report.ts";
import { simulate } from "../../../pipeline/simulate/reports.ts";
import { readScenario } from "../../../pipeline/simulate/scenario.ts";
import { SHOCKS, smallDeployment, smallScenario } from "./small-deployment.ts";

const number = (row: Cells, column: string) => Number(row[column]);
const hundredths = (row: Cells, column: string) => Math.round(100 * number(row, column));

function draw(shocks: readonly unknown[], seed = 1) {
  const deployment = smallDeployment(smallScenario(shocks));
  return simulate(deployment, readScenario(deployment.dir), seed);
}

const reportsOf = (reports: readonly Report[], kind: string, area: string) =>
  reports.filter((report) => report.kind === kind && report.area === area);

describe("simulated figures", () => {
  const areas = ["990101", "990102", "990103", "990201", "990202"];

  it("keep their identities in every row, month to month, under every shock", () => {
    const { reports } = draw(Object.values(SHOCKS));
    for (const area of areas) {
      const rows = reportsOf(reports, "social-insurance", area).map((report) => report.rows[0]!);
      expect(rows).toHaveLength(42);
      rows.forEach((row, index) => {
        const before = rows[index - 1];
        const moved = number(row, "insured_opening") + number(row, "added") - number(row, "removed");
        expect(number(row, "insured")).toBe(moved);
        for (const value of Object.values(row))
          if (typeof value === "number") expect(value).toBeGreaterThanOrEqual(0);
        if (!before) return;
        expect(row.insured_opening).toBe(before.insured);
        const saved = hundredths(row, "fund_income") - hundredths(row, "fund_expenditure");
        expect(hundredths(row, "fund_balance")).toBe(hundredths(before, "fund_balance") + saved);
        expect(number(row, "beneficiaries")).toBeGreaterThanOrEqual(number(row, "new_claims"));
      });
    }
  });

  it("by employer sum to the table and follow each employer's own stock", () => {
    const { reports } = draw(Object.values(SHOCKS));
    for (const area of ["990102", "990202"]) {
      const table = reportsOf(reports, "social-insurance", area);
      const stock = new Map<string, number>();
      reportsOf(reports, "insurance-employer", area).forEach(({ rows }, index) => {
        expect(rows.length).toBeGreaterThanOrEqual(30);
        for (const column of ["insured", "added", "removed"]) {
          const sum = rows.reduce((total, row) => total + number(row, column), 0);
          expect(sum).toBe(table[index]!.rows[0]![column]);
        }
        for (const row of rows) {
          const code = String(row.credit_code);
          expect(creditCheckCharacter(code.slice(0, 17))).toBe(code[17]);
          expect(number(row, "insured")).toBeGreaterThanOrEqual(0);
          const before = stock.get(code);
          const moved = (before ?? 0) + number(row, "added") - number(row, "removed");
          if (before !== undefined) expect(row.insured).toBe(moved);
          stock.set(code, number(row, "insured"));
        }
      });
    }
  });

  it("take the planted leaves from the enterprise that closes", () => {
    const { reports } = draw([SHOCKS.closure]);
    const insuredByMonth = reportsOf(reports, "insurance-employer", "990102").map(({ month, rows }) => ({
      month,
      insured: rows.find((row) => row.employer === SHOCKS.closure.employer)?.insured,
    }));
    expect(
      insuredByMonth.filter(({ month }) => month < "2026-04").every(({ insured }) => insured === 310),
    ).toBe(true);
    expect(insuredByMonth.at(-1)?.insured).toBe(30);
  });

  it("scatter layoff reports as the scenario says, and list each in its month's statement", () => {
    const { reports, events } = draw([]);
    expect(events.length).toBeGreaterThan(20);
    for (const event of events) {
      expect(event.persons).toBeGreaterThanOrEqual(20);
      expect(event.persons / event.staff).toBeLessThan(0.1);
      const month = reports.filter(({ month }) => month.slice(0, 7) === event.received.slice(0, 7));
      const listed = month.flatMap(({ rows }) => rows).filter((row) => row.report_no === event.reportNo);
      if (month.length > 0)
        expect(listed).toMatchObject([{ area: event.area, workers_affected: event.persons }]);
    }
    for (const { rows } of reports.filter(({ kind }) => kind === "layoff-report")) {
      expect(rows.every((row) => row.nil === "是") ? rows.length : 1).toBe(1);
    }
  });
});

describe("planted shocks", () => {
  let without: ReturnType<typeof draw>;
  beforeEach(() => {
    without = draw([]);
  });
  const kinds = [
    ...["social-insurance", "recruitment", "layoff-report", "insurance-employer"],
    ...["enterprise-panel", "employment-statistics", "supply-demand", "labour-disputes"],
  ];

  it.each([
    {
      shock: SHOCKS.closure,
      areas: ["990102", "990100"],
      moves: [
        ...["social-insurance", "layoff-report", "insurance-employer"],
        ...["enterprise-panel", "employment-statistics", "labour-disputes"],
      ],
    },
    { shock: SHOCKS.wave, areas: ["990201"], moves: ["layoff-report", "labour-disputes"] },
    {
      shock: SHOCKS.surge,
      areas: ["990201", "990202"],
      moves: ["social-insurance", "employment-statistics"],
    },
    {
      shock: SHOCKS.decline,
      areas: ["990201", "990202", "990200"],
      moves: [
        "social-insurance",
        "insurance-employer",
        "enterprise-panel",
        "employment-statistics",
        "labour-disputes",
      ],
    },
  ])("$shock.kind changes its own figures and no other", ({ shock, areas, moves }) => {
    const { reports } = draw([shock]);
    for (const [index, report] of reports.entries()) {
      if (areas.includes(report.area) && moves.includes(report.kind)) continue;
      expect(report).toEqual(without.reports[index]);
    }
    for (const kind of kinds.filter(
      (candidate) => candidate !== "insurance-employer" && moves.includes(candidate),
    )) {
      expect(reports.filter((report) => report.kind === kind)).not.toEqual(
        without.reports.filter((report) => report.kind === kind),
      );
    }
  });

  it("show in the figures by the size they have", () => {
    const { reports } = draw([SHOCKS.surge, SHOCKS.decline]);
    const sum = (drawn: readonly Report[], months: readonly string[], column: string) =>
      drawn
        .filter((report) => report.kind === "social-insurance" && report.league === "990200")
        .filter((report) => months.includes(report.month))
        .reduce((total, report) => total + number(report.rows[0]!, column), 0);
    const surge = ["2026-04-30", "2026-05-31"];
    const ratio = sum(reports, surge, "new_claims") / sum(without.reports, surge, "new_claims");
    expect(ratio).toBeGreaterThan(2.2);
    expect(ratio).toBeLessThan(3.8);
    const [before, after] = ["2025-08-31", "2026-05-31"].map((month) => sum(reports, [month], "insured"));
    const usually = sum(without.reports, ["2026-05-31"], "insured") / before!;
    expect(after! / before! / usually).toBeGreaterThan((1 - 0.0125) ** 9 - 0.02);
    expect(after! / before! / usually).toBeLessThan((1 - 0.0115) ** 9 + 0.02);
  });
});
