import { mkdirSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve } from "node:path";
import { type BilingualFilling, bilingual, bilingualLines } from "../../../../reports/language/bilingual.ts";
import type { Text } from "../../../../rules/indicators/define.ts";
import { writeWhole } from "../../../../warehouse/engine/whole-file.ts";
import { UserError } from "../../../deployment/user-error.ts";
import type { Effects } from "../../console/effects.ts";
import { formatCsv, parseCsv } from "./csv.ts";
import type { Columns, DetectOutput } from "./method.ts";
import { methodNamed } from "./methods.ts";
import { columnOf, readSeries, readText } from "./series-file.ts";

/** One row of the table of cases. */
interface DetectCase {
  readonly id: string;
  readonly method: string;
  readonly seriesFile: string;
  readonly outputFile: string;
  readonly settings: unknown;
}

const NEEDED = ["method", "series_file", "output_file", "settings_json"] as const;

/** R writes missing and infinite numbers as bare words, which JSON does not know. */
const BARE_WORD = /(?<=[:,[]\s*)(?:NA|NaN|-?Inf)(?=\s*[,\]}])/g;

/** Settings from JSON text; an empty text means none, and R's NA, NaN and Inf mean null. */
export function parseSettings(text: string, where: BilingualFilling): unknown {
  if (text.trim() === "") return {};
  try {
    return JSON.parse(text.replace(BARE_WORD, "null")) as unknown;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const example = '{"b": 4, "w": 3}';
    throw new UserError(bilingual("error.settings-not-json", { where, reason, example }));
  }
}

function readCases(file: string): DetectCase[] {
  const table = parseCsv(readText(file, "error.unreadable-cases"));
  const missing = NEEDED.filter((name) => !table.names.includes(name));
  if (missing.length > 0) {
    throw new UserError(
      bilingual("error.cases-lack-columns", { file, missing, needed: NEEDED, found: table.names }),
    );
  }
  const cells = (name: string) => columnOf(table, name) ?? [];
  const [method, series, output, settings] = NEEDED.map(cells);
  const ids = columnOf(table, "case_id");
  return table.rows.map((_, i) => {
    const id = ids?.[i] || `line ${i + 2}`;
    return {
      id,
      method: method![i]!,
      seriesFile: series![i]!,
      outputFile: output![i]!,
      settings: parseSettings(settings![i]!, bilingual("error.where-case", { file, case: id })),
    };
  });
}

function writeResult(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeWhole(path, text);
}

function inside(root: string, path: string): string {
  const full = resolve(root, path);
  const way = relative(resolve(root), full);
  if (way === "" || way.startsWith("..") || isAbsolute(way))
    throw new UserError(bilingual("error.output-outside", { file: path, dir: root }));
  return full;
}

/** Write the table of one output, and the files that accompany it. */
export function writeOutput(output: DetectOutput, root: string, file: string): void {
  const path = inside(root, file);
  const write = (target: string, columns: Columns) => writeResult(target, formatCsv(columns));
  write(path, output.columns);
  for (const { suffix, instead = "", columns } of output.beside ?? []) {
    const stem = path.replace(/\.csv$/, "");
    const base = instead !== "" && stem.endsWith(instead) ? stem.slice(0, -instead.length) : stem;
    write(`${base}${suffix}.csv`, columns);
  }
}

function rowsOf(output: DetectOutput): number {
  return Object.values(output.columns)[0]?.length ?? 0;
}

/** Run every case of a table and write its files and `results.csv`; failures are reported at the end. */
export function runCases(effects: Effects, file: string, seriesRoot: string, out: string): void {
  const cases = readCases(file);
  const failures: Text[] = [];
  const done: (readonly [DetectCase, DetectOutput])[] = [];
  for (const detectCase of cases) {
    try {
      const series = readSeries(join(seriesRoot, detectCase.seriesFile));
      const output = methodNamed(detectCase.method).run(series, detectCase.settings);
      writeOutput(output, out, detectCase.outputFile);
      done.push([detectCase, output]);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      failures.push(bilingual("error.case-failed", { case: detectCase.id, reason: error.text }));
    }
  }
  const cells = (pick: (detectCase: DetectCase, output: DetectOutput) => string | number) =>
    done.map((d) => pick(...d));
  const results = formatCsv({
    case_id: cells((detectCase) => detectCase.id),
    method: cells((detectCase) => detectCase.method),
    output_file: cells((detectCase) => detectCase.outputFile),
    n_rows: cells((_, output) => rowsOf(output)),
    n_alarms: cells((_, output) => output.alarms ?? ""),
    results_json: cells((_, output) => JSON.stringify(output.figures ?? {})),
  });
  writeResult(join(out, "results.csv"), results);
  effects.out(`${done.length} of ${cases.length} cases written to ${out}`);
  if (failures.length > 0) throw new UserError(bilingualLines(failures));
}
