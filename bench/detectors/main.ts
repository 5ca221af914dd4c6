import { haveShared, SHARED } from "./reference.ts";
import { runLengths } from "./run-lengths.ts";
import { simulation } from "./simulation.ts";
import { speed } from "./speed.ts";

const PARTS = ["speed", "run-lengths", "simulation"] as const;

/**
 * The detectors against their references: speed against R, run lengths against theory, false alarms and detection
 * against R on simulated series. `--full` takes all series and many more runs (about half an hour with R).
 */
export async function run(args: string[]): Promise<void> {
  const full = args.includes("--full");
  const seed = Number(args.find((a) => a.startsWith("--seed="))?.slice("--seed=".length) ?? 20260315);
  const named = args.filter((a) => !a.startsWith("--"));
  const unknown = named.filter((name) => !PARTS.some((part) => part === name));
  if (unknown.length > 0) throw new Error(`unknown part ${unknown.join(", ")}; allowed: ${PARTS.join(", ")}`);
  const wanted = (part: (typeof PARTS)[number]) => named.length === 0 || named.includes(part);
  if (wanted("speed")) {
    if (haveShared) speed(full);
    else console.log(`Speed: left out, ${SHARED}bench is not beside the checkout`);
  }
  if (wanted("run-lengths")) runLengths(full, seed);
  if (wanted("simulation")) simulation(full, seed);
}
