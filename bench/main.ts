/** `npm run bench -- NAME [ARGS]`: run one measured comparison. */
const BENCHES: Readonly<Record<string, () => Promise<{ run(args: string[]): Promise<void> }>>> = {
  detectors: () => import("./detectors/main.ts"),
  nights: () => import("./nights.ts"),
  ingest: () => import("./ingest.ts"),
  xlsx: () => import("./xlsx.ts"),
  fuzz: () => import("./fuzz.ts"),
  attacks: () => import("./attacks.ts"),
  findings: () => import("./findings.ts"),
  export: () => import("./export.ts"),
  backtest: () => import("./backtest.ts"),
  budget: () => import("./budget.ts"),
  calibration: () => import("./calibration.ts"),
  rules: () => import("./rules.ts"),
  warehouse: () => import("./warehouse.ts"),
};

const [name = "", ...args] = process.argv.slice(2);
const bench = BENCHES[name];
if (bench) await (await bench()).run(args);
else {
  console.error(`npm run bench -- NAME, where NAME is one of: ${Object.keys(BENCHES).join(", ")}`);
  process.exitCode = 2;
}
