import { judgeLayoffRule, judgeRollingRule } from "../backtest/judge-past-layoffs.ts";
import type { Past, PastLayoff, Point, Stretch } from "../backtest/past.ts";
import { rulesInUse } from "../backtest/rule-in-use.ts";
import { addDays, daysBetween } from "../calendar/periods.ts";
import { drawGamma, drawPoisson, type Uniform } from "../detectors/random.ts";
import { indicatorById } from "../indicators/index.ts";
import type { Policy } from "../policy/policy.ts";
import type { NullRegion } from "./null-region.ts";

/** Days between a report's date and the day it is passed on. */
const PASSED_ON = 1;
/** The insured are told anew so often: a stock older than a hundred days is not used. */
const STOCK_EVERY = 60;

/**
 * What the rules on layoffs say of a stretch in which enterprises report as they usually do: as many in a year as history had
 * (its own uncertainty drawn too), each of a size that history saw, no two of a place closer than history saw them.
 */
export function judgeNullLayoffs(
  nullRegion: NullRegion,
  owed: Past["owed"],
  policy: Policy,
  stretch: Stretch,
  stretchYears: number,
  uniform: Uniform,
): Point[] {
  const inUse = rulesInUse(policy).filter(({ rule }) => rule.kind === "event" || isRolling(rule.indicator));
  if (inUse.length === 0 || nullRegion.layoffs.length === 0) return [];
  const places = layoffPlaces(nullRegion);
  const past: Past = {
    ...{ areas: nullRegion.areas, owed },
    layoffs: spansOf(stretch, stretchYears).flatMap((span) => drawLayoffs(nullRegion, places, span, uniform)),
    figures: new Map([["insured-persons", steadyStock(nullRegion, stretch)]]),
  };
  return inUse.flatMap(({ rule, settings }) =>
    rule.kind === "event"
      ? judgeLayoffRule({ rule, settings }, past, stretch)
      : judgeRollingRule({ rule, settings }, past, policy, stretch),
  );
}

const isRolling = (indicator: string): boolean =>
  indicatorById(indicator)?.periods.includes("rolling-30-days") ?? false;

/** A stretch in spans of years: what is not known for sure is drawn anew for each. */
function spansOf({ from, to }: Stretch, years: number): Stretch[] {
  const spans: Stretch[] = [];
  for (let start = from; start < to; ) {
    const next = addDays(start, Math.round(years * 365.25));
    spans.push({ from: start, to: next < to ? next : to });
    start = next;
  }
  return spans;
}

/** How often a report is placed anew before it is left where it fell. */
const TRIES = 20;

function drawLayoffs(
  nullRegion: NullRegion,
  places: readonly LayoffPlace[],
  { from, to }: Stretch,
  uniform: Uniform,
): PastLayoff[] {
  const { layoffs, layoffYears, layoffGap } = nullRegion;
  const days = daysBetween(from, to);
  const perYear = drawGamma(layoffs.length + 0.5, uniform) / layoffYears;
  const count = drawPoisson((perYear * days) / 365.25, uniform);
  // History is one draw of what is usual: which sizes there are is drawn anew with it (Efron 1979).
  const usual = layoffs.map(() => layoffs[Math.floor(uniform() * layoffs.length)]!);
  const taken = new Map<string, number[]>();
  return Array.from({ length: count }, (_, at) => {
    const model = usual[Math.floor(uniform() * usual.length)]!;
    let [place, day] = [places[0]!, 0];
    for (let tries = 0; tries < TRIES; tries++) {
      place = placeAt(places, uniform());
      day = Math.floor(uniform() * days);
      const apart = (taken.get(place.area) ?? []).every((other) => Math.abs(other - day) >= layoffGap);
      if (apart && model.persons <= place.most) break;
    }
    taken.set(place.area, [...(taken.get(place.area) ?? []), day]);
    const receivedOn = addDays(from, day);
    const where = { area: place.area, employerKey: `drawn ${from} ${at}`, receivedOn };
    return { ...model, ...where, knownOn: addDays(receivedOn, PASSED_ON) };
  });
}

/** A place where layoffs are reported: how often, as a running share of all, and of how many persons at most. */
interface LayoffPlace {
  readonly area: string;
  readonly upTo: number;
  readonly most: number;
}

/** Half by where history saw reports, half by size: a place of which none is known is not free of them. */
function layoffPlaces({ layoffs, indicators }: NullRegion): LayoffPlace[] {
  const insured = indicators.find(({ id }) => id === "insured-persons")?.numerator.places ?? [];
  const size = new Map(insured.map(({ area, level }) => [area, level]));
  const all = insured.reduce((sum, { level }) => sum + level, 0);
  const seen = new Map<string, number>();
  for (const { area } of layoffs) seen.set(area, (seen.get(area) ?? 0) + 1 / layoffs.length);
  const share = Math.max(
    ...layoffs.map(({ area, persons }) => (size.get(area) ? persons / size.get(area)! : 0)),
  );
  let upTo = 0;
  return [...new Set([...seen.keys(), ...size.keys()])].sort().map((area) => {
    const bySize = all > 0 ? (size.get(area) ?? 0) / all : (seen.get(area) ?? 0);
    upTo += ((seen.get(area) ?? 0) + bySize) / 2;
    return { area, upTo, most: size.has(area) ? share * size.get(area)! : Number.POSITIVE_INFINITY };
  });
}

const placeAt = (places: readonly LayoffPlace[], share: number): LayoffPlace =>
  places.find(({ upTo }) => share < upTo) ?? places.at(-1)!;

/** Every place's insured as last known, told again and again. */
function steadyStock({ indicators }: NullRegion, { from, to }: Stretch) {
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
