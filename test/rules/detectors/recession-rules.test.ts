import { describe, expect, test } from "vitest";
import { detectionRecord, michez, sahm } from "../../../rules/detectors/index.ts";
import { apart, haveGolden, numberOf, readGolden, WITHOUT_GOLDEN } from "./golden.ts";

const FOLDER = "golden/recession/";
const NAME = "michez2025_published.csv";
const column = (rows: Record<string, string>[], name: string) => rows.map((row) => numberOf(row[name]));

function load() {
  const uv = readGolden(`${FOLDER}uv_${NAME}`);
  const month = uv.map((row) => row.month!);
  const u = column(uv, "u_rate_pct");
  const rules = { michez: michez(u, column(uv, "v_rate_pct")), sahm: sahm(u) };
  const at = (name: string) => month.indexOf(name) + 1;
  const recessions = readGolden(`${FOLDER}nber_us_recessions.csv`).map((row) => ({
    start: at(row.recession_start!),
    end: at(row.recession_end!),
  }));
  return { month, ...rules, recessions, at, dateOf: (t: number) => month[t - 1] ?? "" };
}

describe.skipIf(!haveGolden)(`Sahm and Michez on the published United States series${WITHOUT_GOLDEN}`, () => {
  const us = haveGolden ? load() : null!;

  test("every indicator of every month", () => {
    const expected = readGolden(`${FOLDER}indicators_${NAME}`);
    const ours: Record<string, Float64Array> = {
      u_ma3: us.michez.unemploymentMean,
      v_ma3: us.michez.vacancyMean,
      u_indicator_exact: us.michez.unemploymentExact,
      v_indicator_exact: us.michez.vacancyExact,
      u_indicator: us.michez.unemployment,
      v_indicator: us.michez.vacancy,
      min_indicator: us.michez.indicator,
      recession_probability: us.michez.probability,
    };
    for (const [name, values] of Object.entries(ours)) {
      column(expected, name).forEach((v, i) => {
        expect(apart(values[i]!, v, 1e-3), `${name} in ${us.month[i]}`).toBeLessThan(1e-9);
      });
    }
    expect(Array.from(us.sahm.indicator)).toEqual(Array.from(us.michez.unemployment));
  });

  test("15 Michez dates and 9 Sahm dates since 1960, exactly", () => {
    const published = readGolden(`${FOLDER}detections_${NAME}`);
    const dates = (crossings: readonly number[]) =>
      detectionRecord(crossings, us.recessions).detections.map((d) => us.dateOf(d.detected));
    expect(dates(us.michez.crossings)).toEqual(published.map((row) => row.michez_date));
    expect(dates(us.sahm.crossings)).toEqual(published.map((row) => row.sahm_date));
    expect(published.length).toBe(15);
    expect(published.filter((row) => row.recession_start! >= "1960").length).toBe(9);
  });

  test("every crossing, and which are false", () => {
    for (const rule of ["michez", "sahm"] as const) {
      const rows = readGolden(`${FOLDER}crossings_${NAME}`).filter((row) => row.rule === rule);
      expect(us[rule].crossings.map(us.dateOf)).toEqual(rows.map((row) => row.month));
    }
  });

  test("mean delays 1.222 and 2.667 months, false positives 0 and 3", () => {
    const since1960 = us.recessions.filter((r) => r.start >= us.at("1960-01"));
    const [m, s] = [us.michez.crossings, us.sahm.crossings].map((c) => detectionRecord(c, since1960));
    expect(m!.meanDelay).toBeCloseTo(11 / 9, 12);
    expect(m!.maxDelay).toBe(3);
    expect(s!.meanDelay).toBeCloseTo(24 / 9, 12);
    expect(s!.maxDelay).toBe(7);
    const before2022 = (crossings: readonly number[]) =>
      detectionRecord(crossings, us.recessions)
        .falsePositives.map(us.dateOf)
        .filter((date) => date < "2022");
    expect(before2022(us.michez.crossings)).toEqual([]);
    expect(before2022(us.sahm.crossings)).toEqual(["1934-07", "1947-04", "1959-11"]);
  });

  test("2024: Michez in March, Sahm in July; probability 0.481 in August and 0.269 in December", () => {
    expect(us.dateOf(us.michez.crossings.at(-1)!)).toBe("2024-03");
    expect(us.dateOf(us.sahm.crossings.at(-1)!)).toBe("2024-07");
    expect(us.michez.probability[us.at("2024-08") - 1]).toBeCloseTo(0.481, 3);
    expect(us.michez.probability[us.at("2024-12") - 1]).toBeCloseTo(0.269, 3);
  });

  test("the record is fragile: one false positive at 0.28", () => {
    const uv = readGolden(`${FOLDER}uv_${NAME}`);
    const looser = michez(column(uv, "u_rate_pct"), column(uv, "v_rate_pct"), { low: 0.28 });
    const { falsePositives } = detectionRecord(looser.crossings, us.recessions);
    expect(falsePositives.map(us.dateOf)).toContain("2003-05");
  });
});

describe.skipIf(!haveGolden)(`the Sahm rule in every state${WITHOUT_GOLDEN}`, () => {
  const laus = haveGolden ? readGolden("raw/us_laus_state_monthly_sa.csv") : [];
  const byState = new Map<string, { month: string; rate: number }[]>();
  for (const row of laus) {
    const list = byState.get(row.state_fips!) ?? [];
    const rate = (100 * numberOf(row.unemployed)) / numberOf(row.labor_force);
    byState.set(row.state_fips!, [...list, { month: row.month!, rate }]);
  }
  for (const list of byState.values()) list.sort((a, b) => a.month.localeCompare(b.month));

  test("indicator and signal of every month", () => {
    const rows = readGolden("golden/derived/sahm_state_indicator.csv");
    for (const state of new Set(rows.map((row) => row.state_fips!))) {
      const stateRows = rows.filter((row) => row.state_fips === state);
      const found = sahm(byState.get(state)!.map((m) => m.rate));
      stateRows.forEach((row, i) => {
        const where = `${state} ${row.month}`;
        expect(apart(found.smoothed[i]!, numberOf(row.u_ma3)), where).toBeLessThan(1e-12);
        expect(apart(found.exact[i]!, numberOf(row.indicator_exact_pp), 1e-3), where).toBeLessThan(1e-9);
        expect(found.indicator[i], where).toEqual(numberOf(row.indicator_pp));
        expect(found.signal[i], where).toEqual(numberOf(row.signal));
      });
    }
  });

  test("all 304 episodes: first, last and peak month", () => {
    const expected = readGolden("golden/derived/sahm_state_episodes.csv");
    const found = [...byState.keys()].sort().flatMap((state) => {
      const list = byState.get(state)!;
      const { indicator, crossings } = sahm(list.map((m) => m.rate));
      return crossings.map((first) => {
        let last = first;
        while (last < list.length && indicator[last]! >= 0.5) last += 1;
        let peak = first;
        for (let t = first; t <= last; t++) if (indicator[t - 1]! > indicator[peak - 1]!) peak = t;
        const end = last < list.length ? list[last - 1]!.month : "";
        return [state, list[first - 1]!.month, end, list[peak - 1]!.month, indicator[peak - 1]!];
      });
    });
    const wanted = expected.map((r) => [
      r.state_fips,
      r["first_month_at_or_above_0.5"],
      r["last_month_at_or_above_0.5"],
      r.peak_month,
      numberOf(r.peak_indicator_pp),
    ]);
    expect(found).toEqual(wanted);
    expect(found.length).toBe(304);
  });
});
