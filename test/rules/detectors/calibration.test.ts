import { describe, expect, it } from "vitest";
import {
  CALIBRATIONS,
  calibrationNamed,
  calibrationText,
  exceedsNominal,
} from "../../../rules/detectors/calibration/calibration.ts";
import { calibrationOfRule } from "../../../rules/detectors/calibration/used-by.ts";

describe("what detectors promise", () => {
  it("is measured at twelve kinds of null series", () => {
    expect(CALIBRATIONS.length).toBe(10);
    for (const { measured, detector } of CALIBRATIONS) expect(measured, detector).toHaveLength(12);
  });

  it("a mean and deviation of seven values cry 1.4 times in a hundred where 0.1 is promised", () => {
    // Student's t with 6 degrees of freedom: P(t > 3.0902 / sqrt(1 + 1/7)) = 0.0138.
    const at = calibrationNamed("EARS C1")!.measured.find(
      (figure) => figure.mean === 150 && figure.dispersion === 1,
    )!;
    const error = Math.sqrt((0.0138 * 0.9862) / at.judged);
    expect(Math.abs(at.rate - 0.0138)).toBeLessThan(4 * error);
    expect(exceedsNominal(calibrationNamed("EARS C1")!)).toBe(true);
    expect(calibrationText(calibrationNamed("EARS C1")!).en).toContain("MORE THAN TWICE");
    expect(calibrationText(calibrationNamed("EARS C1")!).zh).toContain("超过标称的两倍");
  });

  it("Farrington as improved keeps within twice its promise", () => {
    expect(exceedsNominal(calibrationNamed("Farrington 2013")!)).toBe(false);
    expect(calibrationOfRule("claims-unusual")?.detector).toBe("Farrington 2013");
    expect(calibrationOfRule("single-layoff")).toBeUndefined();
  });
});
