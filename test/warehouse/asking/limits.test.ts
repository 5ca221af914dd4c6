import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Guard } from "../../../warehouse/asking/guard.ts";
import { isLimited } from "../../../warehouse/asking/limited-memory.ts";
import { createOutFile } from "../../../warehouse/asking/out-file.ts";
import { type Limits, USUAL_LIMITS } from "../../../warehouse/asking/question.ts";
import { openWarehouse } from "../../../warehouse/engine/open.ts";
import { noAudit } from "./asked.ts";

const folder = mkdtempSync(join(tmpdir(), "fengsui-limits-"));
const copy = join(folder, "copy.duckdb");
const asked = { who: "tester", at: "2026-03-11T00:00:00Z", rows: 10 };
/** A system whose shell knows no limit of the address space. */
const UNLIMITED: Limits = { ...USUAL_LIMITS, addressMegabytes: Number.POSITIVE_INFINITY };

describe("where the system limits no memory", () => {
  const guard = new Guard(copy, UNLIMITED, noAudit);
  beforeAll(async () => (await openWarehouse(copy, [])).close());
  afterAll(() => {
    guard.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("a process knows whether it is limited", () => {
    expect(isLimited(() => "Max address space         2600000000           2600000000           bytes")).toBe(
      true,
    );
    expect(isLimited(() => "Max address space         unlimited            unlimited            bytes")).toBe(
      false,
    );
    const absent = () => readFileSync(join(folder, "no-such-file"), "utf8");
    expect(isLimited(absent)).toBe(false);
  });

  it("a usual question is answered", async () =>
    expect(
      (await guard.ask({ ...asked, sql: "SELECT sum(n) AS s FROM range(1000000) AS t(n)" })).rows,
    ).toEqual([["499999500000"]]));

  it.each([
    ["a text of two billion bytes", "SELECT length(repeat('x', 2000000000))"],
    ["the same in steps", "SELECT length(repeat(repeat('x', 100000), 30000))"],
    ["a list of a billion", "SELECT len(range(1000000000))"],
  ])("%s ends for want of memory, and the next question is answered", async (_, sql) => {
    const { end } = await guard.ask({ ...asked, sql });
    expect(end).toEqual({ outcome: "stopped", by: "memory" });
    expect((await guard.ask({ ...asked, sql: "SELECT 1" })).rows).toEqual([[1]]);
  });

  it("a file beyond its limit ends", async () => {
    const small = new Guard(copy, { ...UNLIMITED, fileMegabytes: 1 }, noAudit);
    const out = createOutFile(join(folder, "large.csv"), false);
    const sql = "SELECT hash(n) AS a, hash(n + 1) AS b FROM range(3000000) AS t(n)";
    const file = { descriptor: out.descriptor, format: "csv" as const };
    const { end } = await small.ask({ ...asked, sql, rows: 3_000_000, file });
    out.close();
    small.close();
    expect(end.outcome).toBe("stopped");
  });
});
