import { expect, it } from "vitest";
import { playSeed } from "../../bench/sim/simulate.ts";

/** Every fifth seed has steps of the clock. A seed takes two to three minutes; more of them are played by `npm run bench -- sim`. */
const SEEDS = [12];

it.each(SEEDS)("the simulated service keeps everything with seed %i", async (seed) => {
  const { broken } = await playSeed(seed, 21, seed % 5 === 0);
  expect(broken).toEqual([]);
});
