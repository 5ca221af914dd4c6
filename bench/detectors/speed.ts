import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ears, earsC3, farringtonFlexible } from "../../rules/detectors/index.ts";
import { benchSeries, readTable, runR, SHARED, surveillanceVersion } from "./reference.ts";
import { FARRINGTON, TASKS, type Task } from "./tasks.ts";

/** Milliseconds per unit: the best of several runs over all series, after a warm-up run. */
function measure(task: Task, series: readonly Float64Array[]): number {
  const once = () => {
    const begin = performance.now();
    for (const s of series) task.run(s);
    return performance.now() - begin;
  };
  once();
  const best = Math.min(once(), once(), once(), once());
  return best / series.reduce((sum, s) => sum + task.unitsOf(s.length), 0);
}

interface Reference {
  readonly title: string;
  readonly perUnit: ReadonlyMap<string, number>;
}

/** R timed now on some of the series, or the figures recorded for it. */
function referenceTimes(version: string | null, howMany: number): Reference {
  let path = join(SHARED, "bench/bench_r_1260.csv");
  let title = "R's recorded figures (surveillance 1.26.0; R is not installed here)";
  if (version !== null) {
    path = join(mkdtempSync(join(tmpdir(), "bench-")), "times.csv");
    runR(join(SHARED, "scripts/bench_r.R"), [join(SHARED, "bench/bench_series.csv"), path, String(howMany)]);
    title = `R timed now on ${howMany} series (surveillance ${version})`;
  }
  return { title, perUnit: new Map(readTable(path).map((row) => [row.task!, Number(row.ms_per_unit)])) };
}

/** Bounds and alarms of one series by task name of the R script. */
function valuesOf(
  s: Float64Array,
): Record<string, { from: number; upper: Float64Array; alarm: Float64Array }> {
  const last = { from: s.length - 51, to: s.length };
  return {
    C1: ears(s, { method: "C1" }),
    C2: ears(s, { method: "C2" }),
    C3: earsC3(s, { rule: "r" }),
    default: farringtonFlexible({ counts: s }, { ...FARRINGTON.default, ...last }),
    noufaily: farringtonFlexible({ counts: s }, { ...FARRINGTON.noufaily, ...last }),
  };
}

/** Compare every bound and alarm with R's on some series. */
function compareValues(series: readonly Float64Array[], howMany: number): string {
  const path = join(mkdtempSync(join(tmpdir(), "bench-")), "values.csv");
  runR("values.R", [join(SHARED, "bench/bench_series.csv"), path, String(howMany)]);
  const ours = series.slice(0, howMany).map(valuesOf);
  let worst = 0;
  let alarms = 0;
  let points = 0;
  for (const row of readTable(path)) {
    const found = ours[Number(row.series) - 1]![row.task!]!;
    const i = Number(row.t) - found.from;
    points += 1;
    if (row.upper !== "NA" && row.upper !== "NaN") {
      const theirs = Number(row.upper);
      worst = Math.max(worst, Math.abs(found.upper[i]! - theirs) / Math.max(Math.abs(theirs), 1e-3));
    }
    if (row.alarm !== "NA" && found.alarm[i] !== Number(row.alarm)) alarms += 1;
  }
  return `${points} bounds: largest relative difference ${worst.toExponential(1)}, ${alarms} alarms differ`;
}

/** Speed side by side with R, as ratios. */
export function speed(full: boolean): void {
  const howMany = full ? 500 : 20;
  const series = benchSeries();
  const version = surveillanceVersion();
  const reference = referenceTimes(version, howMany);
  console.log(`\nSpeed on 500 x 520 weeks, one thread, against ${reference.title}`);
  console.log(
    "task                                                     ours ms/unit   R ms/unit   times R's   wanted",
  );
  for (const task of TASKS) {
    const ours = measure(task, series);
    const theirs = reference.perUnit.get(task.name);
    const ratio =
      theirs === undefined ? "no figure" : `${(theirs / ours).toFixed(theirs / ours < 10 ? 1 : 0)}`;
    console.log(
      `${task.name.padEnd(56)} ${ours.toPrecision(3).padStart(12)} ${String(theirs ?? "-").padStart(11)} ${ratio.padStart(11)} ${String(task.wanted ?? "-").padStart(8)}`,
    );
  }
  if (version !== null) console.log(`Results on ${howMany} series: ${compareValues(series, howMany)}`);
}
