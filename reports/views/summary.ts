import type { CaseEvent } from "../../rules/cases/case-log.ts";
import { ruleById } from "../../rules/definitions/index.ts";
import { rank, TIERS, type Tier } from "../../rules/policy/tiers.ts";
import type { NightRecord } from "../../warehouse/measure/nights.ts";
import type { DutyTally } from "../../warehouse/register/obligations.ts";
import type { Directory } from "../delivery/directory.ts";
import type { MailCounts } from "../delivery/mail-counts.ts";
import { dateText, inLanguage, type Language, say } from "../language/index.ts";
import { tallyText } from "./duty-board.ts";

/** What the summary of a night is made from. */
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
}

/** A night in a few sentences that a duty operator can read aloud. */
export function summaryText(input: SummaryInput, language: Language, directory: Directory): string {
  const { yearsWithoutCalendar = [], ...counts } = input.record.counts;
  const told = [...input.events]
    .sort((a, b) => rank(b.tierTo) - rank(a.tierTo))
    .map((event) => eventLine(event, language, directory));
  return [
    say(language, "summary.title", { name: input.name, date: dateText(input.record.date, language) }),
    ...(input.repeated ? [say(language, "summary.repeat")] : []),
    say(language, counts.files === 0 ? "summary.nothing" : "summary.reports", { ...counts }),
    say(language, "summary.missing", { count: counts.missing }),
    ...(input.duties ? [say(language, "summary.duties", tallyText(input.duties, language))] : []),
    say(language, "summary.judged", { ...counts, judged: counts.fired + counts.quiet + counts.silent }),
    ...(told.length > 0 ? told : [say(language, "summary.no-change")]),
    openLine(input.open, language),
    ...(counts.findings ? [say(language, "summary.findings", { count: counts.findings })] : []),
    say(language, "summary.mail", { ...input.mail }),
    say(language, "summary.receipts", { ...input.receipts }),
    say(language, "summary.reminders", { ...input.reminders }),
    ...(yearsWithoutCalendar.length > 0
      ? [
          say(language, "summary.no-calendar", {
            years: yearsWithoutCalendar.join(say(language, "list.separator")),
          }),
        ]
      : []),
  ].join("\n");
}

/** One change in a case on one line. */
export function eventLine(event: CaseEvent, language: Language, directory: Directory): string {
  return say(language, "summary.case", {
    change: say(language, `change.${event.kind}`),
    tier: say(language, `tier.${event.tierTo ?? event.tierFrom!}`),
    area: directory.areaName(event.area),
    title: inLanguage(ruleById(event.rule)!.title, language),
    case: event.caseId,
  });
}

function openLine(open: SummaryInput["open"], language: Language): string {
  if (open.length === 0) return say(language, "summary.none-open");
  const tiers = [...TIERS]
    .reverse()
    .map((tier) => [tier, open.filter((one) => one.tier === tier).length] as const)
    .filter(([, count]) => count > 0)
    .map(([tier, count]) => `${say(language, `tier.${tier}`)} ${count}`);
  return say(language, "summary.open", {
    count: open.length,
    tiers: tiers.join(say(language, "list.separator")),
  });
}
