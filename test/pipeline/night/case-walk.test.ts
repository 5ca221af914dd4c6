import { expect, it } from "vitest";
import { caseWalk } from "./walk/case-walk.ts";

it("a short random walk keeps every invariant (test/long/case-walk.test.ts walks further)", async () => {
  const walked = await caseWalk(Number(process.env.STEPS ?? 40), Number(process.env.SEED ?? 1));
  if (process.env.LOG)
    console.log(
      walked.log.join("\n"),
      walked.nights,
      walked.messages,
      walked.naming,
      [...walked.kinds],
      [...walked.states],
    );
  expect(walked.problems).toEqual([]);
}, 600_000);
