import { basename } from "node:path";
import { Command } from "commander";
import { bilingual } from "../../../reports/language/bilingual.ts";
import { calibrationsOf, calibrationText } from "../../../rules/detectors/calibration/calibration.ts";
import { UserError } from "../../deployment/user-error.ts";
import type { Effects } from "../console/effects.ts";
import type { DetectMethod, DetectOutput } from "./detect/method.ts";
import { METHODS, methodNamed } from "./detect/methods.ts";
import { parseSettings, runCases, writeOutput } from "./detect/run-cases.ts";
import { readSeries, type SeriesTable } from "./detect/series-file.ts";
import { drawChart } from "./detect/terminal-chart.ts";

/** Options of the command line. */
interface DetectOptions {
  readonly cases?: string;
  readonly seriesRoot?: string;
  readonly series?: string;
  readonly method?: string;
  readonly settings?: string;
  readonly out?: string;
}

/** Maximum number of alarms listed below the chart. */
const MOST_LISTED = 12;

function alarmLines(output: DetectOutput, series: SeriesTable): string[] {
  const { alarm, from, value } = output.chart;
  if (alarm === undefined) return [];
  const times = Array.from(alarm, (a, i) => (a === 1 ? i : -1)).filter((i) => i >= 0);
  const shown = times.slice(-MOST_LISTED).map((i) => {
    const date = series.date[from + i - 1] ?? "";
    return `  t ${from + i}${date === "" ? "" : ` (${date})`}: ${Number(value[i]!.toPrecision(6))}`;
  });
  const title = `${times.length} of ${alarm.length} marked${times.length > MOST_LISTED ? `, the last ${MOST_LISTED}` : ""}`;
  return [`${title}${shown.length > 0 ? ":" : ""}`, ...shown];
}

function figureLine(output: DetectOutput): string[] {
  if (output.figures === undefined) return [];
  return [
    `results: ${JSON.stringify(output.figures, (_, v) => (typeof v === "number" ? Number(v.toPrecision(8)) : v))}`,
  ];
}

function runOne(
  effects: Effects,
  options: DetectOptions & { readonly series: string; readonly method: string },
): void {
  const method = methodNamed(options.method);
  const settings = parseSettings(options.settings ?? "", "--settings");
  const series = readSeries(options.series);
  const output = method.run(series, settings);
  const title = `${basename(options.series)}: ${method.name}, ${method.summary}`;
  const calibrations = calibrationsOf(method.name).map(
    (calibration) => `calibration: ${calibrationText(calibration).en}`,
  );
  effects.out(
    [
      title,
      ...calibrations,
      drawChart(output.chart),
      ...alarmLines(output, series),
      ...figureLine(output),
    ].join("\n"),
  );
  if (options.out === undefined) return;
  const file = `${basename(options.series).replace(/\.csv$/, "")}__${method.name}.csv`;
  writeOutput(output, options.out, file);
  effects.out(`written to ${options.out}/${file}`);
}

function detect(effects: Effects, options: DetectOptions): void {
  const { cases, seriesRoot, series, method, out } = options;
  if (cases !== undefined && series !== undefined) throw new UserError(bilingual("error.cases-and-series"));
  if (cases !== undefined) {
    if (seriesRoot === undefined || out === undefined) {
      throw new UserError(bilingual("error.cases-without-folders"));
    }
    runCases(effects, cases, seriesRoot, out);
    return;
  }
  if (series === undefined) {
    throw new UserError(bilingual("error.nothing-to-detect"));
  }
  if (method === undefined) {
    throw new UserError(bilingual("error.series-without-method", { known: METHODS.map(({ name }) => name) }));
  }
  runOne(effects, { ...options, series, method });
}

function methodHelp({ name, summary, settingNames }: DetectMethod): string {
  const calibrations = calibrationsOf(name).map(
    (calibration) => `\n      ${calibrationText(calibration).en}`,
  );
  return `  ${name}\n      ${summary}\n      settings: ${settingNames.join(", ")}${calibrations.join("")}`;
}

/** `fengsui detect`: run a detector on one series, or on a table of cases. */
export function detectCommand(effects: Effects): Command {
  return new Command("detect")
    .option("--cases <file>", "table with the columns method, series_file, output_file, settings_json")
    .option("--series-root <dir>", "folder that series_file is relative to")
    .option(
      "--series <file>",
      "one series: a CSV file with the column value, and date and population if known",
    )
    .option("--method <name>", "method for --series")
    .option("--settings <json>", "settings for --method, as JSON")
    .option("--out <dir>", "folder to write the results to")
    .addHelpText("after", `\nMethods:\n${METHODS.map(methodHelp).join("\n")}`)
    .action((options: DetectOptions) => detect(effects, options));
}
