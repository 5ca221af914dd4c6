import type { CaseEvent } from "../../rules/cases/case-event.ts";
import type { Facts, Rule } from "../../rules/definitions/define.ts";
import { ruleById } from "../../rules/definitions/index.ts";
import type { Policy } from "../../rules/policy/policy.ts";
import type { Tier } from "../../rules/policy/tiers.ts";
import type { Directory } from "../delivery/directory.ts";
import type { TextKey } from "../language/catalogue.ts";
import { limbText, nowcastText, sentence, shareText } from "../language/figures.ts";
import { dateText, inLanguage, type Language, periodText, translate } from "../language/index.ts";
import type { Addressee } from "./route.ts";

/** What one office reads about one change in a case: a subject, a lead and labelled paragraphs. */
export interface NoticeText {
  readonly subject: string;
  readonly tier: Tier;
  readonly heading: string;
  readonly office: string;
  readonly lead: string;
  readonly paragraphs: readonly { readonly label: string; readonly text: string }[];
  readonly foot: readonly string[];
  /** Separator between a label and its text. */
  readonly colon: string;
}

/** What composing a notice reads besides the case change. */
export interface NoticeSetting {
  readonly language: Language;
  readonly policy: Policy;
  readonly directory: Directory;
}

/** Compose the notice of a case change for one office (预警通知). */
export function compose(event: CaseEvent, addressee: Addressee, setting: NoticeSetting): NoticeText {
  const { language, directory } = setting;
  const rule = ruleById(event.rule)!;
  const tier = event.tierTo ?? event.tierFrom!;
  const tierText = translate(language, `tier.${tier}`);
  const area = directory.areaName(event.area);
  const title = inLanguage(rule.title, language);
  const change = translate(language, `change.${event.kind}` as TextKey);
  const from = event.tierFrom ? translate(language, `tier.${event.tierFrom}`) : "";
  const corrected = event.facts.before !== undefined;
  const subject = event.kind === "lifted" ? "notice.subject-lifted" : "notice.subject";
  return {
    subject: translate(language, corrected ? "notice.subject-corrected" : subject, {
      tier: tierText,
      area,
      title,
      change,
      case: event.caseId,
    }),
    tier,
    heading: translate(language, "notice.heading"),
    office: addressee.office.name,
    lead: translate(language, "notice.lead", {
      area,
      title,
      state: translate(language, `notice.state-${corrected ? "corrected-" : ""}${event.kind}` as TextKey, {
        tier: tierText,
        from,
      }),
    }),
    paragraphs: paragraphs(event, rule, addressee, setting, area),
    colon: translate(language, "notice.colon"),
    foot: [
      translate(language, `notice.audience-${addressee.audience}`),
      translate(language, "notice.approval"),
    ].filter(Boolean),
  };
}

function paragraphs(
  event: CaseEvent,
  rule: Rule,
  addressee: Addressee,
  setting: NoticeSetting,
  area: string,
) {
  const { language, policy } = setting;
  const { before } = event.facts;
  const now = before ? "notice.after-correction" : event.kind === "lifted" ? "notice.now" : "notice.what";
  const sentenceOf = (values: Facts) => sentence(rule, values, language, addressee.seesEnterprises);
  const also = event.facts.also.map((other) =>
    noted(
      inLanguage(ruleById(other.rule)!.title, language),
      translate(language, `tier.${other.tier}`),
      language,
    ),
  );
  const rows: [string, string][] = [
    [translate(language, "notice.area"), noted(area, event.area, language)],
    ...(before
      ? ([[translate(language, "notice.before-correction"), sentenceOf(before)]] as [string, string][])
      : []),
    [translate(language, now), sentenceOf(event.facts.values)],
    [translate(language, "notice.period"), periodText(event.period, event.periodKind, language)],
    [translate(language, "notice.threshold"), threshold(event, rule, policy, language)],
    [translate(language, "notice.completeness"), completeness(event, rule, language)],
    ...nowcastRow(event, language),
    ...(also.length > 0
      ? ([[translate(language, "notice.also"), also.join(translate(language, "list.separator"))]] as [
          string,
          string,
        ][])
      : []),
    [translate(language, "notice.cannot-know"), inLanguage(rule.limitations, language)],
    [translate(language, "notice.advice"), inLanguage(rule.advice, language)],
    [
      translate(language, "notice.policy"),
      translate(language, "notice.policy-value", {
        policy: event.policy,
        rule: inLanguage(rule.title, language),
        basis: rule.basis,
      }),
    ],
    [
      translate(language, "notice.case"),
      translate(language, "notice.case-value", {
        case: event.caseId,
        seq: event.seq,
        date: dateText(event.date, language),
      }),
    ],
  ];
  return rows.map(([label, text]) => ({ label, text }));
}

function threshold(event: CaseEvent, rule: Rule, policy: Policy, language: Language): string {
  const status = policy.rules[rule.id]?.status ?? "trial";
  const line = event.facts.limb
    ? limbText(rule, event.facts.limb, language)
    : translate(language, "notice.threshold-none");
  return noted(line, translate(language, `notice.status-${status}`), language);
}

/** The nowcast paragraph, only while reports are late. */
function nowcastRow({ facts: { nowcast } }: CaseEvent, language: Language): [string, string][] {
  if (!nowcast) return [];
  return [[translate(language, "notice.nowcast"), nowcastText(nowcast, language)]];
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

/** A text with a remark in brackets. */
const noted = (text: string, remark: string, language: Language): string =>
  translate(language, "notice.noted", { text, remark });
