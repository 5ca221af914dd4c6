import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { formatCell } from "../../../pipeline/commands/judge/detect/csv.ts";
import type { Columns, DetectOutput } from "../../../pipeline/commands/judge/detect/method.ts";
import { methodNamed } from "../../../pipeline/commands/judge/detect/methods.ts";
import { readSeries } from "../../../pipeline/commands/judge/detect/series-file.ts";
import { apart, goldenPath, haveGolden, numberOf, readGolden, WITHOUT_GOLDEN } from "./golden.ts";

/** Relative tolerance by method. */
const TOLERANCE: Record<string, number> = {
  farringtonFlexible: 1e-6,
  farrington_trace: 1e-6,
  earsC: 1e-9,
  "algo.cusum": 1e-9,
  "qcc.ewma": 1e-9,
  "qcc.cusum": 1e-9,
  stl: 1e-9,
  HoltWinters: 1e-9,
  strucchange: 1e-6,
};

/** Cases that are compared in another way, and why. */
const EXCEPTIONS: Record<string, string> = {
  stl__cn_ui_expenditure__periodic_robust_log:
    "an even number of values with robust weights: R sorts by unsorted ranks and takes a wrong middle residual",
  HoltWinters__laus_fresno_unemployed__optim_add:
    "a search for the least squares: judged by its sum of squares",
  HoltWinters__cn_ui_expenditure__optim_mult: "a search for the least squares: judged by its sum of squares",
};

/** Alarms and marks: identical. */
const MARKS = new Set([
  "alarm",
  "alarm_literature",
  "alarm_documented",
  "violation",
  "above",
  "below",
  "t",
  "stage",
]);

/** Differences of nearly equal numbers: measured against a thousandth of their usual size where they are near 0. */
const DIFFERENCES = new Set([
  "score",
  "remainder",
  "robust_z",
  "residual",
  "ols_cusum",
  "anscombe",
  "z",
  "neg",
]);

/** Below this R's own p-value loses digits (6.34726e-262 where exact summation gives 6.34760e-262). */
const BEYOND_R = 1e-200;

type Row = Record<string, string>;

function floorOf(rows: readonly Row[], name: string): number {
  if (!DIFFERENCES.has(name)) return 0;
  const sizes = rows.map((row) => Math.abs(numberOf(row[name]))).filter(Number.isFinite);
  return (1e-3 * sizes.reduce((a, b) => a + b, 0)) / Math.max(sizes.length, 1);
}

/** Largest distance over a table; marks and texts must be identical. */
function compare(columns: Columns, expected: readonly Row[], skip: (name: string) => boolean) {
  const names = Object.keys(expected[0]!);
  expect(Object.keys(columns)).toEqual(names);
  let worst = { distance: 0, where: "" };
  for (const name of names.filter((n) => !skip(n))) {
    expect(columns[name]!.length, name).toBe(expected.length);
    const floor = floorOf(expected, name);
    expected.forEach((row, i) => {
      const ours = formatCell(columns[name]![i]!);
      const theirs = row[name]!;
      if (ours === theirs) return;
      const where = `${name}, row ${i + 1}: ${ours} against ${theirs}`;
      if (MARKS.has(name)) throw new Error(`${where} must be identical`);
      const [a, b] = [numberOf(ours), numberOf(theirs)];
      if (name === "pvalue" && a < BEYOND_R && b < BEYOND_R) return;
      const distance = apart(a, b, floor);
      if (!(distance <= worst.distance)) worst = { distance, where };
    });
  }
  return worst;
}

function checkBeside(output: DetectOutput, row: Row, tolerance: number): void {
  for (const { suffix, instead = "", columns } of output.beside ?? []) {
    const file = `golden/${row.output_file!.replace(new RegExp(`${instead}\\.csv$`), `${suffix}.csv`)}`;
    expect(existsSync(goldenPath(file)), file).toBe(true);
    const worst = compare(columns, readGolden(file), () => false);
    expect(worst.distance, `${file} ${worst.where}`).toBeLessThan(tolerance);
  }
}

/** Every number of a recorded result against ours of the same name. */
function checkFigures(recorded: unknown, ours: unknown, name: string): void {
  if (typeof recorded === "number") checkNumber(recorded, Number(ours), name);
  else if (recorded === null || typeof recorded !== "object") expect(ours, name).toEqual(recorded);
  else {
    for (const [key, value] of Object.entries(recorded)) {
      checkFigures(value, (ours as Record<string, unknown>)?.[key], `${name}.${key}`);
    }
  }
}

function checkNumber(recorded: number, ours: number, name: string): void {
  // R subtracts a small p-value from one, and finds the boundary to four digits only.
  if (name === "p_value" && recorded < 1e-15) expect(ours).toBeLessThan(1e-15);
  else {
    const tolerance = name === "boundary_5pct" ? 2e-6 : 1e-8;
    expect(apart(ours, recorded, 1e-9), `${name}: ${ours} against ${recorded}`).toBeLessThan(tolerance);
  }
}

const ESTIMATED = new Set(["center", "std_dev"]);

describe(`cases of the reference table${WITHOUT_GOLDEN}`, () => {
  const cases = haveGolden ? readGolden("golden/cases.csv") : [];
  test.skipIf(!haveGolden)("there are 106 of them, the exceptions among them", () => {
    expect(cases.length).toBe(106);
    expect(cases.map((row) => row.case_id)).toEqual(expect.arrayContaining(Object.keys(EXCEPTIONS)));
  });

  for (const row of cases) {
    const exception = EXCEPTIONS[row.case_id!];
    test(exception === undefined ? row.case_id! : `${row.case_id} (${exception})`, () => {
      const series = readSeries(goldenPath(`golden/${row.series_file}`));
      const settings = JSON.parse(row.settings_json!) as Record<string, unknown>;
      const given = Object.fromEntries(Object.entries(settings).filter(([key]) => !ESTIMATED.has(key)));
      const output = methodNamed(row.method!).run(series, given);
      if (exception?.startsWith("a search")) {
        expect(apart(Number(output.figures?.SSE), Number(settings.SSE))).toBeLessThan(1e-8);
        return;
      }
      const expected = readGolden(`golden/${row.output_file}`);
      const skip = (name: string) => name === "mu0" && settings.thresholdMethod === "delta";
      const worst = compare(output.columns, expected, skip);
      if (exception !== undefined) {
        expect(worst.distance).toBeGreaterThan(1e-9);
        return;
      }
      expect(worst.distance, worst.where).toBeLessThan(TOLERANCE[row.method!]!);
      checkBeside(output, row, TOLERANCE[row.method!]!);
      for (const [key, ours] of Object.entries(output.figures ?? {})) {
        if (key in settings) checkFigures(settings[key], ours, key);
      }
      if (output.alarms !== undefined && row.n_alarms !== "")
        expect(output.alarms).toBe(Number(row.n_alarms));
    });
  }
});
