import { beforeAll, describe, expect, it } from "vitest";
import { caseWalk, type Walked } from "../pipeline/night/walk/case-walk.ts";

const STEPS = 300;
/** By this seed every change and every state is reached within the steps. */
const SEED = 2;

describe(`a random walk of ${STEPS} steps over a real deployment (seed ${SEED})`, () => {
  let walked: Walked;
  beforeAll(async () => {
    walked = await caseWalk(STEPS, SEED);
  });

  it("keeps every invariant: one case, one episode, everyone told once, no silence, no name without a duty", () => {
    expect(walked.problems).toEqual([]);
  });

  it("reaches every change and every state of a case", () => {
    expect([...walked.kinds].sort()).toEqual(
      [
        ...["opened", "raised", "lowered", "held", "quiet", "reopened", "moved", "merged", "corrected"],
        ...["lifted", "closed"],
      ].sort(),
    );
    expect([...walked.states].sort()).toEqual(["closed", "lifted", "merged", "open", "quiet"]);
  });

  it("writes messages, some of which name an enterprise to those with a duty", () => {
    expect(walked.nights).toBeGreaterThan(200);
    expect(walked.messages).toBeGreaterThan(500);
    expect(walked.naming).toBeGreaterThan(50);
  });
});
