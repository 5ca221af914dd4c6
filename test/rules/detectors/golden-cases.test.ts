import { describe, expect, test } from "vitest";
import { formatCell } from "../../../pipeline/commands/detect/csv.ts";
import { methodNamed } from "../../../pipeline/commands/detect/methods.ts";
import { readSeries } from "../../../pipeline/commands/detect/series-file.ts";
import { apart, goldenPath, haveGolden, numberOf, readGolden, WITHOUT_GOLDEN } from "./golden.ts";

/** Relative tolerance by method: the papers' methods that are plain arithmetic agree to nine digits and more. */
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

/** Columns that hold alarms and other whole marks: these must be identical. */
const MARKS = new Set([
  "alarm",
  "alarm_literature",
  "alarm_documented",
  "violation",
  "above",
  "below",
  "trend",
  "t",
]);

/** Below this R's own p-value loses digits (6.34726e-262 where exact summation gives 6.34760e-262). */
const BEYOND_R = 1e-200;

/** A score near zero is a difference of nearly equal numbers: measured against one thousandth. */
const SCORE_FLOOR = 1e-3;

const report: string[] = [];
describe(`golden cases${WITHOUT_GOLDEN}`, () => {
  const cases = haveGolden ? readGolden("golden/cases.csv") : [];
  for (const row of cases) {
    test(row.case_id!, () => {
      const series = readSeries(goldenPath(`golden/${row.series_file}`));
      const output = methodNamed(row.method!).run(series, JSON.parse(row.settings_json!));
      const expected = readGolden(`golden/${row.output_file}`);
      const names = Object.keys(output.columns);
      expect(names).toEqual(Object.keys(expected[0]!));
      expect(output.columns[names[0]!]!.length).toBe(expected.length);
      let worst = 0;
      let where = "";
      for (const name of names) {
        if (name === "mu0" && output.columns.mu0) {
          if (JSON.parse(row.settings_json!).thresholdMethod === "delta") continue;
        }
        const ours = output.columns[name]!;
        expected.forEach((line, i) => {
          const text = formatCell(ours[i]!);
          if (text === line[name]) return;
          const [mine, theirs] = [numberOf(text), numberOf(line[name])];
          if (name === "pvalue" && mine < BEYOND_R && theirs < BEYOND_R) return;
          const d = apart(mine, theirs, name === "score" ? SCORE_FLOOR : 0);
          if (MARKS.has(name)) expect(text, `${name} in row ${i + 1}`).toBe(line[name]);
          if (!(d <= worst)) [worst, where] = [d, `${name} row ${i + 1}: ${text} against ${line[name]}`];
        });
      }
      report.push(`${worst.toExponential(2)} ${row.case_id} ${where}`);
      expect(worst, where).toBeLessThan(TOLERANCE[row.method!]!);
      if (output.alarms !== undefined && row.n_alarms !== "")
        expect(output.alarms).toBe(Number(row.n_alarms));
    });
  }
  test("report", () => console.log(report.join("\n")));
});
