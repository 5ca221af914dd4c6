import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { mean as meanOf, sampleStandardDeviation } from "simple-statistics";
import type { Calibration } from "../rules/detectors/calibration/calibration.ts";
import {
  countCusum,
  cusumRunLength,
  ears,
  earsC3,
  ewma,
  ewmaRunLength,
  FARRINGTON_PRESETS,
  farringtonFlexible,
  negativeBinomialLimits,
  poissonLimits,
  tabularCusum,
} from "../rules/detectors/index.ts";
import { type Random, random } from "./detectors/random.ts";

const ROOM = resolve(import.meta.dirname, "../rules/detectors/calibration");
const MEANS = [1, 4, 20, 150];
const DISPERSIONS = [1, 1.5, 2.5];
const SEED = 20260101;

/** A detector with its usual settings: its nominal rate for each value, and its alarms on the last values of a series. */
interface Measured {
  readonly detector: string;
  readonly method: string;
  readonly settings: string;
  readonly nominal: number;
  readonly series: number;
  readonly length: number;
  readonly judged: number;
  /** Alarms of the last values; a cumulative chart stops at its first. */
  readonly alarms: (counts: Float64Array, from: number) => ArrayLike<number>;
  readonly untilFirst?: true;
}

const weeks = { series: 250, length: 312, judged: 52 } as const;
const short = { series: 1200, length: 70, judged: 50 } as const;
const chart = { series: 1500, length: 236, judged: 200, untilFirst: true } as const;

/** Mean and spread of the values before the first judged one, as inputs of a chart. */
function before(counts: Float64Array, from: number) {
  const past = Array.from(counts.subarray(0, from - 1));
  const center = meanOf(past);
  return { center, sd: Math.max(sampleStandardDeviation(past), 1e-6) };
}

function aboveLimit(
  counts: Float64Array,
  from: number,
  limit: (past: readonly number[]) => number,
): number[] {
  const upper = limit(Array.from(counts.subarray(0, from - 1)));
  return Array.from(counts.subarray(from - 1), (count) => (count > upper ? 1 : 0));
}

const farrington = (counts: Float64Array, from: number, preset: "improved2013" | "original1996") =>
  farringtonFlexible(
    { counts },
    {
      ...FARRINGTON_PRESETS[preset],
      ...{ frequency: 52, b: 4, w: 3, alpha: 0.01, limit54: [0, 4], from, to: counts.length },
    },
  ).alarm;

const DETECTORS: readonly Measured[] = [
  ...(["C1", "C2"] as const).map(
    (method): Measured => ({
      ...{
        detector: `EARS ${method}`,
        method: "earsC",
        settings: "baseline 7, alpha 0.001",
        nominal: 0.001,
        ...short,
      },
      alarms: (counts, from) =>
        ears(counts, { method, baseline: 7, alpha: 0.001, from, to: counts.length }).alarm,
    }),
  ),
  {
    ...{
      detector: "EARS C3",
      method: "earsC",
      settings: "baseline 7, alpha 0.001",
      nominal: 0.001,
      ...short,
    },
    alarms: (counts, from) => earsC3(counts, { baseline: 7, alpha: 0.001, from, to: counts.length }).alarm,
  },
  {
    ...{
      detector: "Farrington 2013",
      method: "farringtonFlexible",
      settings: "b 4, w 3, ten seasons, alpha 0.01",
    },
    ...{ nominal: 0.01, ...weeks },
    alarms: (counts, from) => farrington(counts, from, "improved2013"),
  },
  {
    ...{
      detector: "Farrington 1996",
      method: "farringtonFlexible",
      settings: "b 4, w 3, alpha 0.01 on both sides",
    },
    ...{ nominal: 0.005, ...weeks },
    alarms: (counts, from) => farrington(counts, from, "original1996"),
  },
  {
    ...{
      detector: "exact Poisson limit",
      method: "",
      settings: "mean of 20 values, alpha 0.01",
      nominal: 0.01,
      ...short,
    },
    alarms: (counts, from) =>
      aboveLimit(counts, from, (past) => poissonLimits(meanOf([...past]), 0.01).upper),
  },
  {
    ...{
      detector: "exact negative-binomial limit",
      method: "",
      settings: "mean and dispersion of 20 values, alpha 0.01",
    },
    ...{ nominal: 0.01, ...short },
    alarms: (counts, from) =>
      aboveLimit(counts, from, (past) => {
        const center = meanOf([...past]);
        const dispersion = center > 0 ? Math.max(1, sampleStandardDeviation([...past]) ** 2 / center) : 1;
        return negativeBinomialLimits(center, dispersion, 0.01).upper;
      }),
  },
  {
    ...{
      detector: "count CUSUM",
      method: "algo.cusum",
      settings: "k 1.04, h 2.26, Rossi, mean of 36 values",
    },
    ...{ nominal: 1 / 500, ...chart },
    alarms: (counts, from) =>
      countCusum(counts, { k: 1.04, h: 2.26, transform: "rossi", from, to: counts.length }).alarm,
  },
  {
    ...{
      detector: "two-sided CUSUM",
      method: "qcc.cusum",
      settings: "k 0.5, h 5, mean and spread of 36 values",
    },
    ...{ nominal: 1 / cusumRunLength({ k: 0.5, h: 5 }), ...chart },
    alarms: (counts, from) => {
      const { above, below } = tabularCusum(counts.subarray(from - 1), {
        ...before(counts, from),
        k: 0.5,
        h: 5,
      });
      return above.map((alarm, t) => (alarm === 1 || below[t] === 1 ? 1 : 0));
    },
  },
  {
    ...{
      detector: "EWMA",
      method: "qcc.ewma",
      settings: "lambda 0.2, width 3, mean and spread of 36 values",
    },
    ...{ nominal: 1 / ewmaRunLength({ lambda: 0.2, width: 3 }), ...chart },
    alarms: (counts, from) =>
      ewma(counts.subarray(from - 1), { ...before(counts, from), lambda: 0.2, width: 3 }).alarm.map(Math.abs),
  },
];

function rateOf(entry: Measured, mean: number, dispersion: number, source: Random) {
  let [alarms, judged] = [0, 0];
  for (let run = 0; run < entry.series; run++) {
    const counts = Float64Array.from({ length: entry.length }, () =>
      dispersion > 1 ? source.negativeBinomial(mean, dispersion) : source.poisson(mean),
    );
    for (const alarm of Array.from(entry.alarms(counts, entry.length - entry.judged + 1))) {
      if (Number.isNaN(alarm)) continue;
      judged++;
      if (alarm !== 1) continue;
      alarms++;
      if (entry.untilFirst) break;
    }
  }
  return { mean, dispersion, rate: judged > 0 ? Number((alarms / judged).toPrecision(4)) : 0, judged };
}

/** `npm run bench -- calibration`: measure every detector's false-alarm rate on null series and write the table and its page. */
export async function run(): Promise<void> {
  const source = random(SEED);
  const table = DETECTORS.map((entry): Calibration => {
    const measured = MEANS.flatMap((mean) =>
      DISPERSIONS.map((dispersion) => rateOf(entry, mean, dispersion, source)),
    );
    const { detector, method, settings, nominal } = entry;
    const most = Math.max(...measured.map(({ rate }) => rate));
    console.log(`${detector}: nominal ${nominal.toPrecision(2)}, measured up to ${most.toPrecision(3)}`);
    return { detector, method, settings, nominal: Number(nominal.toPrecision(4)), measured };
  });
  writeFileSync(join(ROOM, "table.json"), tableText(table));
  console.log(
    "rules/detectors/calibration/table.json written; then npx vitest run test/house/pages.test.ts --update",
  );
}

/** The table as JSON, each measured rate on a line, so that a change is seen rate by rate. */
const tableText = (table: readonly Calibration[]): string =>
  `[\n${table
    .map(({ measured, ...calibration }) => {
      const head = Object.entries(calibration).map(
        ([key, value]) => `    "${key}": ${JSON.stringify(value)},\n`,
      );
      const rates = measured.map(
        (rate) =>
          `      { ${Object.entries(rate)
            .map(([key, value]) => `"${key}": ${value}`)
            .join(", ")} }`,
      );
      return `  {\n${head.join("")}    "measured": [\n${rates.join(",\n")}\n    ]\n  }`;
    })
    .join(",\n")}\n]\n`;
