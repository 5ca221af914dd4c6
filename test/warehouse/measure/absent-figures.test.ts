import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import type { Column, Contract } from "../../../pipeline/intake/contracts/define.ts";
import { factOf } from "../../../pipeline/intake/contracts/facts.ts";
import { contracts } from "../../../pipeline/intake/contracts/index.ts";
import { mappingSchema } from "../../../pipeline/intake/mappings/schema.ts";
import { indicators } from "../../../rules/indicators/index.ts";
import { factTable } from "../../../warehouse/engine/fact-tables.ts";
import { openWarehouse } from "../../../warehouse/engine/open.ts";
import type { Warehouse } from "../../../warehouse/engine/warehouse.ts";
import { observe } from "../../../warehouse/measure/observe.ts";
import { writeRegister } from "../../../warehouse/register/register.ts";

const AREA = "990101";
const MONTHS = ["2026-02-28", "2026-03-31"];
/** Where the stock at the filing is asked for, these compare with the report of the month before and need no other. */
const FROM_MONTH_BEFORE = ["panel-diffusion", "panel-post-loss-rate"];
const place = {
  ...{ code: AREA, name: AREA, nameEn: null, alias: null, level: "banner", parent: null, reportsTo: null },
  ...{ weight: 1, validFrom: null, validTo: null },
};

/** Whether a mapping may say that its source lacks the column. */
function mayBeAbsent(contract: Contract, column: string): boolean {
  const given = Object.entries(contract.columns).flatMap(([name, { type, optional }]) =>
    optional || name === column
      ? []
      : [[name, type === "period" || type === "date" ? { header: name, formats: ["%Y-%m"] } : name]],
  );
  return mappingSchema.safeParse({
    ...{ id: "claims-only", contract: contract.id, files: ["*.csv"], period: contract.periods[0] },
    ...{ columns: Object.fromEntries(given), absent: [column] },
  }).success;
}

const absent = contracts.flatMap((contract) =>
  Object.keys(contract.columns)
    .filter((column) => mayBeAbsent(contract, column))
    .map((column) => ({ report: contract.id, column, contract })),
);

/** A value of a column as it is stored. */
function stored(name: string, { type, example, ...rest }: Column, lacking: string): string | number | null {
  if (name === lacking) return null;
  if ("words" in rest) return Object.keys(rest.words)[0]!;
  return type === "date" ? MONTHS[0]! : type === "flag" ? null : example;
}

describe("a figure that a source does not have", () => {
  let warehouse: Warehouse | undefined;
  afterEach(() => warehouse?.close());

  /** Two months of one area, with every column but one; every figure is reported, in any of the contract's definitions. */
  const observed = async (contract: Contract, lacking: string): Promise<string[]> => {
    const opened = await openWarehouse(":memory:", contracts.map(factOf));
    warehouse = opened;
    await writeRegister(opened, [place], [{ report: contract.id, period: "month", from: "banner" }]);
    const columns = Object.entries(contract.columns).filter(([name]) => name !== "area" && name !== "period");
    for (const [at, period] of MONTHS.entries()) {
      const values = columns.map(([name, column]) => stored(name, column, lacking));
      await opened.run(
        `INSERT INTO ${factTable(contract.id)} (submission, line, area, period_kind, period, known_at, ${columns.map(([name]) => `"${name}"`).join(", ")})
         VALUES ($id, 2, $area, 'month', CAST($period AS DATE), TIMESTAMP '2026-04-05', ${columns.map((_, n) => `$value_${n}`).join(", ")})`,
        {
          id: at + 1,
          area: AREA,
          period,
          ...Object.fromEntries(values.map((value, n) => [`value_${n}`, value])),
        },
      );
      await opened.run(
        "INSERT INTO report_scope VALUES ($id, $contract, $area, 'month', CAST($period AS DATE), TIMESTAMP '2026-04-05', 1)",
        { id: at + 1, contract: contract.id, area: AREA, period },
      );
    }
    const reading = indicators.filter(({ reads }) => reads === contract.id);
    await observe(opened, {
      ...{ night: 1, date: "2026-04-10", asOf: "2026-04-10T00:00:00Z", since: { asOf: null, submission: 0 } },
      ...{ statementDue: {}, indicators: reading.map((indicator) => ({ ...indicator, rolling: false })) },
    });
    const rows = await opened.rows<{ indicator: string }>(
      "SELECT DISTINCT indicator FROM observation ORDER BY ALL",
    );
    return rows.map(({ indicator }) => indicator);
  };

  it("may be a required figure of a report that covers a period, and nothing else", () => {
    expect(absent.map(({ report, column }) => `${report} ${column}`)).toEqual([
      "social-insurance insured",
      "social-insurance new_claims",
      "insurance-employer insured",
      "recruitment demand",
      "recruitment seekers",
      "employment-statistics new_jobs_ytd",
      "employment-statistics reemployed_ytd",
      "employment-statistics hardship_ytd",
      "employment-statistics transferred_ytd",
      "employment-statistics registered_unemployed",
      "enterprise-panel baseline_staff",
      "enterprise-panel current_staff",
      "labour-disputes dispute_cases",
      "labour-disputes dispute_workers",
      "labour-disputes arrears_cases",
      "labour-disputes arrears_workers",
    ]);
  });

  it.each(absent)(
    "$report without $column: what needs it is not computed, the rest is",
    async ({ contract, column }) => {
      const all = await observed(contract, "");
      warehouse?.close();
      const without = await observed(contract, column);
      const needs = (id: string) => {
        const sql = readFileSync(
          new URL(`../../../warehouse/measure/indicators/${id}.sql`, import.meta.url),
          "utf8",
        );
        const named = new RegExp(`\\b${column}\\b`).test(sql.replace(/--.*/g, ""));
        return named && !(column === "baseline_staff" && FROM_MONTH_BEFORE.includes(id));
      };
      expect(without).toEqual(all.filter((id) => !needs(id)));
      expect(all.length).toBeGreaterThan(0);
    },
  );
});
