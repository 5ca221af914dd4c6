import chineseDays from "chinese-days";
import { describe, expect, test } from "vitest";
import { addDays, daysBetween, shiftPeriod } from "../../../rules/calendar/periods.ts";
import { sameLunarWeek, springFestival } from "../../../rules/calendar/spring-festival.ts";
import { claimsSmallCounts } from "../../../rules/definitions/claims-small-counts.ts";
import { claimsUnusual } from "../../../rules/definitions/claims-unusual.ts";
import type { SeriesRule } from "../../../rules/definitions/define.ts";
import { newClaimsSurge } from "../../../rules/definitions/new-claims-surge.ts";
import { stream } from "../../../rules/detectors/random.ts";
import type { SettingsAt } from "../../../rules/policy/settings-at.ts";
import { rank, type Tier } from "../../../rules/policy/tiers.ts";
import { judgeWith, settingsOf } from "../judge-with.ts";
import { seriesOf } from "../series-of.ts";

describe("the dates of the Spring Festival", () => {
  test("are those of the Chinese calendar, 1995 to 2050", () => {
    for (let year = 1995; year <= 2050; year++) {
      expect(chineseDays.getLunarDate(springFestival(year)!), String(year)).toMatchObject({
        lunarMon: 1,
        lunarDay: 1,
        isLeap: false,
      });
    }
    expect(springFestival(1994)).toBeNull();
  });

  test("a week is held against the week as far from the festival, near it only", () => {
    // The festival fell on 2025-01-29 and 2026-02-17: 384 days apart, 55 weeks to the nearest.
    expect(sameLunarWeek("2026-03-07", 1)).toBe(addDays("2026-03-07", -385));
    expect(sameLunarWeek("2026-06-06", 1)).toBeNull();
  });
});

/** New claims of three leagues with nine banners of a made-up region; `after` is what the four weeks after the festival add. */
const AFTER = 0.6;
const LEAGUES = ["9901", "9902", "9903"];
const BANNERS = LEAGUES.flatMap((league) => ["01", "02", "03"].map((number) => league + number));
/** Persons a banner's office registers in a usual month, times `size` of the region. */
const SIZES = [20, 60, 150];

/** Months of which 2026 is judged; the festival moves from 2025-01-29 to 2026-02-17, by nineteen days. */
function region(seed: number, riseIn: string | null, size = 1) {
  const months = Array.from({ length: 84 }, (_, back) => shiftPeriod("2026-12-31", "month", -back));
  return seriesOf(
    Object.fromEntries(
      BANNERS.map((banner, at) => [
        banner,
        Object.fromEntries(
          months.map((month) => {
            const rise = riseIn === month ? MARCH_RISE : 1;
            const mean = size * SIZES[at % 3]! * festivalFactor(month) * rise;
            return [month, stream(seed, banner, month).overdispersed(mean, 1.15)];
          }),
        ),
      ]),
    ),
  );
}

/** One in five fewer from the third day before the festival to the eighth after, `AFTER` more in the four weeks that follow. */
function festivalFactor(month: string): number {
  const days = Number(month.slice(8));
  const festival = springFestival(Number(month.slice(0, 4)))!;
  let sum = 0;
  for (let day = 0; day < days; day++) {
    const distance = daysBetween(festival, addDays(month, -day));
    sum += distance >= -3 && distance <= 8 ? 0.8 : distance >= 9 && distance <= 36 ? 1 + AFTER : 1;
  }
  return sum / days;
}

/** Effect of the moved festival on March against the March before: a third more. */
const MARCH_RISE = festivalFactor("2026-03-31") / festivalFactor("2025-03-31");

const parts = (areas: readonly string[]) =>
  areas.map((area) => ({ area, weight: SIZES[BANNERS.indexOf(area) % 3]!, validFrom: null, validTo: null }));
const ALL = parts(BANNERS);
const AREAS = [
  { area: "99", level: "region", parts: ALL },
  ...LEAGUES.map((area) => ({
    area,
    level: "league",
    parts: parts(BANNERS.filter((banner) => banner.startsWith(area))),
  })),
  ...BANNERS.map((area) => ({ area, level: "banner", parts: parts([area]) })),
];

/** The tiers that a case would take, by area and rule, in these months. */
function warnings(
  series: ReturnType<typeof region>,
  rules: readonly SeriesRule[],
  months: readonly string[],
  settings?: SettingsAt,
) {
  return months.flatMap((period) =>
    rules.flatMap((rule) =>
      AREAS.filter(({ level }) => rule.levels.some((ruleLevel) => ruleLevel === level)).flatMap(
        ({ area, parts }) => {
          const { steadyTier, reason } = judgeWith({
            rule,
            settings: settings ?? settingsOf(rule.id),
            area,
            parts,
            wholeParts: ALL,
            series,
            period,
          });
          if (reason !== null && reason !== "january-waits-for-february")
            throw new Error(`${area}: ${reason}`);
          return steadyTier ? [{ area, rule: rule.id, tier: steadyTier as Tier }] : [];
        },
      ),
    ),
  );
}

describe("a festival that moves by nineteen days, and three fifths more claims in the four weeks after it", () => {
  const spring = ["2026-01-31", "2026-02-28", "2026-03-31"];
  const seeds = [1, 2, 3, 4, 5];

  test.each(seeds)("raises no warning by the statistical rules: seed %i", (seed) => {
    expect(warnings(region(seed, null, 2), [claimsUnusual, claimsSmallCounts], spring)).toEqual([]);
  });

  // Twenty times the persons, so that chance alone does not reach the fixed line of 30 % and only the festival can.
  test.each(seeds)("nor by the comparison with a year earlier: seed %i", (seed) => {
    expect(warnings(region(seed, null, 20), [newClaimsSurge], spring)).toEqual([]);
  });

  test("without allowing for it, the comparison with a year earlier would warn", () => {
    const settings = settingsOf(newClaimsSurge.id);
    const lines = { IV: [{ change: 30, count: 36 }] };
    const blind = { ...settings, lines, parameters: { ...settings.parameters, springFestival: false } };
    const found = warnings(region(1, null, 20), [newClaimsSurge], ["2026-03-31"], blind);
    expect(found.map(({ area }) => area)).toContain("99");
    expect(found.length).toBeGreaterThan(5);
  });

  test("makes a third more claims of March", () => expect(MARCH_RISE).toBeCloseTo(1.33, 2));

  test.each(seeds)("the same rise in October raises one in the region and every league: seed %i", (seed) => {
    const found = warnings(region(seed, "2026-10-31", 2), [claimsUnusual], ["2026-10-31"]);
    expect(found.filter(({ tier }) => rank(tier) >= rank("IV")).map(({ area }) => area)).toEqual([
      "99",
      ...LEAGUES,
    ]);
  });
});
