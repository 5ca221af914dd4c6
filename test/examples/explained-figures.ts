import { lastDue } from "../../pipeline/deployment/duties.ts";
import type { OpenDeployment } from "../../pipeline/night/open-deployment.ts";
import type { Explanation } from "../../reports/views/explain/explanation.ts";
import { judgeAgain } from "../../reports/views/explain/judged-again.ts";
import { PlaceFigures } from "../../rules/judge/figures.ts";
import { judgeAt } from "../../rules/judge/judge-at.ts";
import type { JudgeView } from "../../rules/judge/view.ts";
import { rank, type Tier } from "../../rules/policy/tiers.ts";

/** What holding an explanation against the warehouse found: what differs, and how much was compared. */
export interface HeldAgainst {
  readonly differing: readonly string[];
  readonly compared: number;
}

/** Hold the verdicts against those the night stored, and each figure of the histories against the warehouse's as known then. */
export async function figuresHeldAgainst(
  { warehouse }: OpenDeployment,
  { area, rules, asOf }: Explanation,
): Promise<HeldAgainst> {
  const differing: string[] = [];
  let compared = 0;
  for (const { rule, verdict, stored, history } of rules) {
    const { outcome, facts, tier } = verdict;
    const same = JSON.stringify(facts.values) === JSON.stringify(stored?.facts.values);
    if (!same || stored?.outcome !== outcome || stored.tier !== tier)
      differing.push(
        `${rule.id} ${area}: ${JSON.stringify(stored)} stored, ${JSON.stringify(verdict)} judged again`,
      );
    if (rule.kind !== "series") continue;
    for (const { period, numerator } of history) {
      const [row] = await warehouse.rows<{ numerator: number }>(
        `SELECT numerator FROM observation_as_of(CAST($as_of AS TIMESTAMP))
         WHERE indicator = $indicator AND area = $area AND period = CAST($period AS DATE) AND period_kind = $kind`,
        { as_of: asOf, indicator: rule.indicator, area, period, kind: verdict.kind },
      );
      compared++;
      if (row?.numerator !== numerator)
        differing.push(`${rule.id} ${area} ${period}: ${numerator} explained, ${row?.numerator} known`);
    }
  }
  return { differing, compared };
}

/** Hold what the next tiers need against the night's judge: reached there, and not at one unit less. */
export async function nextTiersHeldAgainst(
  { warehouse, deployment }: OpenDeployment,
  explanation: Explanation,
): Promise<HeldAgainst> {
  const { area, date, asOf, policy, rules } = explanation;
  const due = deployment.settings.duties.map(
    (duty) => [duty.report, lastDue(duty, date, deployment.calendar)] as const,
  );
  const asked = { area, date, asOf, policy, lastDue: Object.fromEntries(due), cases: [] };
  const { view } = await judgeAgain(warehouse, asked);
  const differing: string[] = [];
  let compared = 0;
  for (const { rule, verdict, next } of rules) {
    if (!next?.changes || rule.kind !== "series") continue;
    const changes = [...next.changes];
    const [last, change] = changes.at(-1)!;
    const less = [...changes.slice(0, -1), [last, change - Math.sign(change)] as const];
    const judge = (raised: Changes) => tierWith(view, explanation, rule, verdict.period, raised);
    const [there, before] = [judge(changes), judge(less)];
    compared++;
    if (there !== next.verdict.tier || rank(there) <= rank(verdict.tier) || rank(before) > rank(verdict.tier))
      differing.push(`${rule.id} ${area}: ${verdict.tier}, ${there} at ${next.more}, ${before} at one less`);
  }
  return { differing, compared };
}

type Changes = readonly (readonly [string, number])[];

/** The tier that a rule reaches when some places of its area had reported other figures. */
function tierWith(
  view: JudgeView,
  { area, date, policy }: Explanation,
  rule: Extract<Explanation["rules"][number]["rule"], { kind: "series" }>,
  period: string,
  changes: Changes,
): Tier | null {
  const figures = view.figures(rule.indicator);
  if (!(figures instanceof PlaceFigures)) throw new Error("no figures of places");
  const { series } = figures.of(area)!.places!;
  const known = changes.map(([place]) => [place, series.get(place)!.get(period)!] as const);
  for (const [at, [place, change]] of changes.entries()) {
    const figure = known[at]![1];
    figures.set(place, period, { ...figure, numerator: figure.numerator + change });
  }
  const judged = judgeAt({ ...view, areas: view.areas.filter(({ code }) => code === area) }, policy, date);
  for (const [place, figure] of known) figures.set(place, period, figure);
  return judged.find((candidate) => candidate.rule === rule.id)!.tier;
}
