import { expect, it } from "vitest";
import { playSeed } from "../../bench/sim/simulate.ts";

/** Every fifth seed has steps of the clock. */
const SEEDS = Array.from({ length: 10 }, (_, at) => at + 11);

it.each(SEEDS)("the simulated service keeps everything with seed %i", async (seed) => {
  const { broken } = await playSeed(seed, 21, seed % 5 === 0);
  expect(broken).toEqual([]);
});
