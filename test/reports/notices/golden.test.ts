import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { renderText } from "../../../reports/notices/render.ts";
import { noticeOf } from "./notice-of.ts";
import { SITUATIONS } from "./situations.ts";

describe("a notice in each situation says, word for word, what stands beside this test", () => {
  test("there are two dozen of them, each under its name", () => {
    const names = SITUATIONS.map(({ name }) => name);
    expect(names.length).toBeGreaterThanOrEqual(24);
    expect(new Set(names).size).toBe(names.length);
  });

  test.each(SITUATIONS)("$name", async (situation) => {
    const notice = noticeOf(situation);
    const path = join(import.meta.dirname, "golden", situation.name);
    await expect(`${JSON.stringify(notice, null, 1)}\n`).toMatchFileSnapshot(`${path}.json`);
    await expect(renderText(notice)).toMatchFileSnapshot(`${path}.txt`);
  });
});
