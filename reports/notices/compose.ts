import type { CaseEvent } from "../../rules/cases/case-event.ts";
import type { Tier } from "../../rules/policy/tiers.ts";
import type { Band } from "../documents/mail-band.ts";
import { dateText, type Language, translate } from "../language/index.ts";
import { bandOf } from "./band.ts";
import { caseText } from "./grounds.ts";
import type { LateNotice } from "./late-notice.ts";
import { type NoticeSetting, regionName } from "./notice-setting.ts";
import { type NoticeParagraph, paragraphs } from "./paragraphs.ts";
import type { Addressee } from "./route.ts";
import { subjectOf, tierOf } from "./subjects.ts";

export type { NoticeSetting, Story } from "./notice-setting.ts";

/** What one office reads about one change in a case: a subject, a lead and labelled paragraphs. */
export interface NoticeText {
  readonly subject: string;
  readonly tier: Tier;
  readonly heading: string;
  /** What must be known before the rest is read: that it is an exercise, that it comes late, that no person approved it. */
  readonly head: readonly string[];
  readonly office: string;
  /** Case and number of the notice. */
  readonly number: string;
  /** Tier, change, and one sentence on what it is about. */
  readonly band: Band;
  readonly lead: string;
  readonly paragraphs: readonly NoticeParagraph[];
  readonly foot: readonly string[];
  readonly signature: string;
  /** Separator between a label and its text. */
  readonly colon: string;
}

/** Compose the notice of a case change for one office (预警提示). */
export function compose(
  event: CaseEvent,
  addressee: Addressee,
  setting: NoticeSetting,
  late: LateNotice | null = null,
): NoticeText {
  const { language, directory } = setting;
  const area = directory.areaName(event.area);
  const band = bandOf(event, setting);
  const audience = { area, office: directory.officeActingFor(event.area)?.name ?? area };
  return {
    subject: subjectOf(event, setting),
    tier: tierOf(event),
    heading: translate(language, "notice.heading"),
    head: headOf(event, late, language),
    office: translate(language, "notice.salutation", { office: addressee.office.name }),
    number: caseText(event, language),
    ...{ band, lead: band.lead },
    paragraphs: paragraphs(event, addressee, setting),
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

const headOf = ({ drill }: CaseEvent, late: LateNotice | null, language: Language): string[] => [
  ...(drill ? [translate(language, "notice.drill")] : []),
  ...(late
    ? [translate(language, "notice.late", { date: dateText(late.date, language), reason: late.reason })]
    : []),
  translate(language, "notice.approval"),
];
