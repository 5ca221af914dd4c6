import type { PeriodKind } from "../../../rules/calendar/periods.ts";
import type { Shown } from "../../../rules/definitions/define.ts";
import type { Verdict } from "../../../rules/judge/verdict.ts";
import type { Limb } from "../../../rules/policy/lines.ts";
import { TIERS, type Tier } from "../../../rules/policy/tiers.ts";
import type { TextKey } from "../../language/catalogue.ts";
import { besideText, boundsOf, limbText, nowcastText, shareText } from "../../language/figures.ts";
import { inQuestionText } from "../../language/in-question-text.ts";
import { inLanguage, type Language, numberText, periodText, translate } from "../../language/index.ts";
import { baseText, coveredText, estimatedText, periodsText, sentence } from "../../language/sentence.ts";
import { type ExplainSetting, labelled, placesText } from "./explain-setting.ts";
import type { ExplainedRule } from "./explanation.ts";

/** A tier in words; none where there is none. */
export const tierText = (tier: Tier | null, language: Language): string =>
  translate(language, tier ? `tier.${tier}` : "why.tier-none");

/** What a verdict is: its outcome, what it says, the figure, its base, the lines, and what the tier rests on. */
export function verdictLines(explained: ExplainedRule, setting: ExplainSetting): string[] {
  const { rule, settings, verdict } = explained;
  const { language } = setting;
  const { facts } = verdict;
  const isJudged = verdict.outcome !== "not-judged";
  return [
    ...(settings.role === "corroborating" ? [translate(language, "why.role")] : []),
    labelled("why.outcome", outcomeText(verdict, language), setting),
    ...(isJudged ? [labelled("why.what", sentenceOf(explained, verdict, setting), setting)] : []),
    ...(isJudged ? questionLines(verdict, setting) : []),
    ...(facts.shown ? figureLines(explained, facts.shown, setting) : []),
    ...(facts.limb ? [labelled("why.limb", limbText(rule, facts.limb, language), setting)] : []),
    ...lineLines(explained, setting),
    ...(facts.wanting ? [labelled("why.wanting", wantingText(verdict, language), setting)] : []),
    ...(facts.before ? [labelled("why.before", beforeText(verdict, language), setting)] : []),
    labelled("why.coverage", coverageText(explained, setting), setting),
    ...(facts.nowcast ? [labelled("why.nowcast", nowcastText(facts.nowcast, language), setting)] : []),
  ];
}

function questionLines({ facts }: Verdict, setting: ExplainSetting): string[] {
  const text = inQuestionText(facts.inQuestion, setting.areaName, setting.language);
  return text === null ? [] : [labelled("notice.in-question", text, setting)];
}

function outcomeText({ outcome, tier, steadyTier, reason }: Verdict, language: Language): string {
  if (outcome === "not-judged")
    return translate(language, "why.outcome-reason", {
      reason: translate(language, `reason.${reason}` as TextKey),
    });
  const tiers = { steady: tierText(steadyTier, language), tier: tierText(tier, language) };
  const text = translate(language, `outcome.${outcome}`);
  return tier === null
    ? text
    : [text, translate(language, "why.tiers", tiers)].join(translate(language, "list.reasons"));
}

/** What a rule says of a verdict's figures. */
export const sentenceOf = (
  { rule, settings }: Pick<ExplainedRule, "rule" | "settings">,
  { facts, period, kind }: Verdict,
  { language, seesEnterprises }: ExplainSetting,
): string =>
  sentence(rule, facts.values, language, {
    ...{ seesEnterprises, period, kind, lines: settings.lines, shown: facts.shown },
  });

/** A figure with its unit, on its side of the lines that are about it. */
export function shownText(
  shown: Shown,
  { settings }: Pick<ExplainedRule, "settings">,
  language: Language,
): string {
  const bounds = boundsOf(settings.lines, shown.name);
  const value =
    isCount(shown) && !shown.counted
      ? estimatedText(shown.value, language)
      : besideText(shown.value, bounds, language, shown.counted ? 0 : 2);
  return translate(language, `shown.${shown.unit}`, { value });
}

/** Whether a figure counts whole units: a computed one is told whole. */
const isCount = ({ unit }: Shown): boolean =>
  unit === "persons" || unit === "postings" || unit === "enterprises" || unit === "areas";

/** The value of a base, with its unit. */
function expectedText(shown: Shown, expected: number, language: Language): string {
  const value = isCount(shown) ? estimatedText(expected, language) : numberText(expected, language);
  return translate(language, `shown.${shown.unit}`, { value });
}

function figureLines(explained: ExplainedRule, shown: Shown, setting: ExplainSetting): string[] {
  const { language } = setting;
  const { period, kind } = explained.verdict;
  const value = translate(language, "why.figure-value", {
    value: shownText(shown, explained, language),
    periods: coveredText(shown.periods, { period, kind, rule: explained.rule }, language),
  });
  const base =
    shown.expected === null
      ? translate(language, "why.base-line")
      : translate(language, "why.base-value", {
          base: baseText(shown.base, { language, kind }),
          value: expectedText(shown, shown.expected, language),
          periods: yearsText(shown.basePeriods, kind, language),
        });
  return [labelled("why.figure", value, setting), labelled("why.base", base, setting)];
}

/** Periods in words, those of each year together. */
function yearsText(periods: readonly string[], kind: PeriodKind, language: Language): string {
  const years = new Map<string, string[]>();
  for (const period of periods)
    years.set(period.slice(0, 4), [...(years.get(period.slice(0, 4)) ?? []), period]);
  return [...years.values()]
    .map((ofYear) => periodsText(ofYear, ofYear.at(-1)!, kind, language))
    .join(translate(language, "list.separator"));
}

/** Conditions of which one is enough, in words. */
export const limbsText = (rule: ExplainedRule["rule"], limbs: readonly Limb[], language: Language): string =>
  limbs.map((limb) => limbText(rule, limb, language)).join(translate(language, "limb.or"));

function lineLines({ rule, settings }: ExplainedRule, setting: ExplainSetting): string[] {
  const { language } = setting;
  const lines = TIERS.flatMap((tier) => {
    const limbs = settings.lines[tier];
    if (!limbs) return [];
    const text = limbsText(rule, limbs, language);
    const line = translate(language, "why.line", { tier: tierText(tier, language), text });
    const { periods: needed, of } = settings.dwell[tier];
    return [of === 1 ? line : translate(language, "why.line-dwell", { line, needed, of })];
  });
  return [
    translate(language, "why.lines"),
    ...lines.map((line) => `  ${line}`),
    ...(Object.keys(settings.floor).length > 0
      ? [labelled("why.floor", limbText(rule, settings.floor, language), setting)]
      : []),
    ...(settings.cap === "I"
      ? []
      : [translate(language, "why.cap", { tier: tierText(settings.cap, language) })]),
  ];
}

function wantingText({ facts, kind }: Verdict, language: Language): string {
  const { tier, met, needed, of } = facts.wanting!;
  return translate(language, needed === of ? "notice.wanting-in-a-row" : "notice.wanting-of", {
    ...{ met, needed, of, tier: tierText(tier, language) },
    unit: translate(language, `unit-of.${kind}`),
  });
}

const beforeText = ({ facts, kind }: Verdict, language: Language): string =>
  (facts.before ?? [])
    .map(({ period, tier }) =>
      translate(language, "why.before-value", {
        ...{ period: periodText(period, kind, language), tier: tierText(tier, language) },
      }),
    )
    .join(translate(language, "list.reasons"));

function coverageText({ rule, verdict, places }: ExplainedRule, setting: ExplainSetting): string {
  const { language } = setting;
  const { partsIn, partsExpected } = verdict.facts;
  if (rule.kind === "event") {
    const statement = translate(language, partsIn > 0 ? "notice.statement-in" : "notice.statement-missing");
    return translate(language, "notice.completeness-event", { statement });
  }
  const share = shareText(verdict.coverage, language);
  const counts = { in: partsIn, expected: partsExpected, share };
  if (!places) return translate(language, "why.coverage-below", counts);
  const coverage = translate(language, "notice.completeness-value", counts);
  return places.missing.length > 0
    ? translate(language, "why.coverage-missing", { coverage, places: placesText(places.missing, setting) })
    : translate(language, "why.coverage-all", { coverage, places: placesText(places.present, setting) });
}

/** A verdict in one line, to be held against another. */
export function shortText(explained: ExplainedRule, verdict: Verdict, setting: ExplainSetting): string {
  const { language } = setting;
  if (verdict.outcome === "not-judged") return outcomeText(verdict, language);
  return translate(language, "why.verdict", {
    outcome: outcomeText(verdict, language),
    period: periodText(verdict.period, verdict.kind, language),
    figures: sentenceOf(explained, verdict, setting),
  });
}

/** The title of a rule with its id. */
export const ruleTitle = (rule: ExplainedRule["rule"], language: Language): string =>
  translate(language, "why.rule", { title: inLanguage(rule.title, language), rule: rule.id });
