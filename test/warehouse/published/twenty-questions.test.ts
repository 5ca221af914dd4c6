import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Guard } from "../../../warehouse/asking/guard.ts";
import { USUAL_LIMITS } from "../../../warehouse/asking/question.ts";
import { noAudit } from "../asking/asked.ts";
import { type PublishedCopy, publishedCopy } from "./published-copy.ts";
import { QUESTION_FACTS, TWENTY_QUESTIONS } from "./twenty-questions.ts";

describe("twenty questions of a statistician", () => {
  let published: PublishedCopy;
  beforeAll(async () => {
    published = await publishedCopy(QUESTION_FACTS);
  });
  afterAll(() => published.remove());

  it("are at least twenty, each answered by one statement of at most ten lines", () => {
    expect(TWENTY_QUESTIONS.length).toBeGreaterThanOrEqual(20);
    for (const { sql } of TWENTY_QUESTIONS) {
      expect(sql.split("\n").length).toBeLessThanOrEqual(10);
      expect(sql).not.toContain(";");
    }
  });

  it.each(TWENTY_QUESTIONS)("$asked", async ({ sql, answer }) => {
    expect(await published.readers.rows(sql)).toEqual(answer);
  });

  it("are answered by the guard as they are by the engine", async () => {
    const guard = new Guard(published.path, USUAL_LIMITS, noAudit);
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
