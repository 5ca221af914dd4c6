import { ruleById } from "../../../rules/definitions/index.ts";
import { TIERS } from "../../../rules/policy/tiers.ts";
import type { TextKey } from "../../language/catalogue.ts";
import { inQuestionText } from "../../language/in-question-text.ts";
import { dateText, inLanguage, translate } from "../../language/index.ts";
import { type ExplainSetting, labelled } from "./explain-setting.ts";
import type { ExplainedCase } from "./explained-case.ts";
import { limbsText, tierText } from "./verdict-text.ts";

/** An open case: its changes, the nights it has been without its tiers, what holds it, and what would lower or lift it. */
export function caseLines(explained: ExplainedCase, setting: ExplainSetting): string[] {
  const { language } = setting;
  const { state, holders } = explained;
  const text = translate(language, "why.case", {
    ...{ case: state.id, tier: tierText(state.tier, language) },
    cause: translate(language, `cause.${state.cause}` as TextKey),
  });
  const isHeld = state.memory.held !== null;
  return [
    `\n== ${state.drill ? translate(language, "why.case-drill", { text }) : text} ==`,
    translate(language, "why.case-changes"),
    ...changeLines(explained, setting),
    ...(state.drill ? [] : nightLines(explained, setting)),
    ...(holders.length > 0 && !state.drill
      ? [translate(language, "why.case-holders"), ...holderLines(explained, setting)]
      : []),
    ...(isHeld
      ? [
          translate(language, "why.case-held", {
            why: translate(language, `held.${state.memory.held}` as TextKey),
          }),
        ]
      : []),
    ...fallLines(explained, setting),
  ];
}

const changeLines = ({ changes }: ExplainedCase, setting: ExplainSetting): string[] =>
  changes.flatMap(({ date, kind, tierTo, tierFrom, rule, reason, facts }) => {
    const { language, areaName } = setting;
    const title = ruleById(rule)?.title ?? { zh: rule, en: rule };
    const inQuestion = inQuestionText(facts.inQuestion, areaName, language);
    const change = translate(language, "why.case-change", {
      ...{ date: dateText(date, language), tier: tierText(tierTo ?? tierFrom, language) },
      ...{ change: translate(language, `change.${kind}`), rule: inLanguage(title, language) },
      reason: translate(language, `why.case-reason.${reason}`),
    });
    const question = inQuestion === null ? [] : [labelled("notice.in-question", inQuestion, setting)];
    return [`  ${change}`, ...question.map((text) => `    ${text}`)];
  });

function nightLines({ state, falls, holders }: ExplainedCase, setting: ExplainSetting): string[] {
  const { language } = setting;
  const upTo = TIERS.slice(0, TIERS.indexOf(state.tier) + 1);
  const holdOf = (tier: (typeof TIERS)[number]) =>
    Math.max(0, ...holders.flatMap(({ settings }) => settings?.hold[tier] ?? []));
  if (falls.length === 0 && holders.length === 0) return [];
  return [
    translate(language, "why.case-nights"),
    ...upTo.map(
      (tier) =>
        `  ${translate(language, tier === TIERS[0] ? "why.case-night-lift" : "why.case-night", {
          ...{ tier: tierText(tier, language), nights: state.memory.nightsWithout[tier], hold: holdOf(tier) },
        })}`,
    ),
  ];
}

const holderLines = ({ state, holders }: ExplainedCase, { language }: ExplainSetting): string[] =>
  holders.map(({ rule, settings }) => {
    const defined = ruleById(rule);
    const title = inLanguage(defined?.title ?? { zh: rule, en: rule }, language);
    if (!settings || !defined) return `  ${translate(language, "why.case-holder-gone", { rule: title })}`;
    const bounds = [...new Set([state.tier, TIERS[0]])].flatMap((tier) => {
      const limbs = settings.exit[tier] ?? settings.lines[tier];
      const text = limbs && limbsText(defined, limbs, language);
      return text ? [translate(language, "why.case-keeps", { tier: tierText(tier, language), text })] : [];
    });
    const text = bounds.join(translate(language, "list.reasons"));
    return `  ${translate(language, "why.case-holder", { rule: title, bounds: text })}`;
  });

function fallLines({ falls }: ExplainedCase, setting: ExplainSetting): string[] {
  const { language } = setting;
  const texts = falls.map(({ kept, event, nights }) =>
    translate(language, event.kind === "quiet" ? "why.case-lifted" : "why.case-lowered", {
      ...{ date: dateText(event.date, language), nights, kept: tierText(kept, language) },
      tier: tierText(event.tierTo, language),
    }),
  );
  return texts.map((text) => labelled("why.case-falls", text, setting));
}
