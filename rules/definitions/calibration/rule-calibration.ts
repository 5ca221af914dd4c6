import { readFileSync } from "node:fs";

/** What a rule's lines of the example gave at one level and tier in simulated regions with standard shocks (规则校准). */
export interface RuleCalibration {
  readonly rule: string;
  readonly level: string;
  readonly tier: string;
  readonly areaYears: number;
  readonly falseWarnings: number;
  /** Standard shocks that it should find at this tier or above, those found in time, and their median delay in days. */
  readonly shocks: number;
  readonly found: number;
  readonly medianDelay: number | null;
}

/** Every calibration, as `npm run bench -- curves` measured and wrote it; `table.json` is never edited by hand. */
export const RULE_CALIBRATIONS: readonly RuleCalibration[] = JSON.parse(
  readFileSync(new URL("./table.json", import.meta.url), "utf8"),
);

/** Why a rule has no calibration of its own, or where it was measured otherwise. */
export const MEASURED_OTHERWISE: Readonly<Record<string, string>> = {
  "warned-below": "counts cases below: its false warnings are in the budget of all rules together",
  "panel-loss":
    "posts lost may be fewer than none, which the model of quiet regions cannot draw: only its cases are checked",
  "panel-year-loss":
    "posts lost may be fewer than none, which the model of quiet regions cannot draw: only its cases are checked",
  "claims-broad": "on thirty years of 36 areas: `npm run bench -- backtest 0`",
  "claims-deep": "on thirty years of 36 areas: `npm run bench -- backtest 0`",
  "claims-sudden": "on thirty years of 36 areas: `npm run bench -- backtest 0`",
};

/** The calibration of a rule in words, a line for each level and tier that its lines give. */
export function ruleCalibrationLines(rule: string): string[] {
  const measured = RULE_CALIBRATIONS.filter((calibration) => calibration.rule === rule);
  if (measured.length === 0) return [MEASURED_OTHERWISE[rule] ?? "not measured"];
  return measured.map(({ level, tier, areaYears, falseWarnings, shocks, found, medianDelay }) => {
    const rate = `${falseWarnings} false in ${areaYears} area-years`;
    const shown =
      shocks > 0
        ? `; ${found} of ${shocks} standard shocks${medianDelay === null ? "" : `, median ${medianDelay} days`}`
        : "";
    return `${level} ${tier}: ${rate}${shown}`;
  });
}
