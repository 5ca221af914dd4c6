import { type Calibration, calibrationNamed } from "./calibration.ts";

/** Which measured detector a rule of the catalogue rests on. */
const USED: Readonly<Record<string, string>> = {
  "claims-unusual": "Farrington 2013",
  "claims-small-counts": "exact negative-binomial limit",
  "insured-drift": "two-sided CUSUM",
};

/** The calibration of the detector a rule rests on; undefined for a rule of plain comparisons. */
export function calibrationOfRule(rule: string): Calibration | undefined {
  const detector = USED[rule];
  return detector === undefined ? undefined : calibrationNamed(detector);
}
