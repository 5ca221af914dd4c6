import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { factOf } from "../../pipeline/intake/contracts/facts.ts";
import { contracts } from "../../pipeline/intake/contracts/index.ts";
import { dictionariesOf } from "../../reports/views/dictionaries.ts";
import { openWarehouse } from "../../warehouse/engine/open.ts";
import { publish } from "../../warehouse/published/publish.ts";
import { ROOT } from "../house/source-files.ts";
import { shippedPolicy } from "../rules/shipped-policy.ts";
import { QUESTION_FACTS } from "../warehouse/published/twenty-questions.ts";

const READING = join(ROOT, "examples/inner-mongolia/reading");
const PYTHON = process.env.FENGSUI_TEST_PYTHON ?? "python3";
const hasPython = spawnSync(PYTHON, ["-c", "import duckdb, pandas, openpyxl"]).status === 0;
const hasR = spawnSync("Rscript", ["-e", "library(DBI); library(duckdb)"]).status === 0;

const folder = mkdtempSync(join(tmpdir(), "fengsui-test-"));
const copy = join(folder, "fengsui.duckdb");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeAll(async () => {
  const warehouse = await openWarehouse(":memory:", contracts.map(factOf));
  await warehouse.run(QUESTION_FACTS);
  await publish(warehouse, copy, dictionariesOf(shippedPolicy, contracts));
  warehouse.close();
});

/** What the example prints: the leagues in order, the larger first, and no change for the one that is not complete. */
const expected = /甲盟.*136.*36[\s\S]*乙盟.*33.*76/u;

describe("the examples that read the copy", () => {
  test.each(["claims.py", "claims.R"])(
    "the question of %s runs on the copy as it stands there",
    async (name) => {
      const [sql = ""] =
        /SELECT area_name[\s\S]*?area_name(?=\s*"|")/u.exec(readFileSync(join(READING, name), "utf8")) ?? [];
      expect(sql).toContain("year_over_year");
      const instance = await DuckDBInstance.create(copy, { access_mode: "READ_ONLY" });
      const connection = await instance.connect();
      const rows = (await connection.runAndReadAll(sql)).getRowsJson();
      connection.closeSync();
      instance.closeSync();
      expect(rows.map((row) => row.map(String).join(" ")).join("\n")).toMatch(expected);
    },
  );

  test.skipIf(!hasPython)(
    "Python with duckdb and pandas prints it (skipped where they are not installed)",
    () => {
      const workbook = join(folder, "claims.xlsx");
      const { stdout, stderr } = spawnSync(PYTHON, [join(READING, "claims.py"), copy, workbook], {
        encoding: "utf8",
      });
      expect(stderr).toBe("");
      expect(stdout).toMatch(expected);
      expect(stdout).toContain("—");
      expect(readFileSync(workbook).subarray(0, 2).toString()).toBe("PK");
    },
  );

  test.skipIf(!hasR)("R with duckdb prints it (skipped where it is not installed)", () => {
    const { stdout } = spawnSync("Rscript", [join(READING, "claims.R"), copy], { encoding: "utf8" });
    expect(stdout).toMatch(expected);
  });
});
