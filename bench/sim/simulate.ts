import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brokenIn, differing } from "./checks.ts";
import { drawPlan } from "./plan.ts";
import { playPlan, type Ran } from "./run.ts";

/** What one seed showed. */
export interface SeedResult {
  readonly seed: number;
  readonly broken: readonly string[];
  readonly kills: number;
  readonly stops: number;
  readonly rounds: number;
  readonly accepted: number;
  readonly repeats: number;
}

/**
 * Play the plan of a seed with its faults and without, and hold one against the other.
 *
 * @param days nights of the run
 * @param clock with steps of the clock; verdicts then need not be those of the undisturbed run, since what is known when is another
 */
export async function playSeed(seed: number, days: number, clock = false): Promise<SeedResult> {
  const folder = mkdtempSync(join(tmpdir(), "fengsui-sim-"));
  try {
    const plan = drawPlan(seed, days, { clock });
    const ran = await playPlan(join(folder, "disturbed"), plan, true);
    const broken = [...(await brokenIn(ran))];
    if (!clock) {
      const undisturbed = await playPlan(join(folder, "undisturbed"), plan, false);
      broken.push(...(await brokenIn(undisturbed)).map((text) => `undisturbed: ${text}`));
      broken.push(...(await differing(ran, undisturbed)));
    }
    return { seed, broken, ...countsOf(ran) };
  } finally {
    if (!process.env.FENGSUI_KEEP_SIM) rmSync(folder, { recursive: true, force: true });
    else console.error(folder);
  }
}

function countsOf({ kills, stops, rounds, peer }: Ran) {
  const accepted = [...peer.accepted.values()];
  const repeats = accepted.reduce((sum, { times }) => sum + times - 1, 0);
  return { kills, stops, rounds, accepted: accepted.length, repeats };
}
