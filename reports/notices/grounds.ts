import type { CaseEvent } from "../../rules/cases/case-event.ts";
import type { Rule } from "../../rules/definitions/define.ts";
import { ruleById } from "../../rules/definitions/index.ts";
import type { Limb } from "../../rules/policy/lines.ts";
import { limbText, shareText } from "../language/figures.ts";
import { dateText, inLanguage, type Language, translate } from "../language/index.ts";
import { sentence } from "../language/sentence.ts";
import type { NoticeSetting } from "./notice-setting.ts";
import { isOver } from "./subjects.ts";

/** The line that was reached, and whose it is; of a case that reaches none, that it does not. */
export function threshold(event: CaseEvent, rule: Rule, { policy, language }: NoticeSetting): string {
  const { limb } = event.facts;
  if (!limb || isOver(event) || event.kind === "quiet")
    return translate(language, event.facts.holding ? "notice.threshold-other" : "notice.threshold-none");
  const status = isInLaw(rule, limb) ? "law" : (policy.rules[rule.id]?.status ?? "trial");
  return noted(limbText(rule, limb, language), translate(language, `notice.status-${status}`), language);
}

/** What the rule found that holds a lowered case, where it is not the one of the title. */
export function holdingText(
  { facts: { holding } }: CaseEvent,
  seesEnterprises: boolean,
  language: Language,
): string | null {
  const rule = holding && ruleById(holding.rule);
  if (!rule) return null;
  const { values, shown, limb, kind, period } = holding;
  const lines = limb ? { IV: [limb] } : {};
  return noted(
    sentence(rule, values, language, { seesEnterprises, period, kind, lines, shown }),
    inLanguage(rule.title, language),
    language,
  );
}

/** Whether a statute sets just these conditions. */
const isInLaw = (rule: Rule, limb: Limb): boolean =>
  (rule.inLaw ?? []).some((conditions) => {
    const names = Object.keys(conditions);
    return (
      names.length === Object.keys(limb).length && names.every((name) => limb[name] === conditions[name])
    );
  });

/** How complete the data is: reports received of those expected, or the monthly statement. */
export function completeness(event: CaseEvent, rule: Rule, language: Language): string {
  const { partsIn, partsExpected } = event.facts;
  if (rule.kind === "event") {
    const statement = translate(language, partsIn > 0 ? "notice.statement-in" : "notice.statement-missing");
    return translate(language, "notice.completeness-event", { statement });
  }
  return translate(language, "notice.completeness-value", {
    in: partsIn,
    expected: partsExpected,
    share: shareText(event.coverage, language),
  });
}

/** Other rules that reached a line, with their tiers. */
export function alsoText(event: CaseEvent, language: Language): string {
  return event.facts.also
    .map(({ rule, tier }) =>
      noted(
        inLanguage(ruleById(rule)?.title ?? { zh: rule, en: rule }, language),
        translate(language, `tier.${tier}`),
        language,
      ),
    )
    .join(translate(language, "list.separator"));
}

/** The policy version, and by whom it was approved: of an earlier one that is no longer known. */
export function policyText(event: CaseEvent, { policy, language }: NoticeSetting): string {
  return event.policy === policy.version
    ? translate(language, "notice.policy-value", { policy: event.policy, approved: policy.approvedBy })
    : translate(language, "notice.policy-earlier", { policy: event.policy });
}

/** The case, which notice of it this is, and the day. */
export const caseText = ({ caseId, seq, date }: CaseEvent, language: Language): string =>
  translate(language, seq === 1 ? "notice.case-first" : "notice.case-value", {
    ...{ case: caseId, seq, date: dateText(date, language) },
  });

/** A text with a remark in brackets. */
const noted = (text: string, remark: string, language: Language): string =>
  translate(language, "notice.noted", { text, remark });
