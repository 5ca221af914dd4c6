import { performance } from "node:perf_hooks";
import { PROPERTIES } from "../test/rules/judging-properties.ts";

/** Seeds above those of the tests. */
const FIRST = 50_000_000;

/**
 * `npm run bench -- judging [COUNT] [FIRST]`: the properties of judging on so many random histories (a million unless said), from a seed on. Stops
 * at the first that fails, with its seed.
 */
export async function run([count = "1000000", first = `${FIRST}`]: string[]): Promise<void> {
  const began = performance.now();
  const last = Number(first) + Number(count);
  for (let seed = Number(first); seed < last; seed++) {
    for (const [name, holds] of Object.entries(PROPERTIES)) {
      try {
        holds(seed);
      } catch (error) {
        throw new Error(`${name} fails on seed ${seed}`, { cause: error });
      }
    }
    if ((seed - Number(first) + 1) % 1000 === 0)
      console.log(
        `${seed - Number(first) + 1} histories, ${((performance.now() - began) / 1000).toFixed(0)} s`,
      );
  }
  console.log(`${count} histories: every property holds`);
}
