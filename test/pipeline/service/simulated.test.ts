import { describe, expect, it } from "vitest";
import { playSeed } from "../../../bench/sim/simulate.ts";

/** Milliseconds; a seed plays some fifty nights. */
const LONGEST = 1_200_000;

/**
 * The service under simulated faults: ends of the process, requests to stop, a mail server that is down, refuses, greylists and drops, a
 * full disk, outages, one seed for all of it. `npm run test:long` plays another, `npm run bench -- sim` two hundred of 120 nights.
 */
describe("a service of six offices over 21 nights under faults", () => {
  it(
    "seed 1 keeps everything, and its verdicts, cases and notices are those of an undisturbed run",
    async () => {
      const { broken, kills, stops } = await playSeed(2, 21);
      expect(broken).toEqual([]);
      expect(kills + stops).toBeGreaterThan(0);
    },
    LONGEST,
  );

  it(
    "seed 4, whose clock is set back and forward, loses and doubles nothing",
    async () => {
      const { broken } = await playSeed(4, 21, true);
      expect(broken).toEqual([]);
    },
    LONGEST,
  );
});
