import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { FactTable } from "../../../warehouse/engine/fact-tables.ts";
import { openWarehouse } from "../../../warehouse/engine/open.ts";

const before: FactTable = {
  contract: "some-report",
  grain: "period",
  columns: [{ name: "persons", sqlType: "BIGINT" }],
};
/** The new column comes before the old one in the contract, and after it in a table that already had the old one. */
const after: FactTable = {
  ...before,
  columns: [{ name: "employer", sqlType: "VARCHAR" }, ...before.columns],
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "fengsui-facts-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it("a report kind that gains a column keeps the rows of before, blank in it", async () => {
  const path = join(folder, "own.duckdb");
  const old = await openWarehouse(path, [before]);
  await old.run(
    `INSERT INTO fact_some_report (submission, area, period_kind, period, known_at, persons) VALUES
       (1, 'a', 'month', DATE '2026-01-31', TIMESTAMP '2026-02-05', 7);
     INSERT INTO report_scope VALUES (1, 'some-report', 'a', 'month', DATE '2026-01-31', TIMESTAMP '2026-02-05', 1)`,
  );
  old.close();
  for (let again = 0; again < 2; again++) {
    const now = await openWarehouse(path, [after]);
    const rows = await now.rows("SELECT persons, employer FROM some_report_as_of(TIMESTAMP '2026-03-01')");
    expect(rows).toEqual([{ persons: 7, employer: null }]);
    now.close();
  }
});
