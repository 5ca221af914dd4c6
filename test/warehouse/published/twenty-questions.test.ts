import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { factOf } from "../../../pipeline/intake/contracts/facts.ts";
import { contracts } from "../../../pipeline/intake/contracts/index.ts";
import { dictionariesOf } from "../../../reports/views/dictionaries.ts";
import { Guard } from "../../../warehouse/asking/guard.ts";
import { USUAL_LIMITS } from "../../../warehouse/asking/question.ts";
import { openWarehouse } from "../../../warehouse/engine/open.ts";
import { Warehouse } from "../../../warehouse/engine/warehouse.ts";
import { publish } from "../../../warehouse/published/publish.ts";
import { shippedPolicy } from "../../rules/shipped-policy.ts";
import { noAudit } from "../asking/asked.ts";
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

  it("are answered by the guard as they are by the engine", async () => {
    const guard = new Guard(copy, USUAL_LIMITS, noAudit);
    for (const { asked, sql, answer } of TWENTY_QUESTIONS) {
      const { end, columns, rows } = await guard.ask({
        ...{ sql, rows: 100, who: "tester", at: "2026-04-10T00:00:00Z" },
      });
      expect(end.outcome, asked).toBe("answered");
      const names = columns.map(({ name }) => name);
      const given = rows.map((row) => Object.fromEntries(row.map((value, at) => [names[at], plain(value)])));
      const wanted = answer.map((row) =>
        Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)])),
      );
      expect(given, asked).toEqual(wanted);
    }
    guard.close();
  });
});

/** A value as text, whatever form it comes in. */
const plain = (value: unknown): string | null =>
  value === null || value === undefined
    ? null
    : Number.isFinite(Number(value))
      ? String(Math.round(Number(value) * 1e6) / 1e6)
      : String(value);
