import { DuckDBInstance } from "@duckdb/node-api";
import { describe, expect, it } from "vitest";
import { readPermitted } from "../../../warehouse/asking/permitted.ts";
import {
  HARMLESS_EFFECTS,
  SYSTEM_VIEWS,
  TABLE_FUNCTIONS,
} from "../../../warehouse/asking/permitted-names.ts";
import { readyQuery, readyQueryNames } from "../../../warehouse/published/ready-queries.ts";

/** What this version of the engine has; a new version that brings more makes these tests fail until somebody has looked at it. */
describe("what a question may call", async () => {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run("CREATE MACRO of_copy() AS TABLE SELECT 1; CREATE MACRO plain_of_copy(a) AS a");
  const permitted = await readPermitted(connection);
  const names = async (sql: string) =>
    (await connection.runAndReadAll(sql)).getRows().map(([name]) => String(name));

  it("is known to the engine, so that no list holds a name that means nothing", async () => {
    const known = new Set(await names("SELECT function_name FROM duckdb_functions()"));
    const views = new Set(await names("SELECT view_name FROM duckdb_views() WHERE internal"));
    expect([...TABLE_FUNCTIONS, ...HARMLESS_EFFECTS].filter((name) => !known.has(name))).toEqual([]);
    expect(SYSTEM_VIEWS.filter((name) => !views.has(name))).toEqual([]);
  });

  it("no table function but the listed and those of the copy", async () => {
    const all = await names(
      "SELECT DISTINCT function_name FROM duckdb_functions() WHERE function_type IN ('table', 'table_macro', 'pragma')",
    );
    expect(all.length).toBeGreaterThan(100);
    expect(all.filter((name) => permitted.tables.has(name)).sort()).toEqual(
      [...TABLE_FUNCTIONS, "of_copy"].sort(),
    );
  });

  it("every function with effects is barred but the dice, and macros that call one", async () => {
    const effects = await names(
      "SELECT DISTINCT function_name FROM duckdb_functions() WHERE has_side_effects",
    );
    expect(effects.filter((name) => !permitted.barredFunctions.has(name)).sort()).toEqual(
      [...HARMLESS_EFFECTS].sort(),
    );
    for (const name of [
      "pg_sleep",
      "enable_logging",
      "query",
      "current_setting",
      "json_execute_serialized_sql",
    ])
      expect(permitted.barredFunctions.has(name), name).toBe(true);
  });

  it("no function of statistics or texts is barred, nor one of the copy", () => {
    for (const name of [
      "sum",
      "median",
      "quantile_cont",
      "regexp_matches",
      "list_transform",
      "row_number",
      "+",
      "~~",
    ])
      expect(permitted.barredFunctions.has(name), name).toBe(false);
    expect(permitted.barredFunctions.has("plain_of_copy")).toBe(false);
    for (const name of readyQueryNames())
      for (const [, called] of readyQuery(name).matchAll(/(\w+)\(/g))
        expect(permitted.barredFunctions.has(called!.toLowerCase()), `${name}: ${called}`).toBe(false);
  });
});
