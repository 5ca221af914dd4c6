import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { main } from "../pipeline/main.ts";

/** Three minutes on two cores is what the demo may take. */
const ALLOWED_SECONDS = 180;

/** Play the whole demo into a temporary folder and say which share of its three minutes it took. */
export async function run(args: string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "fengsui-bench-"));
  const began = performance.now();
  try {
    const code = await main(["demo", join(folder, "demo"), ...args]);
    const seconds = (performance.now() - began) / 1000;
    console.log(
      `demo: exit ${code}, ${seconds.toFixed(0)} s, ${(seconds / ALLOWED_SECONDS).toFixed(2)} of the ${ALLOWED_SECONDS} s allowed`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
