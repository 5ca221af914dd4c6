import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { readPolicy } from "../../pipeline/commands/judge/backtest.ts";
import { plantedEvents } from "../../pipeline/commands/judge/planted-events.ts";
import { type Deployment, loadDeployment } from "../../pipeline/deployment/load.ts";
import { industryOf } from "../../pipeline/simulate/employer-names.ts";
import { simulate } from "../../pipeline/simulate/reports.ts";
import { type Scenario, scenarioSchema } from "../../pipeline/simulate/scenario-schema.ts";
import { passedOn, usualDay } from "../../pipeline/simulate/timing.ts";
import { backtest, type RuleScore } from "../../rules/backtest/backtest.ts";
import { makeLate } from "../../rules/backtest/make-late.ts";
import type { Past, PastFigure, PastLayoff } from "../../rules/backtest/past.ts";
import { type Detection, explainedBy } from "../../rules/backtest/score.ts";
import { addDays } from "../../rules/calendar/periods.ts";
import { stream } from "../../rules/detectors/random.ts";
import { type BrokenBudget, brokenBudgets } from "../../rules/false-alarms/broken-budgets.ts";
import { type BudgetLine, expectedWarnings } from "../../rules/false-alarms/expect.ts";
import { nullRegionOf } from "../../rules/false-alarms/null-region.ts";
import { indicatorById } from "../../rules/indicators/index.ts";
import type { Part } from "../../rules/judge/parts.ts";
import type { Owed } from "../../rules/judge/view.ts";

const EXAMPLE = resolve(import.meta.dirname, "../../examples/inner-mongolia");
/** The judged years; three years without planted shocks precede them. */
const JUDGED = { from: "2023-01-01", to: "2025-12-31" };

/** The policy before lines were chosen from their curves, for comparison. */
const BEFORE = readPolicy(join(import.meta.dirname, "before.yaml"));

/** Extra days that figures may take where reports are late; see planted.yaml. */
const MORE_WHEN_LATE = 70;

/** The result of one seed, with all reports on time or a fifth of them late. */
export interface PlantedRecord {
  readonly seed: number;
  readonly late: number;
  readonly detections: readonly Detection[];
  /** Declared budgets of the policy that its lines exceed. */
  readonly broken: readonly BrokenBudget[];
  /** False warnings a year in all banners, by tier, with the budget's estimate for three years. */
  readonly falseWarnings: readonly { readonly line: BudgetLine; readonly perYear: number }[];
  /** Scores of all rules together and of each, by the policy that ships and by the one before it (before.yaml). */
  readonly scores: readonly RuleScore[];
  readonly before: readonly RuleScore[];
}

/** The example's region over six years, with shocks planted in the last three, each with its permitted delay. */
export function plantedScenario(codes: ReadonlySet<string>): Scenario {
  const scenario = parse(readFileSync(join(EXAMPLE, "scenario.yaml"), "utf8"));
  const plans = parse(readFileSync(join(import.meta.dirname, "planted.yaml"), "utf8"));
  return scenarioSchema(codes).parse({ ...scenario, acts: [], ...plans });
}

/** Judge the planted region of one seed; the budget is measured on the three years before. */
export function plantedRecords(
  seed: number,
  lates: readonly number[],
  regionYears: number,
  withBefore = false,
): PlantedRecord[] {
  const deployment = loadDeployment(EXAMPLE);
  const scenario = plantedScenario(new Set(deployment.areas.map(({ code }) => code)));
  const past = pastOf(deployment, scenario, seed);
  const before = (record: { knownOn: string }) => record.knownOn < JUDGED.from;
  const nullRegion = nullRegionOf({
    ...past,
    figures: new Map([...past.figures].map(([id, series]) => [id, series.filter(before)])),
    layoffs: past.layoffs.filter(before),
  });
  const { policy } = deployment;
  // Warnings explained by a shock are not false: the budget is estimated for the same quiet areas and times.
  const isExplained = explainedBy(plantedEvents(scenario), past.areas);
  const budget = expectedWarnings(nullRegion, past.owed, policy, {
    ...{ regionYears, stretchYears: 3, seed, togetherOnly: true },
    explained: (warning, day) => isExplained(warning, addDays(JUDGED.from, Math.floor(day))),
  });
  return lates.map((late) => {
    const { uniform } = stream(seed, "late");
    const seen =
      late > 0
        ? makeLate(past, (id) => indicatorById(id)!.reads, { share: late, days: [5, 40], uniform })
        : past;
    const events = plantedEvents(scenario).map((event) =>
      late > 0 && event.tier !== null && !event.causes.includes("layoffs")
        ? { ...event, by: addDays(event.by, MORE_WHEN_LATE) }
        : event,
    );
    const known = { events, quiet: [] };
    const found = backtest(seen, policy, known, JUDGED);
    const rows = found.scores[0]!.rows.filter(({ level }) => level === "banner");
    const lines = budget.filter(({ rule, level }) => rule === null && level === "banner");
    const falseWarnings = lines.map((line) => ({
      line,
      perYear: (rows.find(({ tier }) => tier === line.tier)?.falseWarnings ?? 0) / 3,
    }));
    return {
      ...{ seed, late, detections: found.detections, broken: brokenBudgets(policy, budget), falseWarnings },
      scores: found.scores,
      before: withBefore ? backtest(seen, BEFORE, known, JUDGED).scores : [],
    };
  });
}

/** The past from simulated reports, without files: the figures of the indicators that the example's rules read, and the layoff reports. */
export function pastOf(deployment: Deployment, scenario: Scenario, seed: number, withDrawing = false): Past {
  const { reports, events } = simulate(deployment, scenario, seed);
  const figures = new Map<string, PastFigure[]>();
  const add = (id: string, figure: PastFigure) => {
    const series = figures.get(id) ?? [];
    figures.set(id, series);
    series.push(figure);
  };
  for (const report of reports) {
    if (report.kind !== "social-insurance" && report.kind !== "recruitment") continue;
    const [cells] = report.rows;
    const knownOn = usualDay(report, deployment.calendar, seed);
    const same = { area: report.area, period: report.month, complete: true, knownOn };
    const number = (name: string) => Number(cells![name]);
    if (report.kind === "social-insurance") {
      add("new-claims", { ...same, numerator: number("new_claims"), denominator: null });
      if (withDrawing)
        add("beneficiaries", { ...same, numerator: number("beneficiaries"), denominator: null });
      add("insured-persons", { ...same, numerator: number("insured"), denominator: null });
    } else {
      add("jobs-to-seekers", { ...same, numerator: number("demand"), denominator: number("seekers") });
      add("online-postings", { ...same, numerator: number("postings"), denominator: null });
    }
  }
  const layoffs = events.map(
    (event): PastLayoff => ({
      ...{ area: event.area, employer: event.employer, employerKey: event.creditCode },
      ...{ receivedOn: event.received, knownOn: passedOn(event.received, deployment.calendar) },
      ...{ persons: event.persons, staff: event.staff, closure: event.closure },
      ...{ industry: industryOf(event.employer), industryKey: industryOf(event.employer) },
    }),
  );
  const areas = deployment.areas.map(({ code, level, parent }) => ({ code, level, parent }));
  return { areas, owed: owedBy(deployment), figures, layoffs };
}

/** The owed reports: the areas of a duty's level, in every area that contains them. */
function owedBy({ areas, settings }: Deployment): Map<string, Owed> {
  const parents = new Map(areas.map(({ code, parent }) => [code, parent]));
  return new Map(
    settings.duties.map((duty) => {
      const parts = new Map<string, Part[]>();
      for (const { code, level, weight, validFrom, validTo } of areas) {
        if (level !== duty.from) continue;
        const part: Part = { area: code, weight: weight ?? 1, validFrom, validTo };
        for (let at: string | null = code; at !== null; at = parents.get(at) ?? null) {
          parts.set(at, [...(parts.get(at) ?? []), part]);
        }
      }
      return [duty.report, { kind: duty.period, parts }];
    }),
  );
}

/** Whether every planted shock was found in time, and whether every tier's false warnings are within the budget's interval. */
export const heldOf = ({ detections, falseWarnings }: PlantedRecord) => ({
  found: detections.every(({ found }) => found !== null),
  within: falseWarnings.every(({ line, perYear }) => line.low <= perYear && perYear <= line.high),
});
