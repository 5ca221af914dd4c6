import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ears, earsC3, FARRINGTON_PRESETS, farringtonFlexible } from "../../rules/detectors/index.ts";
import { type Random, random } from "./random.ts";
import { readTable, runR, surveillanceVersion } from "./reference.ts";

const WEEKS = 624;
const JUDGED = { from: 576, to: 624 };

/** A simulated series; without outbreak k is 0. */
export interface Simulated {
  readonly counts: Float64Array;
  readonly k: number;
  /** Week the outbreak starts in, and the weeks that got cases of it. */
  readonly start: number;
  readonly outbreak: readonly number[];
}

/** Alarms of every method on one series, in R's names; `C3 literature` is the rule of the papers. */
export function alarmsOf(counts: Float64Array): Record<string, Float64Array> {
  const years = { frequency: 52, b: 5, w: 3, limit54: [0, 4], ...JUDGED } as const;
  const improved = { ...FARRINGTON_PRESETS.improved2013, b: 5, alpha: 0.01 } as const;
  const days = { baseline: 7, alpha: 0.001, ...JUDGED };
  return {
    flexible: farringtonFlexible({ counts }, { ...years, ...improved }).alarm,
    // The method of 1996 applies its alpha of 0.01 to both sides together, so the upper side has half of it.
    original: farringtonFlexible({ counts }, { ...years, ...FARRINGTON_PRESETS.original1996 }).alarm,
    C1: ears(counts, { method: "C1", ...days }).alarm,
    C2: ears(counts, { method: "C2", ...days }).alarm,
    C3: earsC3(counts, { ...days, rule: "r" }).alarm,
    "C3 literature": earsC3(counts, { ...days, rule: "literature" }).alarm,
  };
}

/** Results of a method over all series. */
export interface Score {
  /** Alarms among judged weeks without outbreak, in percent. */
  falsePositive: number;
  /** Outbreaks found, in percent, by size. */
  readonly detected: Record<3 | 5 | 10, number>;
  /** Weeks from the start to the first alarm of those found. */
  delay: number;
}

/** False-positive rate and detection over pairs of series and alarms. */
export function scoreOf(pairs: readonly { series: Simulated; alarm: ArrayLike<number> }[]): Score {
  const of = (k: number) => pairs.filter((p) => p.series.k === k);
  const shares = of(0).map(({ alarm }) => {
    const known = Array.from(alarm).filter((a) => !Number.isNaN(a));
    return known.filter((a) => a === 1).length / known.length;
  });
  const found: number[] = [];
  const share = (k: number) => {
    const hits = of(k).map(({ series, alarm }) =>
      series.outbreak.find((week) => alarm[week - JUDGED.from] === 1),
    );
    of(k).forEach(({ series }, i) => {
      if (hits[i] !== undefined) found.push(hits[i] - series.start);
    });
    return (100 * hits.filter((h) => h !== undefined).length) / hits.length;
  };
  const mean = (x: readonly number[]) => x.reduce((a, b) => a + b, 0) / x.length;
  const detected = { 3: share(3), 5: share(5), 10: share(10) };
  return { falsePositive: 100 * mean(shares), detected, delay: mean(found) };
}

/** Series with and without outbreak, drawn as the R script draws them, from our own generator. */
export function simulate(source: Random, replicates: number): Simulated[] {
  const all: Simulated[] = [];
  for (let i = 0; i < replicates * 32; i++) {
    const theta = [0.1, 1.5, 3, 5][i % 4]!;
    const phi = [1.5, 2.5][Math.floor(i / 4) % 2]!;
    const [season, trend] = [Math.floor(i / 8) % 2, (Math.floor(i / 16) % 2) * 0.0005];
    const mean = (t: number) => {
      const angle = (2 * Math.PI * t) / 52;
      return Math.exp(theta + trend * t + season * 0.3 * (Math.cos(angle) + Math.sin(angle)));
    };
    const counts = Float64Array.from({ length: WEEKS }, (_, t) => source.negativeBinomial(mean(t + 1), phi));
    all.push({ counts, k: 0, start: 0, outbreak: [] });
    const k = [3, 5, 10][source.below(3)]!;
    const start = JUDGED.from + source.below(40);
    const size = source.poisson(k * Math.sqrt(phi * mean(start)));
    if (size < 2) continue;
    const cases = Array.from({ length: size }, () => start + Math.floor(Math.exp(0.5 * source.normal())));
    const within = cases.filter((week) => week <= WEEKS);
    const raised = counts.slice();
    for (const week of within) raised[week - 1]! += 1;
    all.push({ counts: raised, k, start, outbreak: [...new Set(within)].sort((a, b) => a - b) });
  }
  return all;
}

/** Recorded figures of R on its own 704 and 699 series, used when R is not installed. */
const RECORDED: Record<string, Score> = {
  flexible: { falsePositive: 1.29, detected: { 3: 27.2, 5: 53.8, 10: 97.4 }, delay: 0.21 },
  original: { falsePositive: 2.87, detected: { 3: 38.0, 5: 69.7, 10: 98.3 }, delay: 0.22 },
  C1: { falsePositive: 3.47, detected: { 3: 20.7, 5: 44.2, 10: 81.7 }, delay: 0.13 },
  C2: { falsePositive: 4.14, detected: { 3: 28.2, 5: 46.6, 10: 87.2 }, delay: 0.22 },
  C3: { falsePositive: 4.55, detected: { 3: 19.2, 5: 37.1, 10: 83.4 }, delay: 1.2 },
};

const cells = ({ falsePositive, detected, delay }: Score) =>
  `${falsePositive.toFixed(2).padStart(6)} ${[3, 5, 10].map((k) => detected[k as 3 | 5 | 10].toFixed(1).padStart(6)).join(" ")} ${delay.toFixed(2).padStart(6)}`;

/** Series and alarms of the R script. */
function fromR(
  seed: number,
  replicates: number,
): { series: Simulated[]; alarms: Map<string, Float64Array>[] } {
  const prefix = join(mkdtempSync(join(tmpdir(), "bench-")), "simulated");
  runR("simulate.R", [String(seed), String(replicates), prefix]);
  const rows = readTable(`${prefix}_series.csv`);
  const series: Simulated[] = [];
  const alarms: Map<string, Float64Array>[] = [];
  for (const row of readTable(`${prefix}_alarms.csv`)) {
    const id = Number(row.id) - 1;
    series[id] ??= {
      counts: Float64Array.from(rows, (cellsOfWeek) => Number(Object.values(cellsOfWeek)[id])),
      k: Number(row.k),
      start: Number(row.start),
      outbreak: row.outbreak === "" ? [] : row.outbreak!.split(";").map(Number),
    };
    alarms[id] ??= new Map();
    alarms[id].set(
      row.method!,
      Float64Array.from(row.alarms!, (mark) => (mark === "-" ? Number.NaN : Number(mark))),
    );
  }
  return { series, alarms };
}

/** False alarms and detection on simulated series, compared with R. */
export function simulation(full: boolean, seed: number): void {
  const version = surveillanceVersion();
  const replicates = full ? 22 : version === null ? 22 : 2;
  const asked = version === null ? null : fromR(seed, replicates);
  const series = asked?.series ?? simulate(random(seed), replicates);
  const ours = series.map((s) => alarmsOf(s.counts));
  const baseline =
    version === null
      ? "R's recorded figures on its own series"
      : `R (surveillance ${version}) on the same series`;
  console.log(`\nSimulated outbreaks: ${series.length} series, seed ${seed}, against ${baseline}`);
  console.log(
    "method             false %  found % k=3  5     10  weeks      R: false %  3      5     10  weeks   alarms differ",
  );
  for (const method of Object.keys(ours[0] ?? {})) {
    const score = scoreOf(series.map((s, i) => ({ series: s, alarm: ours[i]![method]! })));
    if (method === "C3 literature") {
      console.log(`${method.padEnd(16)} ${cells(score)}     (R has no such rule)`);
      continue;
    }
    const alarm = (i: number) => asked!.alarms[i]!.get(method)!;
    const theirs =
      asked === null ? RECORDED[method]! : scoreOf(series.map((s, i) => ({ series: s, alarm: alarm(i) })));
    const differ =
      asked === null
        ? "-"
        : String(
            series.reduce(
              (n, _, i) => n + alarm(i).filter((a, j) => !Object.is(a, ours[i]![method]![j])).length,
              0,
            ),
          );
    console.log(`${method.padEnd(16)} ${cells(score)}     ${cells(theirs)} ${differ.padStart(12)}`);
  }
}
