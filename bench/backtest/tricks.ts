import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { loadDeployment } from "../../pipeline/deployment/load.ts";
import { scenarioSchema } from "../../pipeline/simulate/scenario-schema.ts";
import type { Past, PastLayoff } from "../../rules/backtest/past.ts";
import { eventsOfRule, judgeThrough } from "../../rules/backtest/through.ts";
import { addDays } from "../../rules/calendar/periods.ts";
import { rank } from "../../rules/policy/tiers.ts";
import { pastOf } from "./planted.ts";

const EXAMPLE = resolve(import.meta.dirname, "../../examples/inner-mongolia");
const YEAR = { from: "2025-01-01", to: "2025-12-31" };

/** The rules that look for tricks with layoffs. */
const RULES = ["split-layoffs", "yearly-layoffs", "group-layoffs", "industry-layoffs"] as const;

/** A trick with layoffs: its reports, where they are planted, and the rule that should name it. */
interface Trick {
  readonly name: string;
  readonly rule: (typeof RULES)[number];
  /** The area in which the rule should open a case. */
  areaOf(past: Past, seed: number): string;
  reportsOf(past: Past, seed: number): PastLayoff[];
}

/** What is planted of one enterprise. */
type Planted = Pick<PastLayoff, "area" | "employer" | "receivedOn" | "persons" | "staff"> &
  Partial<PastLayoff>;

const report = (planted: Planted): PastLayoff => ({
  ...{ employerKey: planted.employer, nameKey: planted.employer, code: null, closure: false },
  knownOn: addDays(planted.receivedOn, 1),
  ...planted,
});

const bannersOf = ({ areas }: Past) => areas.filter(({ level }) => level === "banner");
const bannerOf = (past: Past, seed: number) => {
  const banners = bannersOf(past);
  return banners[(37 * seed) % banners.length]!.code;
};
/** A league with six banners or more. */
function leagueOf(past: Past, seed: number): { readonly code: string; readonly banners: readonly string[] } {
  const leagues = past.areas
    .filter(({ level }) => level === "league")
    .map(({ code }) => ({
      code,
      banners: bannersOf(past).flatMap((area) => (area.parent === code ? [area.code] : [])),
    }))
    .filter(({ banners }) => banners.length >= 6);
  return leagues[seed % leagues.length]!;
}

const TRICKS: readonly Trick[] = [
  {
    name: "split layoffs: four lots of 18 at a firm of 400, 26 days apart",
    rule: "split-layoffs",
    areaOf: bannerOf,
    reportsOf: (past, seed) =>
      [0, 26, 52, 78].map((day) =>
        report({
          ...{ area: bannerOf(past, seed), employer: "split", persons: 18, staff: 400 },
          receivedOn: addDays("2025-04-02", day),
        }),
      ),
  },
  {
    name: "a tenth of the staff within a year, by fives",
    rule: "yearly-layoffs",
    areaOf: bannerOf,
    reportsOf: (past, seed) =>
      [0, 100, 200, 300].map((day) =>
        report({
          ...{ area: bannerOf(past, seed), employer: "yearly", persons: 5, staff: 190 },
          receivedOn: addDays("2025-01-20", day),
        }),
      ),
  },
  {
    name: "sister firms: four of 17 under one controlling code",
    rule: "group-layoffs",
    areaOf: bannerOf,
    reportsOf: (past, seed) =>
      [0, 5, 9, 14].map((day, at) =>
        report({
          ...{ area: bannerOf(past, seed), employer: `sister ${at}`, persons: 17, staff: 300 },
          ...{ receivedOn: addDays("2025-06-03", day), controller: "91150100MA0000000X" },
        }),
      ),
  },
  {
    name: "one industry: seven mines of 45 in six banners of a league",
    rule: "industry-layoffs",
    areaOf: (past, seed) => leagueOf(past, seed).code,
    reportsOf: (past, seed) => {
      const { banners } = leagueOf(past, seed);
      return Array.from({ length: 7 }, (_, at) =>
        report({
          ...{ area: banners[at % 6]!, employer: `mine ${at}`, persons: 45, staff: 900 },
          receivedOn: addDays("2025-09-02", 3 * at),
          ...{ industry: "煤炭开采和洗选业", industryKey: "煤炭开采和洗选业" },
        }),
      );
    },
  },
];

/** What the rules on tricks make of a clean region, and of the same with every trick planted in it. */
export function tricksOf(seed: number) {
  const deployment = loadDeployment(EXAMPLE);
  const codes = new Set(deployment.areas.map(({ code }) => code));
  const scenario = scenarioSchema(codes).parse({
    ...parse(readFileSync(join(EXAMPLE, "scenario.yaml"), "utf8")),
    ...{ history: { from: "2023-12", to: "2025-12" }, nights: { from: "2026-01-01", to: "2026-01-02" } },
    ...{ shocks: [], acts: [], expect: [] },
  });
  const past = { ...pastOf(deployment, scenario, seed), figures: new Map() };
  const { policy } = deployment;
  const layoffRules = Object.fromEntries(
    Object.entries(policy.rules).filter(([id]) => RULES.some((rule) => rule === id)),
  );
  const only = { ...policy, rules: layoffRules };
  const casesOf = (of: Past) => {
    const { moments } = judgeThrough(of, only, YEAR);
    return RULES.flatMap((rule) =>
      eventsOfRule(of.areas, only, rule, moments, YEAR)
        .filter(({ kind }) => kind === "opened" || kind === "raised")
        .map((event) => ({ rule, area: event.area, tier: event.tierTo! })),
    );
  };
  const clean = casesOf(past);
  const planted = casesOf({
    ...past,
    layoffs: [...past.layoffs, ...TRICKS.flatMap((trick) => trick.reportsOf(past, seed))],
  });
  return {
    blues: clean.filter(({ tier }) => tier === "IV").length,
    notices: clean.filter(({ tier }) => rank(tier) >= rank("III")).length,
    found: TRICKS.filter((trick) =>
      planted.some(({ rule, area }) => rule === trick.rule && area === trick.areaOf(past, seed)),
    ).map(({ name }) => name),
  };
}

/** Tricks found and named in so many regions, and what the same regions without them cost. */
export function tricksText(seeds: number): string[] {
  const records = Array.from({ length: seeds }, (_, at) => tricksOf(at + 1));
  const sum = (of: "blues" | "notices") => records.reduce((total, record) => total + record[of], 0);
  return [
    ...TRICKS.map(
      ({ name, rule }) =>
        `${name}: named by ${rule} in ${records.filter(({ found }) => found.includes(name)).length} of ${seeds} regions`,
    ),
    `clean regions, one year each: ${sum("notices")} notices and ${sum("blues")} lines of blue lists from these rules in ${seeds} region-years, at most ${Math.max(...records.map(({ blues }) => blues))} of them in one`,
  ];
}
