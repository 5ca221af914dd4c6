import { describe, expect, it } from "vitest";
import { shiftPeriod } from "../../../rules/calendar/periods.ts";
import { drawCount, drawNormal, stream } from "../../../rules/detectors/random.ts";
import { predictionInterval } from "../../../rules/false-alarms/interval.ts";
import { fitNoise } from "../../../rules/false-alarms/noise.ts";

const months = Array.from({ length: 96 }, (_, at) => shiftPeriod("2018-01-31", "month", at));
const places = ["A", "B", "C", "D", "E", "F"];

describe("the noise of places is measured from their figures", () => {
  it("a flow: size, season and dispersion of counts drawn with known ones", () => {
    const uniform = stream(7).uniform;
    const season = (period: string) => (period.slice(5, 7) === "07" ? 1.3 : 1);
    const found = fitNoise(
      months,
      places.map((area) => ({
        area,
        values: months.map((month) => drawCount(60 * season(month), 2.5, uniform)),
      })),
    )!;
    expect(found.kind).toBe("flow");
    // Twelve months, one of them at 1.3: the mean is 60 × 12.3 / 12 = 61.5; the error of a dispersion of 96 values is 15 %.
    for (const { level, noise } of found.places) {
      expect(level / 61.5).toBeGreaterThan(0.9);
      expect(level / 61.5).toBeLessThan(1.1);
      expect(noise).toBeGreaterThan(1.8);
      expect(noise).toBeLessThan(3.3);
    }
    // Medians of eight totals of some 360 each: the ratio has an error of 5 %.
    expect(Math.abs(found.season[6]! / found.season[2]! - 1.3)).toBeLessThan(0.16);
  });

  it("a stock: the deviation of its changes", () => {
    const uniform = stream(8).uniform;
    const found = fitNoise(
      months,
      places.map((area) => {
        let stock = 50_000;
        return { area, values: months.map(() => (stock *= Math.exp(0.001 + 0.004 * drawNormal(uniform)))) };
      }),
    )!;
    expect(found.kind).toBe("stock");
    for (const { noise } of found.places) expect(Math.abs(noise / 0.004 - 1)).toBeLessThan(0.25);
  });

  it("one past crisis is no noise", () => {
    const uniform = stream(9).uniform;
    const quiet = places.map((area) => ({ area, values: months.map(() => drawCount(80, 1, uniform)) }));
    const crisis = quiet.map(({ area, values }) => ({
      area,
      values: values.map((value, t) => (t === 50 || t === 51 ? 6 * value : value)),
    }));
    const noise = (places: typeof quiet) => fitNoise(months, places)!.places.map((place) => place.noise);
    expect(Math.max(...noise(crisis))).toBeLessThan(2 * Math.max(...noise(quiet)));
  });

  it("less than thirteen periods say nothing", () => {
    expect(fitNoise(months.slice(0, 12), [{ area: "A", values: new Array(12).fill(5) }])).toBeNull();
  });
});

describe("the interval of a further stretch", () => {
  it("of Poisson counts, that of the tables: 99 in 100 of mean 4 between 0 and 10", () => {
    const uniform = stream(3).uniform;
    const counts = Array.from({ length: 4000 }, () => drawCount(4, 1, uniform));
    expect(predictionInterval(counts)).toEqual({ low: 0, high: 10 });
  });

  it("what none of twenty had may still happen once", () => {
    expect(predictionInterval(new Array(20).fill(0))).toEqual({ low: 0, high: 1 });
  });
});
