import { expect, it } from "vitest";
import { caseWalk } from "./walk/case-walk.ts";

it("a random walk of 40 steps keeps every invariant; test/long/case-walk.test.ts walks further", async () => {
  const { problems, kinds, naming } = await caseWalk(40, 1);
  expect(problems).toEqual([]);
  expect(kinds.size).toBeGreaterThanOrEqual(4);
  expect(naming).toBeGreaterThan(0);
});
