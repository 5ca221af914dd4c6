import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { factOf } from "../../pipeline/intake/contracts/facts.ts";
import { contracts } from "../../pipeline/intake/contracts/index.ts";
import { indicators } from "../../rules/indicators/index.ts";
import { asOfMacro } from "../../warehouse/engine/fact-tables.ts";
import { openWarehouse } from "../../warehouse/engine/open.ts";
import { QueryError, type Warehouse } from "../../warehouse/engine/warehouse.ts";
import { indicatorSql } from "../../warehouse/measure/observation-sql.ts";
import { observe } from "../../warehouse/measure/observe.ts";

const FOLDER = resolve(import.meta.dirname, "../../warehouse/measure/indicators");

describe("every SQL file binds in a real DuckDB", () => {
  let warehouse: Warehouse;

  beforeAll(async () => {
    warehouse = await openWarehouse(":memory:", contracts.map(factOf));
    await observe(warehouse, {
      night: 1,
      date: "2026-03-31",
      asOf: "2026-03-31T15:59:59.999Z",
      since: { asOf: null, submission: 0 },
      statementDue: { "layoff-report": "2026-02-28" },
      indicators: indicators.map((own) => ({ ...own, rolling: own.periods.includes("rolling-30-days") })),
    });
  });
  afterAll(() => warehouse.close());

  it("there is one file for each indicator, and none besides", () => {
    expect(readdirSync(FOLDER).sort()).toEqual(indicators.map((own) => `${own.id}.sql`).sort());
    expect(indicators.length).toBeGreaterThanOrEqual(8);
  });

  it.each(indicators.map((own) => own.id))(
    "%s gives area, period, numerator, denominator and whether it is complete",
    async (id) => {
      const columns = await warehouse.rows<{ column_name: string }>(`DESCRIBE ${indicatorSql(id)}`);
      expect(columns.map((column) => column.column_name)).toEqual([
        "area",
        "period_kind",
        "period",
        "numerator",
        "denominator",
        "complete",
      ]);
    },
  );

  it.each(contracts.map((own) => own.id))("%s can be read as of an instant", async (id) => {
    const rows = await warehouse.rows(`SELECT * FROM ${asOfMacro(id)}(CAST($at AS TIMESTAMP))`, {
      at: "2026-01-01T00:00:00Z",
    });
    expect(rows).toEqual([]);
  });

  it("a failed query carries its SQL and what was bound", async () => {
    const failed = await warehouse
      .rows("SELECT $one FROM nowhere", { one: 1 })
      .catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(QueryError);
    expect(String(failed)).toContain("SELECT $one FROM nowhere");
    expect(String(failed)).toContain('{"one":1}');
  });
});
