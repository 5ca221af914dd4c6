import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import { openWarehouse } from "../../../warehouse/engine/open.ts";
import type { Warehouse } from "../../../warehouse/engine/warehouse.ts";
import { publish } from "../../../warehouse/published/publish.ts";

const folder = mkdtempSync(join(tmpdir(), "fengsui-carry-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** All figures of a copy, in a fixed order. */
async function figures(warehouse: Warehouse, copy: string) {
  await warehouse.run(`ATTACH '${copy}' AS shown (READ_ONLY)`);
  const rows = await warehouse.rows<{ listed: string }>(
    `SELECT CAST(list(entry ORDER BY entry) AS VARCHAR) AS listed FROM shown.observation AS entry
     UNION ALL SELECT CAST(list(entry ORDER BY entry) AS VARCHAR) FROM shown.observation_now AS entry
     UNION ALL SELECT CAST(list(entry ORDER BY entry) AS VARCHAR) FROM shown.verdict AS entry
     UNION ALL SELECT string_agg(table_name || column_name || comment, ';' ORDER BY table_name, column_name) FROM duckdb_columns() WHERE database_name = 'shown'`,
  );
  await warehouse.run("DETACH shown");
  return rows;
}

/** A rule on claims, and one on a total of what enterprises report. */
const DICTIONARIES = {
  rule_dictionary: [
    { id: "claims", kind: "series", indicator: "new-claims" },
    { id: "insured", kind: "series", indicator: "insured-persons" },
  ],
};

/** A verdict on a count. */
const factsOf = (count: number): string =>
  JSON.stringify({
    values: { count },
    limb: { count: 1 },
    shown: { value: count, expected: 1, judged: "count", base: { name: "last-year" } },
  });

/** An enterprise that is named in area 1. */
const NAMED = `
  INSERT INTO area_descent VALUES ('1', '1', 0);
  INSERT INTO enterprise_cell (report, month, name, area, own) VALUES ('insurance-employer', DATE '2026-02-28', 'persons', '1', false)`;

/** A version of one of six numbers in a night: restated, withdrawn (no numerator), or known no later than the version before. */
const version = fc.record({
  area: fc.constantFrom("1", "2", "3"),
  day: fc.constantFrom("2026-01-31", "2026-02-28"),
  numerator: fc.option(fc.integer({ min: 0, max: 5 }), { nil: null }),
  known: fc.integer({ min: 1, max: 9 }),
});

it("whatever the nights bring, a copy that was added to says what one made anew says", async () => {
  const [added, anew] = [join(folder, "added.duckdb"), join(folder, "anew.duckdb")];
  const nights = fc.array(fc.array(version, { maxLength: 6 }), { minLength: 2, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(nights, fc.boolean(), async (all, repaired) => {
      rmSync(added, { force: true });
      const warehouse = await openWarehouse(":memory:", []);
      for (const [night, versions] of all.entries()) {
        for (const { area, day, numerator, known } of versions)
          await warehouse.run(
            `INSERT INTO observation VALUES ('new-claims', $area, 'month', CAST($day AS DATE), $numerator, NULL, $numerator, 1, 1, 1,
               TIMESTAMP '2026-03-01' + to_days(CAST($known AS INTEGER)), $night)`,
            { area, day, numerator, known, night: night + 1 },
          );
        // A repair deletes a version of an earlier night: the previous copy then no longer matches the warehouse's history.
        if (repaired && night === 1)
          await warehouse.run("DELETE FROM observation WHERE night = 1 AND area = '1'");
        // A night's verdicts; sometimes the same date is judged again.
        for (const again of repaired ? [0, 1] : [0]) {
          await warehouse.run(
            "DELETE FROM verdict WHERE date = DATE '2026-03-01' + CAST($night AS INTEGER)",
            { night },
          );
          await warehouse.run(
            `INSERT INTO verdict (night, date, area, rule, outcome, facts)
             SELECT $night, DATE '2026-03-01' + CAST($night AS INTEGER), area, rule, $outcome, CAST($facts AS JSON)
             FROM unnest(['1', '2']) AS t(area), unnest(['claims', 'insured', 'unknown']) AS r(rule)`,
            { night, outcome: again ? "fired" : "quiet", facts: factsOf(night + again) },
          );
          // Enterprises are named from a later night on: what was shown of their totals is taken away.
          if (repaired && night === 1) await warehouse.run(NAMED);
          await publish(warehouse, added, DICTIONARIES);
        }
        rmSync(anew, { force: true });
        await publish(warehouse, anew, DICTIONARIES);
        expect(await figures(warehouse, added)).toEqual(await figures(warehouse, anew));
      }
      warehouse.close();
    }),
    { seed: 20261125, numRuns: 4 },
  );
});

it("a file that is no copy of ours is replaced by one made anew", async () => {
  const copy = join(folder, "strange.duckdb");
  writeFileSync(copy, "this is no database");
  const warehouse = await openWarehouse(":memory:", []);
  await publish(warehouse, copy);
  expect(await figures(warehouse, copy)).toHaveLength(4);
  warehouse.close();
});
