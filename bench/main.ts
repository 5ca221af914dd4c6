import { MEASURE } from "./measured.ts";
import { keepResult } from "./results.ts";

/** `npm run bench -- NAME [ARGS]`: run one measured comparison. */
const BENCHES: Readonly<Record<string, () => Promise<{ run(args: string[]): Promise<void> }>>> = {
  detectors: () => import("./detectors/main.ts"),
  nights: () => import("./nights.ts"),
  ingest: () => import("./ingest.ts"),
  xlsx: () => import("./xlsx.ts"),
  fuzz: () => import("./fuzz.ts"),
  attacks: () => import("./attacks.ts"),
  findings: () => import("./findings.ts"),
  disclosure: () => import("./disclosure.ts"),
  export: () => import("./export.ts"),
  backtest: () => import("./backtest.ts"),
  curves: () => import("./curves.ts"),
  budget: () => import("./budget.ts"),
  plan: () => import("./plan.ts"),
  calibration: () => import("./calibration.ts"),
  judging: () => import("./judging.ts"),
  rules: () => import("./rules.ts"),
  mail: () => import("./mail.ts"),
  mails: () => import("./mails.ts"),
  prompt: () => import("./prompt.ts"),
  reports: () => import("./reports.ts"),
  sim: () => import("./sim.ts"),
  crash: () => import("./crash.ts"),
  stopping: () => import("./stopping.ts"),
  startup: () => import("./startup.ts"),
  warehouse: () => import("./warehouse.ts"),
};

/** What is asked for: a bench, whose figures are kept, or the page of all that were kept. */
async function runNamed(name: string, args: string[]): Promise<void> {
  if (name === "table") return (await import("./results.ts")).run();
  const { run } = await BENCHES[name]!();
  // The process of one measurement within a bench prints nothing that is to be kept.
  if (args[0] === MEASURE) return run(args);
  return keepResult(name, args, () => run(args));
}

const [name = "", ...args] = process.argv.slice(2);
if (name === "table" || Object.hasOwn(BENCHES, name)) await runNamed(name, args);
else {
  console.error(`npm run bench -- NAME, where NAME is one of: ${Object.keys(BENCHES).join(", ")}, table`);
  process.exitCode = 2;
}
