import type { CaseEvent } from "../../rules/cases/case-event.ts";
import type { Rule } from "../../rules/definitions/define.ts";
import { ruleById } from "../../rules/definitions/index.ts";
import type { NoticeParagraph, PartOfNotice } from "../documents/content.ts";
import type { LabelledText } from "../documents/mail.ts";
import { nowcastText } from "../language/figures.ts";
import { inQuestionText } from "../language/in-question-text.ts";
import { inLanguage, type Language, translate } from "../language/index.ts";
import { figureRows, periodOf, type Row } from "./figure-rows.ts";
import { alsoText, caseText, completeness, holdingText, policyText, threshold } from "./grounds.ts";
import { levelText } from "./headline.ts";
import {
  categoryText,
  certaintyText,
  comparedText,
  endText,
  informedText,
  issuedText,
  rangeText,
  sinceText,
} from "./items.ts";
import { type NoticeSetting, regionName } from "./notice-setting.ts";
import { reportedRows } from "./reported-layoffs.ts";
import { measureSteps, measuresText, replyText } from "./response.ts";
import type { Addressee } from "./route.ts";
import { episodeText, limbsText, openText, relatedText } from "./story.ts";
import { isOver } from "./subjects.ts";

/** A paragraph of a notice: a label and its text. */
export type Paragraph = LabelledText;

/**
 * The labelled paragraphs of a notice in the order in which they are read: tier and change, what happened, since when, compared with what, what
 * to do by when, whom to call, how sure, whom it may concern, what stands beside it; then its grounds. What the law asks of every warning
 * (突发事件应对法第六十四条) is always there.
 */
export function paragraphs(
  event: CaseEvent,
  addressee: Addressee,
  setting: NoticeSetting,
): NoticeParagraph[] {
  const { language } = setting;
  const rule = ruleById(event.rule)!;
  const steps = measureSteps(event, addressee, setting);
  const parts: [PartOfNotice, Row[]][] = [
    ["level", [["item.level", levelText(event, language)]]],
    ["finding", findingRows(event, rule, addressee, setting)],
    ["measures", [["notice.advice", measuresText(event, steps, language)]]],
    ["reply", [["item.reply", replyText(event, addressee, setting)]]],
    ["certainty", event.drill ? [] : certaintyRows(event, rule, setting)],
    [
      "scope",
      [
        ["item.range", rangeText(event, setting)],
        ["item.informed", informedText(setting)],
        ...(event.drill ? [] : reportedRows(event, addressee, setting)),
        ...storyRows(event, setting),
      ],
    ],
    [
      "grounds",
      [
        ...(event.drill ? [] : groundRows(event, rule, addressee.seesEnterprises, setting)),
        ["item.category", categoryText(event, rule, language)],
        ["notice.case", caseText(event, language)],
        ["item.issued", issuedText(event, regionName(event.area, setting.directory), language)],
      ],
    ],
  ];
  return parts.flatMap(([part, rows]) =>
    worded(rows, language).map((paragraph) => ({
      ...{ ...paragraph, part },
      ...(part === "measures" ? { steps } : {}),
    })),
  );
}

/** What happened, since when, and compared with what. */
const findingRows = (event: CaseEvent, rule: Rule, addressee: Addressee, setting: NoticeSetting): Row[] => [
  ...(event.drill
    ? drillRows(event, setting.language)
    : figureRows(event, rule, addressee.seesEnterprises, setting)),
  ["item.since", sinceText(event, setting)],
  // Who reads that a warning is lifted must read at once what is not.
  ["open.label", isOver(event) ? openText(event, setting) : null],
  ["item.compared", event.drill || isOver(event) ? null : comparedText(event, rule, setting.language)],
];

/** How sure it is: what it rests on, figures in question, how complete the data is, and what late reports may add. */
function certaintyRows(event: CaseEvent, rule: Rule, setting: NoticeSetting): Row[] {
  const { language, directory } = setting;
  const { inQuestion, nowcast } = event.facts;
  return [
    ["item.sure", certaintyText(event, rule, language)],
    ["notice.in-question", inQuestionText(inQuestion, (code) => directory.areaName(code), language)],
    ["notice.completeness", isOver(event) ? null : completeness(event, rule, language)],
    ["notice.nowcast", nowcast ? nowcastText(nowcast, language) : null],
    ["notice.cannot-know", inLanguage(rule.limitations, language)],
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
        ...episodeRows(event, setting),
        ["notice.case", caseText(event, language)],
      ];
  return worded(rows, language);
}

/** The episode of a change and its other cases; nothing where the case is one by itself. */
function episodeRows(event: CaseEvent, setting: NoticeSetting): Row[] {
  const limbs = limbsText(event, setting);
  return limbs === null
    ? []
    : [
        ["episode.label", episodeText(setting, setting.language)],
        ["episode.limbs", limbs],
      ];
}

/** The rows of an exercise: who set it and why, and no figure, since nothing was measured. */
const drillRows = ({ facts: { drill } }: CaseEvent, language: Language): Row[] => [
  [
    "item.matter",
    drill ? translate(language, "notice.drill-set", { ...drill }) : translate(language, "notice.drill-over"),
  ],
];

/** Rows with their labels in words, those that tell nothing left out. */
const worded = (rows: readonly Row[], language: Language): Paragraph[] =>
  rows.flatMap(([label, text]) =>
    text === null || text === "" ? [] : [{ label: translate(language, label), text }],
  );
