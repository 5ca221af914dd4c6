import { indicatorById } from "../indicators/index.ts";
import { addDays } from "../periods.ts";
import type { Policy } from "../policy.ts";
import { rulesInUse } from "../skill/judge-past.ts";
import { judgeLayoffRule, judgeRollingRule } from "../skill/judge-past-layoffs.ts";
import type { Past, PastLayoff, Point, Stretch } from "../skill/past.ts";
import type { Calm } from "./calm.ts";
import { drawGamma, drawPoisson, type Uniform } from "./draw.ts";

/** Days between a report's date and the day it is passed on. */
const PASSED_ON = 1;
/** The insured are told anew so often: a stock older than a hundred days is not used. */
const STOCK_EVERY = 60;

/**
 * What the rules on layoffs say of a stretch in which enterprises report as they usually do: as many in a year as history had
 * (its own uncertainty drawn too), each of a size, and in a place, that history saw.
 */
export function judgeCalmLayoffs(
  calm: Calm,
  owed: Past["owed"],
  policy: Policy,
  stretch: Stretch,
  uniform: Uniform,
): Point[] {
  const inUse = rulesInUse(policy).filter(({ rule }) => rule.kind === "event" || isRolling(rule.indicator));
  if (inUse.length === 0 || calm.layoffs.length === 0) return [];
  const past: Past = {
    ...{ areas: calm.areas, owed },
    layoffs: drawLayoffs(calm, stretch, uniform),
    figures: new Map([["insured-persons", steadyStock(calm, stretch)]]),
  };
  return inUse.flatMap(({ rule, settings }) =>
    rule.kind === "event"
      ? judgeLayoffRule({ rule, settings }, past, stretch)
      : judgeRollingRule({ rule, settings }, past, policy, stretch),
  );
}

const isRolling = (indicator: string): boolean =>
  indicatorById(indicator)?.periods.includes("rolling-30-days") ?? false;

function drawLayoffs({ layoffs, layoffYears }: Calm, { from, to }: Stretch, uniform: Uniform): PastLayoff[] {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  const perYear = drawGamma(layoffs.length + 0.5, uniform) / layoffYears;
  const count = drawPoisson((perYear * days) / 365.25, uniform);
  // History is one draw of what is usual: which sizes there are is drawn anew with it (Efron 1979).
  const usual = layoffs.map(() => layoffs[Math.floor(uniform() * layoffs.length)]!);
  return Array.from({ length: count }, (_, at) => {
    const model = usual[Math.floor(uniform() * usual.length)]!;
    const receivedOn = addDays(from, Math.floor(uniform() * days));
    return { ...model, employerKey: `drawn ${at}`, receivedOn, knownOn: addDays(receivedOn, PASSED_ON) };
  });
}

/** Every place's insured as last known, told again and again. */
function steadyStock({ indicators }: Calm, { from, to }: Stretch) {
  const insured = indicators.find(({ id }) => id === "insured-persons");
  if (!insured) return [];
  const days: string[] = [];
  for (let day = addDays(from, -STOCK_EVERY); day <= to; day = addDays(day, STOCK_EVERY)) days.push(day);
  return insured.numerator.places.flatMap(({ area, level }) =>
    days.map((day) => ({
      ...{ area, period: day, numerator: level, denominator: null, complete: true, knownOn: day },
    })),
  );
}
