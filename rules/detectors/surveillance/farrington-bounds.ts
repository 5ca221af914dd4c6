import { negativeBinomialQuantile, negativeBinomialTails } from "../distributions/negative-binomial.ts";
import { normalQuantile } from "../distributions/normal-quantile.ts";
import { normalTails } from "../distributions/normal-tails.ts";
import { poissonQuantile, poissonTails } from "../distributions/poisson.ts";
import type { FarringtonModel } from "./farrington-model.ts";
import type { FullFarringtonSettings } from "./farrington-settings.ts";

/** Upper bound of a count and how far the count goes towards it. */
export interface FarringtonBounds {
  readonly expected: number;
  /** The mean whose quantile is the bound. */
  readonly meanQuantile: number;
  readonly upper: number;
  readonly score: number;
  readonly pValue: number;
}

const EXPONENT = { "2/3": 2 / 3, "1/2": 1 / 2, none: 1 } as const;

function power(x: number, exponent: number): number {
  return exponent === 1 ? x : exponent === 0.5 ? Math.sqrt(x) : x ** exponent;
}

function deltaBounds(y: number, model: FarringtonModel, settings: FullFarringtonSettings): FarringtonBounds {
  const mean = Math.exp(model.eta);
  const exponent = EXPONENT[settings.powertrans];
  const se = model.seEta * mean;
  const tau = model.phi + (se * se) / mean;
  const sd = exponent * Math.sqrt(mean ** (2 * exponent - 1) * tau);
  const centre = power(mean, exponent);
  const upper = (centre + normalQuantile(1 - settings.alpha) * sd) ** (1 / exponent);
  return {
    expected: mean,
    meanQuantile: mean,
    upper,
    score: (y - mean) / (upper - mean),
    pValue: normalTails((power(y, exponent) - centre) / sd).upper,
  };
}

function countBounds(y: number, model: FarringtonModel, settings: FullFarringtonSettings): FarringtonBounds {
  const { eta, seEta, phi } = model;
  const expected = Math.exp(eta);
  const shift = settings.thresholdMethod === "muan" ? normalQuantile(1 - settings.alpha) * seEta : 0;
  const mean = Math.exp(eta + shift);
  if (!Number.isFinite(mean)) {
    return {
      expected: Number.NaN,
      meanQuantile: mean,
      upper: Number.NaN,
      score: Number.NaN,
      pValue: Number.NaN,
    };
  }
  const size = mean / (phi - 1);
  const upper =
    phi > 1
      ? negativeBinomialQuantile(1 - settings.alpha, size, 1 / phi)
      : poissonQuantile(1 - settings.alpha, mean);
  const tails = phi > 1 ? negativeBinomialTails(y - 1, size, 1 / phi) : poissonTails(y - 1, mean);
  // R takes the score on the log of the expected count here: only the sign of score - 1 means anything.
  return { expected, meanQuantile: mean, upper, score: (y - eta) / (upper - eta), pValue: tails.upper };
}

/**
 * Upper bound of the current count (当前计数的上界): on a power scale, or as a quantile of a count.
 *
 * @internal
 */
export function farringtonBounds(
  y: number,
  model: FarringtonModel,
  settings: FullFarringtonSettings,
): FarringtonBounds {
  return settings.thresholdMethod === "delta"
    ? deltaBounds(y, model, settings)
    : countBounds(y, model, settings);
}
