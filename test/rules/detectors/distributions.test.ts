import { median, sampleStandardDeviation, sampleVariance } from "simple-statistics";
import { describe, expect, test } from "vitest";
import * as d from "../../../rules/detectors/index.ts";
import { apart, haveGolden, numberOf, readGolden, WITHOUT_GOLDEN } from "./golden.ts";

type Reference = (args: readonly number[]) => number;

/** Each name in the reference table, with the function that computes it here. */
const ANSWERS: Record<string, Reference> = {
  qnorm: ([p]) => d.normalQuantile(p!),
  qt: ([p, df]) => d.studentQuantile(p!, df!),
  pnorm: ([z]) => d.normalTails(z!).lower,
  pnorm_upper: ([z]) => d.normalTails(z!).upper,
  pt_two_sided: ([t, df]) => d.studentTwoSided(t!, df!),
  "qnbinom(p;mu/(phi-1);1/phi)": ([p, size, prob]) => d.negativeBinomialQuantile(p!, size!, prob!),
  "pnbinom_upper(q;size;prob)": ([q, size, prob]) => d.negativeBinomialTails(q!, size!, prob!).upper,
  "pnbinom(q;size;prob)": ([q, size, prob]) => d.negativeBinomialTails(q!, size!, prob!).lower,
  qpois: ([p, mean]) => d.poissonQuantile(p!, mean!),
  "ppois_upper(q;mu)": ([q, mean]) => d.poissonTails(q!, mean!).upper,
  "ppois(q;mu)": ([q, mean]) => d.poissonTails(q!, mean!).lower,
  "quantile_type6(p;x...)": ([p, ...x]) => d.sampleQuantile(x, p!, 6),
  "quantile_type7(p;x...)": ([p, ...x]) => d.sampleQuantile(x, p!, 7),
  "quantile_type8(p;x...)": ([p, ...x]) => d.sampleQuantile(x, p!, 8),
  "mad(x...) const 1.4826": (x) => d.robustSpread(x),
  "sd(x...)": (x) => sampleStandardDeviation([...x]),
  "median(x...)": (x) => median([...x]),
  "var(x...)": (x) => sampleVariance([...x]),
  "IQR(x...) type 7": (x) => d.sampleQuantile(x, 0.75) - d.sampleQuantile(x, 0.25),
  lgamma: ([x]) => d.logGamma(x!),
  "qgamma(p;shape;rate=1)": ([p, shape]) => d.gammaQuantile(p!, shape!),
  "pgamma(x;shape;rate=1)": ([x, shape]) => d.gammaTails(x!, shape!).lower,
  "pchisq_upper(x;df)": ([x, df]) => d.chiSquaredUpperTail(x!, df!),
};

/** The table prints 15 digits and 0.000999 style arguments lose the sixteenth: 2e-12 covers both. */
const TOLERANCE = 2e-12;

describe("distributions against R", () => {
  const rows = haveGolden ? readGolden("golden/derived/distributions.csv") : [];
  for (const name of new Set(rows.map((row) => row.fn!))) {
    test.skipIf(!haveGolden)(name, () => {
      const answer = ANSWERS[name];
      if (answer === undefined) throw new Error(`nothing here answers to ${name}`);
      for (const row of rows.filter((r) => r.fn === name)) {
        const args = row.args!.split(";").map(Number);
        const distance = apart(answer(args), numberOf(row.value));
        expect(distance, `${name}(${row.args}) = ${row.value}, here ${answer(args)}`).toBeLessThan(TOLERANCE);
      }
    });
  }
  test.skipIf(haveGolden)(`reference table${WITHOUT_GOLDEN}`, () => undefined);
});

describe("tails and quantiles agree with each other", () => {
  test("the quantile is the smallest count that reaches p", () => {
    for (const mean of [0.2, 3, 47.5, 900, 25_000]) {
      for (const p of [1e-7, 0.01, 0.3, 0.5, 0.9, 0.999, 1 - 1e-9]) {
        for (const phi of [1.01, 2, 30]) {
          const size = mean / (phi - 1);
          const q = d.negativeBinomialQuantile(p, size, 1 / phi);
          expect(d.negativeBinomialTails(q, size, 1 / phi).lower).toBeGreaterThanOrEqual(p * (1 - 1e-12));
          expect(d.negativeBinomialTails(q - 1, size, 1 / phi).lower).toBeLessThan(p * (1 + 1e-12));
        }
        const q = d.poissonQuantile(p, mean);
        expect(d.poissonTails(q, mean).lower).toBeGreaterThanOrEqual(p * (1 - 1e-12));
        expect(d.poissonTails(q - 1, mean).lower).toBeLessThan(p * (1 + 1e-12));
      }
    }
  });

  test("far tails keep their digits where one minus the other tail has none", () => {
    expect(d.normalTails(9).upper).toBeCloseTo(1.1285884059538e-19, 30);
    expect(1 - d.normalTails(9).lower).toBe(0);
    expect(d.poissonTails(60, 7.5).upper / 1.5436e-32).toBeGreaterThan(0);
  });

  test("impossible arguments give NaN, not a number", () => {
    expect(d.normalQuantile(1.2)).toBeNaN();
    expect(d.studentQuantile(0.5, 0)).toBeNaN();
    expect(d.poissonTails(3, -1).upper).toBeNaN();
    expect(d.negativeBinomialTails(3, -1, 0.5).upper).toBeNaN();
    expect(d.sampleQuantile([], 0.5)).toBeNaN();
  });
});
