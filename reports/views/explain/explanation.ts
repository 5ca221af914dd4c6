import { nextTierOfBelow } from "../../../rules/cases/next-below.ts";
import type { LayoffEvent, Rule } from "../../../rules/definitions/define.ts";
import { ruleById } from "../../../rules/definitions/index.ts";
import { openQuestions, withQuestions } from "../../../rules/findings/in-question.ts";
import { besideOf } from "../../../rules/judge/beside.ts";
import { layoffsIn } from "../../../rules/judge/layoff-places.ts";
import { type NextTier, nextTier, nextTierOfEvents } from "../../../rules/judge/next-tier.ts";
import type { Verdict } from "../../../rules/judge/verdict.ts";
import type { JudgeView } from "../../../rules/judge/view.ts";
import type { Policy } from "../../../rules/policy/policy.ts";
import { type SettingsAt, settingsAt } from "../../../rules/policy/settings-at.ts";
import type { Warehouse } from "../../../warehouse/engine/warehouse.ts";
import { type ExplainedCase, explainedCase } from "./explained-case.ts";
import {
  type HistoryRow,
  historyOf,
  largestFirst,
  type PlaceShare,
  type PlacesIn,
  placesIn,
  sharesOf,
} from "./grounds.ts";
import { type IndustryRow, industriesOf, type MonitoredEnterprise, monitoredOf } from "./industries.ts";
import { isSameVerdict, type JudgedAgain, judgeAgain } from "./judged-again.ts";
import { openCasesOn } from "./open-cases-on.ts";
import { verdictsStored } from "./stored-verdicts.ts";

/** What is to be explained: the rules of an area on a date, or one of them. */
export interface ExplainRequest {
  readonly area: string;
  readonly date: string;
  readonly rule?: string;
  readonly policy: Policy;
  /** By report kind, the last period whose report was due on the date. */
  readonly lastDue: Readonly<Record<string, string>>;
  /** The instant up to which a night of the date knows, where there was none. */
  readonly endOfDate: string;
  readonly now: string;
}

/** The reasoning of one rule in one area (判定说明). */
export interface ExplainedRule {
  readonly rule: Rule;
  readonly settings: SettingsAt;
  /** By what was known on the date. */
  readonly verdict: Verdict;
  /** As the night stored it; null where no night did. */
  readonly stored: Verdict | null;
  /** By what is known now, where that differs. */
  readonly later: Verdict | null;
  readonly history: readonly HistoryRow[];
  readonly places: PlacesIn | null;
  readonly shares: readonly PlaceShare[];
  readonly industries: readonly IndustryRow[];
  readonly layoffs: readonly LayoffEvent[];
  readonly monitored: readonly MonitoredEnterprise[];
  readonly next: NextTier | null;
}

/** All that is known of the warnings of an area on a date. */
export interface Explanation {
  readonly area: string;
  readonly level: string;
  readonly date: string;
  /** What was known up to this instant was judged. */
  readonly asOf: string;
  /** Whether a night covered the date. */
  readonly isNight: boolean;
  readonly policy: Policy;
  readonly rules: readonly ExplainedRule[];
  readonly cases: readonly ExplainedCase[];
  readonly mutes: Policy["mutes"];
  readonly drills: Policy["drills"];
}

/** Explain the rules of an area on a date: judged again from the warehouse as known then, beside what the night stored and what is known now. */
export async function explanationOf(warehouse: Warehouse, request: ExplainRequest): Promise<Explanation> {
  const { area, date, policy, endOfDate, now } = request;
  const [night] = await warehouse.rows<{ asOf: string }>(
    `SELECT as_of AS "asOf" FROM night WHERE state = 'done' AND date = CAST($date AS DATE) ORDER BY id DESC LIMIT 1`,
    { date },
  );
  const asOf = night?.asOf ?? endOfDate;
  const open = await openCasesOn(warehouse, date);
  const judging = { ...request, cases: open };
  const then = await judgeAgain(warehouse, { ...judging, asOf });
  const questions = await openQuestions(warehouse, asOf);
  const later = await judgeAgain(warehouse, { ...judging, asOf: now });
  const stored = await verdictsStored(warehouse, area, date);
  const level = then.view.areas.find(({ code }) => code === area)!.level;
  const isAsked = ({ rule }: { rule: string }) => request.rule === undefined || request.rule === rule;
  const explained: ExplainedRule[] = [];
  const judged = then.verdicts.filter((candidate) => !candidate.occasion && isAsked(candidate));
  for (const verdict of withQuestions(judged, questions))
    explained.push(await explainedRule(warehouse, verdict, { then, later, stored, level, asOf, policy }));
  const lineage = await lineageOf(warehouse, area);
  const covers = (window: { area?: string | undefined; from: string; until: string }) =>
    window.from <= date && date <= window.until && (!window.area || lineage.has(window.area));
  const causes = new Set(explained.map(({ rule, verdict }) => verdict.facts.cause ?? rule.cause));
  return {
    ...{ area, level, date, asOf, isNight: night !== undefined, policy, rules: explained },
    cases: open
      .filter(({ state }) => state.area === area && (request.rule === undefined || causes.has(state.cause)))
      .map((openCase) => explainedCase(openCase, level, date, policy)),
    mutes: policy.mutes.filter((mute) => covers(mute) && (!mute.rule || isAsked({ rule: mute.rule }))),
    drills: policy.drills.filter((drill) => drill.area === area && drill.from <= date && date <= drill.until),
  };
}

interface Context {
  readonly then: JudgedAgain;
  readonly later: JudgedAgain;
  readonly stored: readonly Verdict[];
  readonly level: string;
  readonly asOf: string;
  readonly policy: Policy;
}

async function explainedRule(
  warehouse: Warehouse,
  verdict: Verdict,
  { then, later, stored, level, asOf, policy }: Context,
): Promise<ExplainedRule> {
  const rule = ruleById(verdict.rule)!;
  const settings = settingsAt(policy, rule.id, level)!;
  const same = (candidate: Verdict) =>
    candidate.rule === rule.id && !candidate.occasion && candidate.facts.cause === verdict.facts.cause;
  const laterVerdict = later.verdicts.find(same) ?? null;
  const ground = await groundOf(warehouse, rule, settings, verdict, then.view, asOf);
  return {
    ...{ rule, settings, verdict, stored: stored.find(same) ?? null },
    later: laterVerdict && !isSameVerdict(laterVerdict, verdict) ? laterVerdict : null,
    ...ground,
  };
}

type Ground = Pick<
  ExplainedRule,
  "history" | "places" | "shares" | "industries" | "layoffs" | "monitored" | "next"
>;

const NO_GROUND: Ground = {
  ...{ history: [], places: null, shares: [], industries: [], layoffs: [], monitored: [], next: null },
};

/** What a verdict rests on, and what the next tier would need. */
async function groundOf(
  warehouse: Warehouse,
  rule: Rule,
  settings: SettingsAt,
  verdict: Verdict,
  view: JudgeView,
  asOf: string,
): Promise<Ground> {
  const { area, period, kind } = verdict;
  if (rule.kind === "combined")
    return { ...NO_GROUND, next: nextTierOfBelow(rule, settings, verdict, period) };
  if (rule.kind === "event") {
    const events = layoffsIn(view, area, period, rule);
    const { partsIn, partsExpected } = verdict.facts;
    const stated = { share: verdict.coverage, partsIn, partsExpected };
    const next = nextTierOfEvents({ rule, settings, area, date: period, events, stated });
    return { ...NO_GROUND, layoffs: largestFirst(events), next };
  }
  const figures = view.figures(rule.indicator)?.of(area);
  if (!figures) return NO_GROUND;
  const { places } = figures;
  return {
    history: historyOf(rule, settings, verdict, figures),
    places: places && placesIn(places, period),
    shares: places ? sharesOf(places, verdict) : [],
    industries: await industriesOf(warehouse, rule, verdict, asOf),
    monitored: await monitoredOf(warehouse, rule, verdict, asOf),
    layoffs:
      rule.cause === "layoffs" ? largestFirst(layoffsBelow(view, figures.places?.parts ?? [], period)) : [],
    next: nextTier({ rule, settings, area, figures, beside: besideOf(rule, view, area), kind, period }),
  };
}

/** The layoff reports of thirty days in all places of an area. */
const layoffsBelow = (view: JudgeView, places: readonly { area: string }[], period: string): LayoffEvent[] =>
  places.flatMap(({ area }) => view.layoffs(area, period, 30));

/** An area and all above it. */
async function lineageOf(warehouse: Warehouse, area: string): Promise<ReadonlySet<string>> {
  const rows = await warehouse.rows<{ ancestor: string }>(
    "SELECT ancestor FROM area_descent WHERE area = $area",
    { area },
  );
  return new Set([area, ...rows.map(({ ancestor }) => ancestor)]);
}
