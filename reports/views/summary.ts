import type { CaseEvent } from "../../rules/cases/case-event.ts";
import { ruleById } from "../../rules/definitions/index.ts";
import { rank, TIERS, type Tier } from "../../rules/policy/tiers.ts";
import type { NightRecord } from "../../warehouse/measure/nights.ts";
import type { DutyTally } from "../../warehouse/register/obligations.ts";
import type { Directory } from "../delivery/directory.ts";
import type { MailCounts } from "../delivery/mail-counts.ts";
import type { TextKey } from "../language/catalogue.ts";
import { dateText, inLanguage, type Language, translate } from "../language/index.ts";
import { tallyText } from "./duty-board.ts";
import { setAsideLine } from "./set-aside-line.ts";

/** Inputs of the summary of a night. */
export interface SummaryInput {
  readonly name: string;
  readonly record: NightRecord;
  readonly events: readonly CaseEvent[];
  readonly open: readonly { readonly tier: Tier }[];
  readonly mail: MailCounts;
  readonly receipts: MailCounts;
  readonly reminders: MailCounts;
  /** Duties due in the last 31 days; null when there was none. */
  readonly duties: DutyTally | null;
  readonly repeated: boolean;
  /** Lines on messages that did not arrive and on a mail server that takes none; none if absent. */
  readonly undelivered?: readonly string[];
}

/** A night in a few sentences that a duty operator can read aloud. */
export function summaryText(input: SummaryInput, language: Language, directory: Directory): string {
  const { yearsWithoutCalendar = [], calendarEnds, setAside = [], ...counts } = input.record.counts;
  const changes = [...input.events]
    .sort((a, b) => rank(b.tierTo) - rank(a.tierTo))
    .map((event) => eventLine(event, language, directory));
  return [
    translate(language, "summary.title", { name: input.name, date: dateText(input.record.date, language) }),
    ...(input.repeated ? [translate(language, "summary.repeat")] : []),
    translate(language, counts.files === 0 ? "summary.nothing" : "summary.reports", { ...counts }),
    translate(language, "summary.missing", { count: counts.missing }),
    ...(input.duties ? [translate(language, "summary.duties", tallyText(input.duties, language))] : []),
    translate(language, "summary.judged", { ...counts, judged: counts.fired + counts.quiet + counts.silent }),
    ...(changes.length > 0 ? changes : [translate(language, "summary.no-change")]),
    openLine(input.open, language),
    ...(counts.findings ? [translate(language, "summary.findings", { count: counts.findings })] : []),
    translate(language, "summary.mail", { ...input.mail }),
    translate(language, "summary.receipts", { ...input.receipts }),
    translate(language, "summary.reminders", { ...input.reminders }),
    ...(input.undelivered ?? []),
    ...(setAside.length > 0
      ? [
          translate(language, "summary.set-aside"),
          ...setAside.map((found) => `  ${setAsideLine(found, language)}`),
        ]
      : []),
    ...(yearsWithoutCalendar.length > 0
      ? [
          translate(language, "summary.no-calendar", {
            years: yearsWithoutCalendar.join(translate(language, "list.separator")),
          }),
        ]
      : []),
    ...(calendarEnds
      ? [
          translate(language, "warning.line", {
            text: translate(language, "calendar.ends-soon", { ...calendarEnds }),
          }),
        ]
      : []),
  ].join("\n");
}

/** One change in a case on one line. */
export function eventLine(event: CaseEvent, language: Language, directory: Directory): string {
  return translate(language, "summary.case", {
    change: translate(language, `change.${event.kind}` as TextKey),
    tier: translate(language, `tier.${event.tierTo ?? event.tierFrom!}`),
    area: directory.areaName(event.area),
    title: inLanguage(ruleById(event.rule)!.title, language),
    case: event.caseId,
  });
}

function openLine(open: SummaryInput["open"], language: Language): string {
  if (open.length === 0) return translate(language, "summary.none-open");
  const tiers = [...TIERS]
    .reverse()
    .map((tier) => [tier, open.filter((openCase) => openCase.tier === tier).length] as const)
    .filter(([, count]) => count > 0)
    .map(([tier, count]) => `${translate(language, `tier.${tier}`)} ${count}`);
  return translate(language, "summary.open", {
    count: open.length,
    tiers: tiers.join(translate(language, "list.separator")),
  });
}
