import type { CaseEvent } from "../../rules/cases/case-event.ts";
import type { Facts, Rule } from "../../rules/definitions/define.ts";
import type { Lines } from "../../rules/policy/lines.ts";
import { settingsAt } from "../../rules/policy/settings-at.ts";
import type { TextKey } from "../language/catalogue.ts";
import type { Language } from "../language/index.ts";
import { coveredText, sentence } from "../language/sentence.ts";
import type { NoticeSetting } from "./notice-setting.ts";

/** A paragraph before it is worded: the key of its label, and its text; null where there is nothing to tell. */
export type Row = readonly [TextKey, string | null];

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

const levelOf = ({ area }: CaseEvent, { directory }: NoticeSetting): string =>
  directory.area(area)?.level ?? "";

/** The lines of the rule at the level of the area, in the policy that judges now. */
export const linesOf = (event: CaseEvent, rule: Rule, setting: NoticeSetting): Lines =>
  settingsAt(setting.policy, rule.id, levelOf(event, setting))?.lines ?? {
    ...(event.facts.limb && event.tierTo ? { [event.tierTo]: [event.facts.limb] } : {}),
  };

/** The periods that the figures of a change cover, in words. */
export const periodOf = (
  { facts: { shown }, period, periodKind }: CaseEvent,
  rule: Rule,
  language: Language,
) => coveredText(shown?.periods ?? [], { period, kind: periodKind, rule }, language);
