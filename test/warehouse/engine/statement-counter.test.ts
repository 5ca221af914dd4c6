import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWarehouse } from "../../../warehouse/engine/open.ts";
import type { Warehouse } from "../../../warehouse/engine/warehouse.ts";

describe("statements at the door", () => {
  let warehouse: Warehouse;
  beforeAll(async () => {
    warehouse = await openWarehouse(":memory:", []);
    await warehouse.run("CREATE TABLE t (x DOUBLE)");
  });
  afterAll(() => warehouse.close());

  const counted = async (work: () => Promise<unknown>): Promise<number> => {
    const before = warehouse.statements;
    await work();
    return warehouse.statements - before;
  };

  it.each([
    ["SELECT 1", 1],
    ["SELECT 1;", 1],
    ["SELECT 1; SELECT 2;\n SELECT 3", 3],
    ["SELECT ';' -- a comment; of one statement", 1],
  ])("%s", async (sql, statements) => {
    expect(await counted(() => warehouse.run(sql))).toBe(statements);
    expect(await counted(() => warehouse.rows(sql))).toBe(statements);
  });

  it("an append is one, a transaction two besides its own", async () => {
    expect(await counted(() => warehouse.append("t", [[1], [2], [3]]))).toBe(1);
    expect(await counted(() => warehouse.transaction(() => warehouse.run("SELECT 1")))).toBe(3);
  });

  it("why plans are not kept: the engine folds a table's statistics into them", async () => {
    const instance = await DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    await connection.run("CREATE TABLE event (kind VARCHAR)");
    const kept = await connection.prepare("SELECT count(*) FROM event WHERE kind = 'opened'");
    await kept.run();
    await connection.run("INSERT INTO event VALUES ('opened')");
    expect((await kept.runAndReadAll()).getRows()).toEqual([[0n]]);
    kept.destroySync();
    connection.closeSync();
    instance.closeSync();
  });
});
