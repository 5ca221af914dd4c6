import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { readPolicy } from "../../pipeline/commands/judge/backtest.ts";
import { type Deployment, loadDeployment } from "../../pipeline/deployment/load.ts";
import { type Scenario, scenarioSchema } from "../../pipeline/simulate/scenario-schema.ts";
import type { Past } from "../../rules/backtest/past.ts";
import { casesThroughBy } from "../../rules/backtest/through.ts";
import { arrivalsAt, type Warning, warningsOf } from "../../rules/backtest/warnings.ts";
import { daysBetween } from "../../rules/calendar/periods.ts";
import { springFestival } from "../../rules/calendar/spring-festival.ts";
import type { Policy } from "../../rules/policy/policy.ts";
import type { Tier } from "../../rules/policy/tiers.ts";
import { pastOf } from "./planted.ts";

const EXAMPLE = resolve(import.meta.dirname, "../../examples/inner-mongolia");
/** Twelve simulated years, of which the last six are judged: the level then has five earlier years and more. */
const [FIRST_YEAR, JUDGED] = [2014, { from: "2020-01-01", to: "2025-12-31" }];
/** Every claim and every person drawing benefit from this month on is so many times as many, in the region with a shock. */
const SHOCK = { from: "2024-03-31", to: "2025-02-28", times: 1.5 };

/** The example's region over twelve years in which nothing happens. */
function quietScenario(codes: ReadonlySet<string>): Scenario {
  const scenario = parse(readFileSync(join(EXAMPLE, "scenario.yaml"), "utf8"));
  const years = Array.from({ length: 2027 - FIRST_YEAR }, (_, at) => FIRST_YEAR + at);
  return scenarioSchema(codes).parse({
    ...scenario,
    history: { from: `${FIRST_YEAR - 1}-12`, to: "2025-11" },
    holiday: { ...scenario.holiday, dates: years.map((year) => springFestival(year)!) },
    shocks: [],
    acts: [],
    expect: [],
  });
}

/** The example's calendar begins in 2020; before that every weekday is a working day, which moves only when reports come in. */
function withEarlierYears(deployment: Deployment): Deployment {
  const { calendar } = deployment;
  const earlier = Array.from({ length: 2020 - FIRST_YEAR + 1 }, (_, at) => String(FIRST_YEAR - 1 + at));
  const years = new Set([...earlier, ...calendar.years]);
  const knownTo = new Map([...earlier.map((year) => [year, 12] as const), ...calendar.knownTo]);
  return { ...deployment, calendar: { ...calendar, years, knownTo } };
}

/** The same past with more claims in every banner for a year. */
function withShock(past: Past): Past {
  const figures = [...past.figures].map(([id, all]) => {
    if (id === "insured-persons") return [id, all] as const;
    const raised = all.map((figure) =>
      figure.period >= SHOCK.from && figure.period <= SHOCK.to
        ? { ...figure, numerator: Math.round(figure.numerator * SHOCK.times) }
        : figure,
    );
    return [id, raised] as const;
  });
  return { ...past, figures: new Map(figures) };
}

/** Rises of an area from which it counts in the broad rule, in percent: that of the states, and one that small leagues seldom reach by chance. */
const RISES = [10, 20];

/** The lines on claims as rules of the example: false onsets a year of quiet leagues, and when a rise of all claims by half is found. */
export function leaguesText(seeds: number): string[] {
  const deployment = withEarlierYears(loadDeployment(EXAMPLE));
  const scenario = quietScenario(new Set(deployment.areas.map(({ code }) => code)));
  const policies = RISES.map((rise) => withRise(readPolicy(join(import.meta.dirname, "leagues.yaml")), rise));
  const results = policies.map(() => ({ counts: new Map<string, number>(), delays: [] as number[] }));
  let leagues = 0;
  for (let seed = 1; seed <= seeds; seed++) {
    const simulated = pastOf(deployment, scenario, seed, true);
    const areas = simulated.areas.filter(({ level }) => level !== "banner");
    const past: Past = { ...simulated, areas, layoffs: [] };
    leagues = areas.filter(({ level }) => level === "league").length;
    const warningsIn = (of: Past) =>
      casesThroughBy(of, policies, JUDGED).map((events) => warningsOf(events, areas));
    const [quiet, shocked] = [warningsIn(past), warningsIn(withShock(past))];
    for (const [at, { counts, delays }] of results.entries()) {
      count(quiet[at]!, counts);
      delays.push(...delaysOf(shocked[at]!));
    }
  }
  const years = (seeds * daysBetween(JUDGED.from, JUDGED.to)) / 365.25;
  return [
    `${seeds} simulated quiet regions of six years, false onsets an area-year; and claims of all banners half as many again for a year`,
    ...results.flatMap((result, at) => resultText(result, RISES[at]!, leagues, years, seeds)),
  ];
}

function withRise(policy: Policy, rise: number): Policy {
  const broad = policy.rules["claims-broad"]!;
  const parameters = { ...broad.parameters, rise };
  return { ...policy, rules: { ...policy.rules, "claims-broad": { ...broad, parameters } } };
}

function resultText(
  { counts, delays }: { readonly counts: ReadonlyMap<string, number>; readonly delays: readonly number[] },
  rise: number,
  leagues: number,
  years: number,
  seeds: number,
): string[] {
  const perYear = (level: string, tier: Tier, areas: number) =>
    `${level} ${tier} ${((counts.get(`${level} ${tier}`) ?? 0) / (areas * years)).toFixed(3)}`;
  const byRule = [...counts]
    .filter(([key]) => key.startsWith("rule "))
    .map(([key, number]) => `${key.slice(5)} ${number}`);
  const sorted = [...delays].sort((a, b) => a - b);
  const rates = [
    ...[perYear("league", "III", leagues), perYear("league", "II", leagues)],
    ...[perYear("region", "III", 1), perYear("region", "II", 1)],
  ];
  return [
    `areas that rise by ${rise}%: ${rates.join(", ")} (leagues at II by rule: ${byRule.join(", ") || "none"})`,
    `  the rise found at II in ${delays.length} of ${seeds * leagues} leagues, median ${sorted[sorted.length >> 1] ?? "-"} days after its first month`,
  ];
}

function count(warnings: readonly Warning[], counts: Map<string, number>): void {
  const add = (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const warning of warnings)
    for (const tier of ["III", "II"] as const)
      for (const { rule } of arrivalsAt(warning, tier)) {
        add(`${warning.level} ${tier}`);
        if (tier === "II" && warning.level === "league") add(`rule ${rule}`);
      }
}

/** Days from the end of the first month of the shock to the first arrival at Ⅱ, for each league that has one. */
function delaysOf(warnings: readonly Warning[]): number[] {
  const found = new Map<string, string>();
  for (const warning of warnings.filter(({ level }) => level === "league"))
    for (const { date } of arrivalsAt(warning, "II"))
      if (date >= SHOCK.from && date <= SHOCK.to && date < (found.get(warning.area) ?? "9999"))
        found.set(warning.area, date);
  return [...found.values()].map((date) => daysBetween(SHOCK.from, date));
}
