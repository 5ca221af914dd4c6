import { ruleById } from "../../../rules/definitions/index.ts";
import { dateText, inLanguage, translate } from "../../language/index.ts";
import { caseLines } from "./case-text.ts";
import { type ExplainSetting, labelled } from "./explain-setting.ts";
import type { ExplainedRule, Explanation } from "./explanation.ts";
import { groundLines, nextLine } from "./grounds-text.ts";
import { isSameVerdict } from "./judged-again.ts";
import { ruleTitle, shortText, tierText, verdictLines } from "./verdict-text.ts";

/** An explanation as one text in one language. */
export function explanationText(explanation: Explanation, setting: ExplainSetting): string {
  const { language } = setting;
  const { rules, cases } = explanation;
  return [
    ...headLines(explanation, setting),
    ...(rules.length === 0 ? [translate(language, "why.nothing")] : []),
    ...rules.flatMap((explained) => ruleLines(explained, explanation, setting)),
    ...cases.flatMap((explained) => caseLines(explained, setting)),
  ].join("\n");
}

function headLines(explanation: Explanation, setting: ExplainSetting): string[] {
  const { area, date, asOf, isNight, policy, mutes, drills } = explanation;
  const { language } = setting;
  const day = (iso: string) => dateText(iso, language);
  return [
    translate(language, "why.title", { area: setting.areaName(area), code: area, date: day(date) }),
    ...(isNight ? [] : [translate(language, "why.no-night")]),
    translate(language, "why.known", { known: setting.instantText(asOf) }),
    translate(language, "why.policy", {
      ...{ version: policy.version, approved: policy.approvedBy, approval: setting.approval },
    }),
    ...mutes.map(({ from, until, author, reason }) =>
      translate(language, "why.mute", { from: day(from), until: day(until), author, reason }),
    ),
    ...drills.map(({ from, until, author, reason, rule, tier }) => {
      const title = inLanguage(ruleById(rule)?.title ?? { zh: rule, en: rule }, language);
      const window = { from: day(from), until: day(until), author, reason };
      return translate(language, "why.drill", { ...window, rule: title, tier: tierText(tier, language) });
    }),
  ];
}

function ruleLines(explained: ExplainedRule, explanation: Explanation, setting: ExplainSetting): string[] {
  const { language } = setting;
  const { rule, verdict } = explained;
  const cause = rule.kind === "combined" ? verdict.facts.cause : undefined;
  const title = ruleTitle(rule, language);
  const of = cause
    ? translate(language, "notice.noted", { text: title, remark: causeText(cause, setting) })
    : title;
  return [
    `\n== ${of} ==`,
    ...verdictLines(explained, setting),
    ...groundLines(explained, setting),
    ...nextLine(explained, setting),
    labelled("why.cannot-know", inLanguage(rule.limitations, language), setting),
    ...checkLines(explained, explanation, setting),
  ];
}

const causeText = (cause: string, { language }: ExplainSetting): string =>
  translate(language, `cause.${cause}` as "cause.layoffs");

/** Whether the night stored the same, and whether what is known now says otherwise. */
function checkLines(explained: ExplainedRule, { isNight }: Explanation, setting: ExplainSetting): string[] {
  const { language } = setting;
  const { verdict, stored, later } = explained;
  const inShort = (other: typeof verdict) => shortText(explained, other, setting);
  const check = !isNight
    ? []
    : stored === null
      ? [translate(language, "why.stored-none")]
      : isSameVerdict(stored, verdict)
        ? [translate(language, "why.stored-same")]
        : [translate(language, "why.stored-differs", { stored: inShort(stored), again: inShort(verdict) })];
  const now = later ? [translate(language, "why.later", { later: inShort(later) })] : [];
  return [...check, ...now].map((text) => labelled("why.check", text, setting));
}
