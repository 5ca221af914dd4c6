import type { Past, PastLayoff, Stretch } from "../backtest/past.ts";
import { addDays, daysBetween } from "../calendar/periods.ts";
import { drawGamma, drawPoisson, type Uniform } from "../detectors/random.ts";
import type { NullRegion } from "./null-region.ts";

/** Days from a report's date until it becomes known. */
const PASSED_ON = 1;

/**
 * Draw a stretch of usual reports of layoffs, with a steady stock of insured: the yearly number is drawn with its uncertainty, the sizes are
 * drawn from history, and no two reports of a place are closer than in history.
 */
export function drawNullLayoffs(
  nullRegion: NullRegion,
  owed: Past["owed"],
  stretch: Stretch,
  stretchYears: number,
  uniform: Uniform,
): Past {
  const places = layoffPlaces(nullRegion);
  return {
    ...{ areas: nullRegion.areas, owed },
    layoffs:
      nullRegion.layoffs.length === 0
        ? []
        : spansOf(stretch, stretchYears).flatMap((span) => drawLayoffs(nullRegion, places, span, uniform)),
    figures: new Map([["insured-persons", steadyStock(nullRegion, stretch)]]),
  };
}

/** Split a stretch into spans of years; uncertain parameters are drawn anew for each span. */
function spansOf({ from, to }: Stretch, years: number): Stretch[] {
  const spans: Stretch[] = [];
  for (let start = from; start < to; ) {
    const next = addDays(start, Math.round(years * 365.25));
    spans.push({ from: start, to: next < to ? next : to });
    start = next;
  }
  return spans;
}

/** Tries to place a report before the last place is kept. */
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
  // Bootstrap the sizes (Efron 1979): history is only one sample of them.
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
    // Every drawn report is of an enterprise, and a group, that reported nothing else.
    const firm = {
      employerKey: `drawn ${from} ${at}`,
      code: null,
      nameKey: "",
      groupKey: null,
      controller: null,
    };
    const where = { area: place.area, ...firm, receivedOn };
    return { ...model, ...where, knownOn: addDays(receivedOn, PASSED_ON) };
  });
}

/** A place where layoffs are reported: how often, as a running share of all, and of how many persons at most. */
interface LayoffPlace {
  readonly area: string;
  readonly upTo: number;
  readonly most: number;
}

/** Weigh places half by past reports, half by size: a place without past reports can still have one. */
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

/** Each place's last known insured, known before the stretch and for all of it. */
function steadyStock({ indicators }: NullRegion, { from }: Stretch) {
  const insured = indicators.find(({ id }) => id === "insured-persons");
  if (!insured) return [];
  const day = addDays(from, -1);
  return insured.numerator.places.map(({ area, level }) => ({
    ...{ area, period: day, numerator: level, denominator: null, complete: true, knownOn: day },
  }));
}
