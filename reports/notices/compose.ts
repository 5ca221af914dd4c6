import type { CaseEvent, CaseReason } from "../../rules/cases/case-event.ts";
import { ruleById } from "../../rules/definitions/index.ts";
import type { Policy } from "../../rules/policy/policy.ts";
import { settingsAt } from "../../rules/policy/settings-at.ts";
import type { Tier } from "../../rules/policy/tiers.ts";
import type { Directory } from "../delivery/directory.ts";
import type { TextKey } from "../language/catalogue.ts";
import { besideText, boundsOf } from "../language/figures.ts";
import { dateText, inLanguage, type Language, translate } from "../language/index.ts";
import { estimatedText } from "../language/sentence.ts";
import type { LateNotice } from "./late-notice.ts";
import { type Paragraph, paragraphs, wantingText } from "./paragraphs.ts";
import type { Addressee } from "./route.ts";

/** What one office reads about one change in a case: a subject, a lead and labelled paragraphs. */
export interface NoticeText {
  readonly subject: string;
  readonly tier: Tier;
  readonly heading: string;
  /** What must be known before the rest is read: that it is an exercise, that it comes late, that no person approved it. */
  readonly head: readonly string[];
  readonly office: string;
  readonly lead: string;
  readonly paragraphs: readonly Paragraph[];
  readonly foot: readonly string[];
  readonly signature: string;
  /** Separator between a label and its text. */
  readonly colon: string;
}

/** What composing a notice reads besides the case change. */
export interface NoticeSetting {
  readonly language: Language;
  readonly policy: Policy;
  readonly directory: Directory;
}

/** Compose the notice of a case change for one office (预警提示). */
export function compose(
  event: CaseEvent,
  addressee: Addressee,
  setting: NoticeSetting,
  late: LateNotice | null = null,
): NoticeText {
  const { language, directory, policy } = setting;
  const rule = ruleById(event.rule)!;
  const area = directory.areaName(event.area);
  const level = directory.area(event.area)?.level ?? "";
  const audience = { area, office: directory.officeActingFor(event.area)?.name ?? area };
  return {
    subject: subjectOf(event, setting),
    tier: event.tierTo ?? event.tierFrom!,
    heading: translate(language, "notice.heading"),
    head: headOf(event, late, language),
    office: translate(language, "notice.salutation", { office: addressee.office.name }),
    lead: leadOf(event, setting),
    paragraphs: paragraphs(event, rule, {
      ...{ language, policy, areaName: area, level, nameOf: directory.areaName.bind(directory) },
      seesEnterprises: addressee.seesEnterprises,
    }),
    colon: translate(language, "notice.colon"),
    foot: [
      translate(language, `notice.audience-${addressee.audience}`, audience),
      translate(language, "letter.automatic"),
      ...(event.drill ? [translate(language, "notice.drill-page")] : []),
    ].filter(Boolean),
    signature: translate(language, "notice.signature", {
      region: regionName(event.area, directory),
      date: dateText(event.date, language),
    }),
  };
}

/** The subject: tier, area, the case's title, the figure, the change, the case. */
export function subjectOf(event: CaseEvent, setting: NoticeSetting): string {
  const { language, directory } = setting;
  const isPlain = event.facts.before !== undefined || !["lifted", "held"].includes(event.kind);
  const key = event.facts.before
    ? "notice.subject-corrected"
    : isPlain
      ? "notice.subject"
      : `notice.subject-${event.kind}`;
  const change = translate(language, `change.${event.kind}`);
  const figure = event.kind === "lifted" ? "" : shownText(event, setting);
  const subject = translate(language, key as TextKey, {
    tier: translate(language, `tier-short.${event.tierTo ?? event.tierFrom!}`),
    area: directory.areaName(event.area),
    title: inLanguage(ruleById(event.rule)!.title, language),
    remarks: [figure, change, event.caseId].filter(Boolean).join(translate(language, "list.comma")),
    case: event.caseId,
  });
  return event.drill ? translate(language, "notice.subject-drill", { subject }) : subject;
}

/** The figure a case is about, with its unit; empty where it is not known, or not that of the whole area. */
function shownText({ facts, area, rule }: CaseEvent, { language, policy, directory }: NoticeSetting): string {
  const { shown } = facts;
  if (!shown || shown.base.samePlaces) return "";
  const lines = settingsAt(policy, rule, directory.area(area)?.level ?? "")?.lines;
  const value =
    shown.unit === "persons" && !shown.counted
      ? estimatedText(shown.value, language)
      : besideText(shown.value, boundsOf(lines, shown.name), language, shown.counted ? 0 : 2);
  return translate(language, `shown.${shown.unit}`, { value });
}

/** Area, title, and what changed: the tier that stands, and a graver one that is reached. */
export function leadOf(event: CaseEvent, { language, policy, directory }: NoticeSetting): string {
  const named = (tier: Tier | null) => (tier ? translate(language, `tier.${tier}`) : "");
  const why = HELD[event.reason] ?? "held.other";
  const state = translate(language, stateOf(event), {
    ...{ tier: named(event.tierTo ?? event.tierFrom), from: named(event.tierFrom) },
    ...{ days: event.facts.daysWithout ?? policy.liftAfterDays, why: translate(language, why) },
  });
  const wanting = event.kind === "lifted" ? null : wantingText(event, language);
  return translate(language, "notice.lead", {
    area: directory.areaName(event.area),
    title: inLanguage(ruleById(event.rule)!.title, language),
    state: wanting ? translate(language, "notice.two-sentences", { first: state, second: wanting }) : state,
  });
}

function stateOf({ kind, reason, facts }: CaseEvent): TextKey {
  if (facts.before && (kind === "lowered" || kind === "lifted")) return `notice.state-corrected-${kind}`;
  if (kind === "lifted" && reason === "drill-ended") return "notice.state-drill-ended";
  return kind === "raised" && reason === "sources-agree" ? "notice.state-agreeing" : `notice.state-${kind}`;
}

/** Why a case is held, by the reason of its event. */
const HELD: Readonly<Partial<Record<CaseReason, TextKey>>> = {
  "rule-gone": "held.rule-gone",
  "lines-changed": "held.lines-changed",
};

const headOf = ({ drill }: CaseEvent, late: LateNotice | null, language: Language): string[] => [
  ...(drill ? [translate(language, "notice.drill")] : []),
  ...(late
    ? [translate(language, "notice.late", { date: dateText(late.date, language), reason: late.reason })]
    : []),
  translate(language, "notice.approval"),
];

/** The area that contains all others of the tree. */
function regionName(code: string, directory: Directory): string {
  const above = directory.superiors(code).at(-1) ?? code;
  return directory.areaName(above);
}
