import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { factOf } from "../../../pipeline/intake/contracts/facts.ts";
import { contracts } from "../../../pipeline/intake/contracts/index.ts";
import { dictionariesOf } from "../../../reports/views/dictionaries.ts";
import { openWarehouse } from "../../../warehouse/engine/open.ts";
import { Warehouse } from "../../../warehouse/engine/warehouse.ts";
import { publish } from "../../../warehouse/published/publish.ts";
import { shippedPolicy } from "../../rules/shipped-policy.ts";
import { QUESTION_FACTS, TWENTY_QUESTIONS } from "./twenty-questions.ts";

const folder = mkdtempSync(join(tmpdir(), "fengsui-test-"));
const copy = join(folder, "fengsui.duckdb");

describe("twenty questions of a statistician", () => {
  let readers: Warehouse;
  beforeAll(async () => {
    const warehouse = await openWarehouse(":memory:", contracts.map(factOf));
    await warehouse.run(QUESTION_FACTS);
    await publish(warehouse, copy, dictionariesOf(shippedPolicy, contracts));
    warehouse.close();
    const instance = await DuckDBInstance.create(copy, { access_mode: "READ_ONLY" });
    readers = new Warehouse({ instance, connection: await instance.connect() });
  });
  afterAll(() => {
    readers.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("are at least twenty, each answered by one statement of at most ten lines", () => {
    expect(TWENTY_QUESTIONS.length).toBeGreaterThanOrEqual(20);
    for (const { sql } of TWENTY_QUESTIONS) {
      expect(sql.split("\n").length).toBeLessThanOrEqual(10);
      expect(sql).not.toContain(";");
    }
  });

  it.each(TWENTY_QUESTIONS)("$asked", async ({ sql, answer }) => {
    expect(await readers.rows(sql)).toEqual(answer);
  });
});
