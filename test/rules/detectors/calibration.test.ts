import { describe, expect, it } from "vitest";
import {
  breaksPromise,
  promiseNamed,
  promiseText,
} from "../../../rules/detectors/calibration/calibration.ts";
import { PROMISES } from "../../../rules/detectors/calibration/table.ts";
import { promiseOfRule } from "../../../rules/detectors/calibration/used-by.ts";

describe("what detectors promise", () => {
  it("is measured at twelve kinds of null series", () => {
    expect(PROMISES.length).toBe(10);
    for (const { measured, detector } of PROMISES) expect(measured, detector).toHaveLength(12);
  });

  it("a mean and deviation of seven values cry 1.4 times in a hundred where 0.1 is promised", () => {
    // Student's t with 6 degrees of freedom: P(t > 3.0902 / sqrt(1 + 1/7)) = 0.0138.
    const at = promiseNamed("EARS C1")!.measured.find((own) => own.mean === 150 && own.dispersion === 1)!;
    const error = Math.sqrt((0.0138 * 0.9862) / at.judged);
    expect(Math.abs(at.rate - 0.0138)).toBeLessThan(4 * error);
    expect(breaksPromise(promiseNamed("EARS C1")!)).toBe(true);
    expect(promiseText(promiseNamed("EARS C1")!).en).toContain("MORE THAN TWICE");
    expect(promiseText(promiseNamed("EARS C1")!).zh).toContain("超过标称的两倍");
  });

  it("Farrington as improved keeps within twice its promise", () => {
    expect(breaksPromise(promiseNamed("Farrington 2013")!)).toBe(false);
    expect(promiseOfRule("claims-unusual")?.detector).toBe("Farrington 2013");
    expect(promiseOfRule("single-layoff")).toBeUndefined();
  });
});
