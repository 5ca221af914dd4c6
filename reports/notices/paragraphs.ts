import type { CaseEvent } from "../../rules/cases/case-event.ts";
import type { Facts, Rule } from "../../rules/definitions/define.ts";
import { ruleById } from "../../rules/definitions/index.ts";
import type { Limb, Lines } from "../../rules/policy/lines.ts";
import type { Policy } from "../../rules/policy/policy.ts";
import { settingsAt } from "../../rules/policy/settings-at.ts";
import { limbText, nowcastText, shareText } from "../language/figures.ts";
import { inQuestionText } from "../language/in-question-text.ts";
import { dateText, inLanguage, type Language, translate } from "../language/index.ts";
import { coveredText, sentence } from "../language/sentence.ts";

/** What the paragraphs of a notice read besides the change. */
export interface ParagraphSetting {
  readonly language: Language;
  readonly policy: Policy;
  readonly seesEnterprises: boolean;
  readonly areaName: string;
  readonly level: string;
  nameOf(code: string): string;
}

/** A paragraph of a notice: a label and its text. */
export interface Paragraph {
  readonly label: string;
  readonly text: string;
}

/** The labelled paragraphs of a notice, those that say nothing left out. */
export function paragraphs(event: CaseEvent, rule: Rule, setting: ParagraphSetting): Paragraph[] {
  const { language, areaName } = setting;
  if (event.drill) return drillParagraphs(event, setting);
  const { before, shown } = event.facts;
  const isOver = event.kind === "lifted";
  const now = before ? "notice.after-correction" : isOver ? "notice.now" : "notice.what";
  const lines = linesOf(event, rule, setting);
  const sentenceOf = (values: Facts, ofNow: boolean) =>
    sentence(rule, values, language, {
      ...{ seesEnterprises: setting.seesEnterprises, period: event.period, kind: event.periodKind, lines },
      shown: ofNow ? shown : undefined,
    });
  const rows: [string, string | null][] = [
    [translate(language, "notice.area"), noted(areaName, event.area, language)],
    [translate(language, "notice.before-correction"), before ? sentenceOf(before, false) : null],
    [translate(language, now), sentenceOf(event.facts.values, true)],
    [
      translate(language, "notice.in-question"),
      inQuestionText(event.facts.inQuestion, setting.nameOf, language),
    ],
    [
      translate(language, "notice.period"),
      coveredText(shown?.periods ?? [], { period: event.period, kind: event.periodKind, rule }, language),
    ],
    [translate(language, "notice.threshold"), threshold(event, rule, setting)],
    [translate(language, "notice.holding"), holdingText(event, setting)],
    [translate(language, "notice.completeness"), completeness(event, rule, language)],
    [
      translate(language, "notice.nowcast"),
      event.facts.nowcast ? nowcastText(event.facts.nowcast, language) : null,
    ],
    [translate(language, "notice.also"), alsoText(event, language)],
    [translate(language, "notice.cannot-know"), inLanguage(rule.limitations, language)],
    [
      translate(language, "notice.advice"),
      isOver
        ? afterText(event, language)
        : inLanguage(rule.advice[event.tierTo ?? event.tierFrom ?? "IV"], language),
    ],
    [translate(language, "notice.basis"), rule.basis],
    [translate(language, "notice.policy"), policyText(event, setting)],
    [translate(language, "notice.case"), caseText(event, language)],
  ];
  return rows.flatMap(([label, text]) => (text === null || text === "" ? [] : [{ label, text }]));
}

/** The paragraphs of an exercise: who set it and why, and no figure, since nothing was measured. */
function drillParagraphs(event: CaseEvent, { language, areaName }: ParagraphSetting): Paragraph[] {
  const { drill } = event.facts;
  const rows: [string, string | null][] = [
    [translate(language, "notice.area"), noted(areaName, event.area, language)],
    [
      translate(language, "notice.what"),
      drill
        ? translate(language, "notice.drill-set", { ...drill })
        : translate(language, "notice.drill-over"),
    ],
    [translate(language, "notice.case"), caseText(event, language)],
  ];
  return rows.flatMap(([label, text]) => (text === null ? [] : [{ label, text }]));
}

/** The lines of the rule at the level of the area, in the policy that judges now. */
const linesOf = (event: CaseEvent, rule: Rule, { policy, level }: ParagraphSetting): Lines =>
  settingsAt(policy, rule.id, level)?.lines ?? {
    ...(event.facts.limb && event.tierTo ? { [event.tierTo]: [event.facts.limb] } : {}),
  };

function threshold(event: CaseEvent, rule: Rule, { policy, language }: ParagraphSetting): string {
  const { limb } = event.facts;
  if (!limb || event.kind === "lifted")
    return translate(language, event.facts.holding ? "notice.threshold-other" : "notice.threshold-none");
  const status = isInLaw(rule, limb) ? "law" : (policy.rules[rule.id]?.status ?? "trial");
  return noted(limbText(rule, limb, language), translate(language, `notice.status-${status}`), language);
}

/** What the rule found that holds a lowered case, where it is not the one of the title. */
function holdingText(
  { facts: { holding } }: CaseEvent,
  { language, seesEnterprises }: ParagraphSetting,
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

/** What is wanting before the case takes the graver tier that was reached; null where nothing is. */
export function wantingText({ facts, periodKind }: CaseEvent, language: Language): string | null {
  if (!facts.wanting) return null;
  const { tier, met, needed, of } = facts.wanting;
  const fillings = { met, needed, of, tier: translate(language, `tier.${tier}`) };
  return translate(language, needed === of ? "notice.wanting-in-a-row" : "notice.wanting-of", {
    ...fillings,
    unit: translate(language, `unit-of.${periodKind}`),
  });
}

function completeness(event: CaseEvent, rule: Rule, language: Language): string {
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

function alsoText(event: CaseEvent, language: Language): string {
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

const afterText = ({ cause }: CaseEvent, language: Language): string =>
  translate(language, cause === "layoffs" ? "notice.advice-lifted-layoffs" : "notice.advice-lifted");

/** The policy version, and by whom it was approved: of an earlier one that is no longer known. */
function policyText(event: CaseEvent, { policy, language }: ParagraphSetting): string {
  return event.policy === policy.version
    ? translate(language, "notice.policy-value", { policy: event.policy, approved: policy.approvedBy })
    : translate(language, "notice.policy-earlier", { policy: event.policy });
}

const caseText = ({ caseId, seq, date }: CaseEvent, language: Language): string =>
  translate(language, seq === 1 ? "notice.case-first" : "notice.case-value", {
    ...{ case: caseId, seq, date: dateText(date, language) },
  });

/** A text with a remark in brackets. */
const noted = (text: string, remark: string, language: Language): string =>
  translate(language, "notice.noted", { text, remark });
