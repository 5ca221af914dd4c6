import type { CaseEvent } from "../../rules/cases/case-event.ts";
import type { Facts, Rule } from "../../rules/definitions/define.ts";
import { ruleById } from "../../rules/definitions/index.ts";
import type { Limb, Lines } from "../../rules/policy/lines.ts";
import { settingsAt } from "../../rules/policy/settings-at.ts";
import type { TextKey } from "../language/catalogue.ts";
import { limbText, nowcastText, shareText } from "../language/figures.ts";
import { inQuestionText } from "../language/in-question-text.ts";
import { dateText, inLanguage, type Language, translate } from "../language/index.ts";
import { coveredText, sentence } from "../language/sentence.ts";
import { levelText } from "./headline.ts";
import {
  categoryText,
  certaintyText,
  comparedText,
  endText,
  issuedText,
  rangeText,
  sinceText,
} from "./items.ts";
import { type NoticeSetting, regionName } from "./notice-setting.ts";
import { measuresText, replyText } from "./response.ts";
import type { Addressee } from "./route.ts";
import { episodeText, limbsText, openText, relatedText } from "./story.ts";
import { isOver } from "./subjects.ts";

/** A paragraph of a notice: a label and its text. */
export interface Paragraph {
  readonly label: string;
  readonly text: string;
}

/** A paragraph before it is worded: the key of its label, and its text; null where there is nothing to tell. */
type Row = readonly [TextKey, string | null];

/**
 * The labelled paragraphs of a notice in the order in which they are read: tier and change, what happened, since when, compared with what, what
 * to do by when, whom to call, how sure, whom it may concern, what stands beside it; then its grounds. What the law asks of every warning
 * (突发事件应对法第六十四条) is always there.
 */
export function paragraphs(event: CaseEvent, addressee: Addressee, setting: NoticeSetting): Paragraph[] {
  const { language } = setting;
  const rule = ruleById(event.rule)!;
  const rows: Row[] = [
    ["item.level", levelText(event, language)],
    ...(event.drill
      ? drillRows(event, language)
      : figureRows(event, rule, addressee.seesEnterprises, setting)),
    ["item.since", sinceText(event, setting)],
    // Who reads that a warning is lifted must read at once what is not.
    ["open.label", isOver(event) ? openText(event, setting) : null],
    ["item.compared", event.drill || isOver(event) ? null : comparedText(event, rule, language)],
    ["notice.advice", measuresText(event, addressee, setting)],
    ["item.reply", replyText(event, addressee, setting)],
    ...(event.drill ? [] : certaintyRows(event, rule, setting)),
    ["item.range", rangeText(event, setting)],
    ...storyRows(event, setting),
    ...(event.drill ? [] : groundRows(event, rule, addressee.seesEnterprises, setting)),
    ["item.category", categoryText(event, rule, language)],
    ["notice.case", caseText(event, language)],
    ["item.issued", issuedText(event, regionName(event.area, setting.directory), language)],
  ];
  return rows.flatMap(([label, text]) =>
    text === null || text === "" ? [] : [{ label: translate(language, label), text }],
  );
}

/** What happened, in figures: before and after a correction, and what a person wrote at the end, for those who may see enterprises. */
export function figureRows(
  event: CaseEvent,
  rule: Rule,
  seesEnterprises: boolean,
  setting: NoticeSetting,
): Row[] {
  const { language } = setting;
  const { before, shown, closing } = event.facts;
  const lines = linesOf(event, rule, setting);
  const sentenceOf = (values: Facts, ofNow: boolean) =>
    sentence(rule, values, language, {
      ...{ seesEnterprises, period: event.period, kind: event.periodKind, lines },
      shown: ofNow ? shown : undefined,
    });
  return [
    ["item.matter", sentenceOf(event.facts.values, true)],
    ["notice.before-correction", before ? sentenceOf(before, false) : null],
    ["item.closing", closing && seesEnterprises ? closing.note : null],
  ];
}

/** How sure it is: what it rests on, figures in question, how complete the data is, and what late reports may add. */
function certaintyRows(event: CaseEvent, rule: Rule, setting: NoticeSetting): Row[] {
  const { language, directory } = setting;
  const { inQuestion, nowcast } = event.facts;
  return [
    ["item.sure", certaintyText(event, rule, language)],
    ["notice.in-question", inQuestionText(inQuestion, (code) => directory.areaName(code), language)],
    ["notice.completeness", isOver(event) ? null : completeness(event, rule, language)],
    ["notice.nowcast", nowcast ? nowcastText(nowcast, language) : null],
  ];
}

/** The episode, its other cases, what stands beside it, and what stays open. */
const storyRows = (event: CaseEvent, setting: NoticeSetting): Row[] => [
  ["episode.label", episodeText(setting, setting.language)],
  ["episode.limbs", limbsText(event, setting)],
  ["episode.related", relatedText(setting)],
  ["open.label", isOver(event) ? null : openText(event, setting)],
];

/** The grounds of a notice: line, period, other rules, when it ends, limits, source and policy. */
function groundRows(event: CaseEvent, rule: Rule, seesEnterprises: boolean, setting: NoticeSetting): Row[] {
  const { language } = setting;
  return [
    ["notice.threshold", threshold(event, rule, setting)],
    ["notice.holding", holdingText(event, seesEnterprises, language)],
    ["notice.period", periodOf(event, rule, language)],
    ["notice.also", alsoText(event, language)],
    ["item.end-label", endText(event, setting)],
    ["notice.cannot-know", inLanguage(rule.limitations, language)],
    ["notice.basis", rule.basis],
    ["notice.policy", policyText(event, setting)],
  ];
}

/** The lines of a change in a letter of several: what differs from change to change. */
export function factRows(event: CaseEvent, seesEnterprises: boolean, setting: NoticeSetting): Paragraph[] {
  const { language, directory } = setting;
  const rule = ruleById(event.rule)!;
  const rows: Row[] = event.drill
    ? [...drillRows(event, language), ["notice.case", caseText(event, language)]]
    : [
        ...figureRows(event, rule, seesEnterprises, setting),
        ["notice.also", alsoText(event, language)],
        [
          "notice.in-question",
          inQuestionText(event.facts.inQuestion, (code) => directory.areaName(code), language),
        ],
        ["notice.period", periodOf(event, rule, language)],
        ["notice.threshold", threshold(event, rule, setting)],
        ["notice.case", caseText(event, language)],
      ];
  return rows.flatMap(([label, text]) =>
    text === null || text === "" ? [] : [{ label: translate(language, label), text }],
  );
}

/** The rows of an exercise: who set it and why, and no figure, since nothing was measured. */
const drillRows = ({ facts: { drill } }: CaseEvent, language: Language): Row[] => [
  [
    "item.matter",
    drill ? translate(language, "notice.drill-set", { ...drill }) : translate(language, "notice.drill-over"),
  ],
];

const levelOf = ({ area }: CaseEvent, { directory }: NoticeSetting): string =>
  directory.area(area)?.level ?? "";

/** The lines of the rule at the level of the area, in the policy that judges now. */
const linesOf = (event: CaseEvent, rule: Rule, setting: NoticeSetting): Lines =>
  settingsAt(setting.policy, rule.id, levelOf(event, setting))?.lines ?? {
    ...(event.facts.limb && event.tierTo ? { [event.tierTo]: [event.facts.limb] } : {}),
  };

const periodOf = ({ facts: { shown }, period, periodKind }: CaseEvent, rule: Rule, language: Language) =>
  coveredText(shown?.periods ?? [], { period, kind: periodKind, rule }, language);

function threshold(event: CaseEvent, rule: Rule, { policy, language }: NoticeSetting): string {
  const { limb } = event.facts;
  if (!limb || isOver(event) || event.kind === "quiet")
    return translate(language, event.facts.holding ? "notice.threshold-other" : "notice.threshold-none");
  const status = isInLaw(rule, limb) ? "law" : (policy.rules[rule.id]?.status ?? "trial");
  return noted(limbText(rule, limb, language), translate(language, `notice.status-${status}`), language);
}

/** What the rule found that holds a lowered case, where it is not the one of the title. */
function holdingText(
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

/** The policy version, and by whom it was approved: of an earlier one that is no longer known. */
function policyText(event: CaseEvent, { policy, language }: NoticeSetting): string {
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
