import { z } from "zod";
import { bilingual } from "../../../../reports/language/bilingual.ts";
import { roundedLog } from "../../../../rules/detectors/index.ts";
import type { Text } from "../../../../rules/indicators/define.ts";
import { checkValue, type SchemaIssue } from "../../../deployment/schema-issues.ts";
import { UserError } from "../../../deployment/user-error.ts";
import type { SeriesTable } from "./series-file.ts";

/** Columns of one output file. */
export type Columns = Readonly<Record<string, ArrayLike<number | string>>>;

/** The output of a method for one series. */
export interface DetectOutput {
  readonly columns: Columns;
  /** Further files: `_forecast` is written beside `x.csv` as `x_forecast.csv`. */
  readonly beside?: readonly {
    readonly suffix: string;
    readonly instead?: string;
    readonly columns: Columns;
  }[];
  /** Number of rows that alarm, where the method alarms. */
  readonly alarms?: number;
  /** Single figures: sums of squares, statistics, break dates. */
  readonly figures?: Readonly<Record<string, unknown>>;
  /** For the terminal: the first time, values, a line to compare with, and the alarms. */
  readonly chart: {
    readonly from: number;
    readonly value: ArrayLike<number>;
    readonly line?: ArrayLike<number>;
    readonly alarm?: ArrayLike<number>;
  };
}

/** A method of the command line. */
export interface DetectMethod {
  readonly name: string;
  readonly summary: string;
  readonly settingNames: readonly string[];
  readonly run: (series: SeriesTable, settings: unknown) => DetectOutput;
}

/** A setting that only records a result of the reference run: accepted and not read. */
export const recorded = z.unknown().optional().describe("result recorded with a reference case; not read");

/** First and last monitored time, counted from one. */
export const rangeSetting = z
  .tuple([z.int(), z.int()])
  .nullish()
  .describe("first and last monitored time, counted from one");

/** The range in the form that the detectors expect. */
export function fromTo(range: readonly [number, number] | null | undefined): { from?: number; to?: number } {
  return range ? { from: range[0], to: range[1] } : {};
}

/** Drop keys that are undefined or null, so that defaults apply. */
export function given<T extends object>(settings: T): { [K in keyof T]?: Exclude<T[K], undefined | null> } {
  return Object.fromEntries(Object.entries(settings).filter(([, v]) => v !== undefined && v !== null)) as {
    [K in keyof T]?: Exclude<T[K], undefined | null>;
  };
}

/** `length` values of a series, from time `from` (counted from one). */
export function slice<T>(all: ArrayLike<T>, from: number, length: number): T[] {
  return Array.from({ length }, (_, i) => all[from - 1 + i]!);
}

/** Times `from`, `from + 1`, ... */
export function times(from: number, length: number): number[] {
  return Array.from({ length }, (_, i) => from + i);
}

/** The alarms of a detector, NaN (not judged) where there is no value to judge. */
export const judgedOnly = (alarm: ArrayLike<number>, observed: ArrayLike<number>): number[] =>
  Array.from(alarm, (value, i) => (Number.isNaN(observed[i]!) ? Number.NaN : value));

/** Count the entries equal to 1. */
export function countOnes(alarm: ArrayLike<number>): number {
  return Array.from(alarm).filter((a) => a === 1).length;
}

/** Values per cycle: as set, or derived from the distance between the first two dates. */
export function frequencyOf(series: SeriesTable, set: number | undefined, method: string): number {
  if (set !== undefined) return set;
  const step = series.days === null ? Number.NaN : series.days[1]! - series.days[0]!;
  if (step === 7) return 52;
  if (step >= 28 && step <= 31) return 12;
  if (step === 1) return 365;
  throw new UserError(bilingual("error.frequency", { method, file: series.file }));
}

const TRANSFORMS = { none: (x: number) => x, log: roundedLog, log1p: Math.log1p };

/** The setting that takes logarithms before the method runs. */
export const transformSetting = z
  .enum(["none", "log", "log1p"])
  .default("none")
  .describe("transformation of the values before the method");

/** The values after the transform. */
export function transformed(values: Float64Array, transform: keyof typeof TRANSFORMS): Float64Array {
  return values.map(TRANSFORMS[transform]);
}

/** One mistake in the settings, with the description of the setting. */
function problemOf({ issue, text }: SchemaIssue, shape: z.ZodRawShape): Text {
  if (issue.code === "unrecognized_keys")
    return bilingual("error.unknown-settings", { names: issue.keys.map((key) => `"${key}"`) });
  const field = shape[String(issue.path[0] ?? "")] as z.ZodType | undefined;
  const problem = bilingual("error.at-path", { path: issue.path.join(".") || "settings", message: text });
  const description = field?.description;
  return description ? bilingual("error.setting-described", { problem, description }) : problem;
}

/** Build a method that checks its settings first and turns range errors into user errors. */
export function defineMethod<Shape extends z.ZodRawShape>(
  name: string,
  summary: string,
  shape: Shape,
  run: (series: SeriesTable, settings: z.infer<z.ZodObject<Shape, z.core.$strict>>) => DetectOutput,
): DetectMethod {
  const schema = z.strictObject(shape);
  const settingNames = Object.keys(shape).filter((key) => shape[key] !== recorded);
  const check = (settings: unknown) => {
    const parsed = checkValue(schema, settings);
    if (parsed.success) return parsed.data;
    const problems = {
      zh: parsed.issues.map((issue) => problemOf(issue, shape).zh).join("；"),
      en: parsed.issues.map((issue) => problemOf(issue, shape).en).join("; "),
    };
    throw new UserError(bilingual("error.settings", { method: name, problems, known: settingNames }));
  };
  return {
    name,
    summary,
    settingNames,
    run: (series, settings) => {
      const checked = check(settings);
      try {
        return run(series, checked);
      } catch (error) {
        if (error instanceof RangeError)
          throw new UserError(
            bilingual("error.method-on-series", { method: name, file: series.file, reason: error.message }),
          );
        throw error;
      }
    },
  };
}
