import type { CaseEvent } from "../../rules/cases/case-log.ts";
import type { Facts, Rule } from "../../rules/definitions/define.ts";
import { ruleById } from "../../rules/definitions/index.ts";
import type { Policy } from "../../rules/policy/policy.ts";
import type { Tier } from "../../rules/policy/tiers.ts";
import type { Directory } from "../delivery/directory.ts";
import type { TextKey } from "../language/catalogue.ts";
import { limbText, nowcastText, sentence, shareText } from "../language/figures.ts";
import { dateText, inLanguage, type Language, periodText, say } from "../language/index.ts";
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
  /** What stands between a label and its text. */
  readonly colon: string;
}

export interface NoticeSetting {
  readonly language: Language;
  readonly policy: Policy;
  readonly directory: Directory;
}

/** Write what an office must know of a change in a case (预警通知). */
export function compose(event: CaseEvent, addressee: Addressee, setting: NoticeSetting): NoticeText {
  const { language, directory } = setting;
  const rule = ruleById(event.rule)!;
  const tier = event.tierTo ?? event.tierFrom!;
  const tierText = say(language, `tier.${tier}`);
  const area = directory.areaName(event.area);
  const title = inLanguage(rule.title, language);
  const change = say(language, `change.${event.kind}`);
  const from = event.tierFrom ? say(language, `tier.${event.tierFrom}`) : "";
  const corrected = event.facts.before !== undefined;
  const subject = event.kind === "lifted" ? "notice.subject-lifted" : "notice.subject";
  return {
    subject: say(language, corrected ? "notice.subject-corrected" : subject, {
      tier: tierText,
      area,
      title,
      change,
      case: event.caseId,
    }),
    tier,
    heading: say(language, "notice.heading"),
    office: addressee.office.name,
    lead: say(language, "notice.lead", {
      area,
      title,
      state: say(language, `notice.state-${corrected ? "corrected-" : ""}${event.kind}` as TextKey, {
        tier: tierText,
        from,
      }),
    }),
    paragraphs: paragraphs(event, rule, addressee, setting, area),
    colon: say(language, "notice.colon"),
    foot: [say(language, `notice.audience-${addressee.audience}`), say(language, "notice.approval")].filter(
      Boolean,
    ),
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
  const told = (values: Facts) => sentence(rule, values, language, addressee.seesEnterprises);
  const also = event.facts.also.map((other) =>
    noted(inLanguage(ruleById(other.rule)!.title, language), say(language, `tier.${other.tier}`), language),
  );
  const rows: [string, string][] = [
    [say(language, "notice.area"), noted(area, event.area, language)],
    ...(before ? ([[say(language, "notice.before-correction"), told(before)]] as [string, string][]) : []),
    [say(language, now), told(event.facts.values)],
    [say(language, "notice.period"), periodText(event.period, event.periodKind, language)],
    [say(language, "notice.threshold"), threshold(event, rule, policy, language)],
    [say(language, "notice.completeness"), completeness(event, rule, language)],
    ...nowcastRow(event, language),
    ...(also.length > 0
      ? ([[say(language, "notice.also"), also.join(say(language, "list.separator"))]] as [string, string][])
      : []),
    [say(language, "notice.cannot-know"), inLanguage(rule.limitations, language)],
    [say(language, "notice.advice"), inLanguage(rule.advice, language)],
    [
      say(language, "notice.policy"),
      say(language, "notice.policy-value", {
        policy: event.policy,
        rule: inLanguage(rule.title, language),
        basis: rule.basis,
      }),
    ],
    [
      say(language, "notice.case"),
      say(language, "notice.case-value", {
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
    : say(language, "notice.threshold-none");
  return noted(line, say(language, `notice.status-${status}`), language);
}

/** While reports are late: what the total will be, and what tier that would be. */
function nowcastRow({ facts: { nowcast } }: CaseEvent, language: Language): [string, string][] {
  if (!nowcast) return [];
  return [[say(language, "notice.nowcast"), nowcastText(nowcast, language)]];
}

function completeness(event: CaseEvent, rule: Rule, language: Language): string {
  const { partsIn, partsExpected } = event.facts;
  if (rule.kind === "event") {
    const statement = say(language, partsIn > 0 ? "notice.statement-in" : "notice.statement-missing");
    return say(language, "notice.completeness-event", { statement });
  }
  return say(language, "notice.completeness-value", {
    in: partsIn,
    expected: partsExpected,
    share: shareText(event.coverage, language),
  });
}

/** A word with a remark in brackets. */
const noted = (text: string, remark: string, language: Language): string =>
  say(language, "notice.noted", { text, remark });
