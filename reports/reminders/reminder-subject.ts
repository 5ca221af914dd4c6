import { fitSubject } from "../language/fit-subject.ts";
import { type Language, translate } from "../language/index.ts";
import { subjectNames } from "../language/subject-names.ts";
import type { Step } from "./decide.ts";

/** What a reminder's subject is made of. */
export interface ReminderSubject {
  /** The gravest step of the office's own duties; `below` where only offices below it owe. */
  readonly step: Step | "below";
  /** The first report that it names: its title, and the period in words. */
  readonly report: string;
  readonly period: string;
  /** How many reports it is about. */
  readonly count: number;
  /** Days by which the longest of them is overdue. */
  readonly days: number;
}

/**
 * The subject of a reminder (催报标题): the report, its period, by how many days it is overdue, and what is asked. What does not fit is left out: the
 * period first, then the report's name.
 *
 * @example
 * reminderSubject({ step: "urged", report: "失业保险月报", period: "2026年2月", count: 1, days: 3 }, "zh-CN")
 * // "【催报】失业保险月报（2026年2月）逾期3日，请尽快报送"
 */
export function reminderSubject(
  { step, report, period, count, days }: ReminderSubject,
  language: Language,
): string {
  const named = (first: string) => {
    const names = subjectNames(first, count, "reports", language);
    return `${names.first}${names.more}`;
  };
  const overdue = translate(language, count > 1 ? "reminder.overdue-longest" : "reminder.overdue", { days });
  const subjectOf = (what: string) => translate(language, `reminder.subject-${step}`, { what, overdue });
  return fitSubject(
    [
      subjectOf(named(translate(language, "reminder.named", { report, period }))),
      subjectOf(named(report)),
      subjectOf(translate(language, "subject.count-reports", { count })),
    ],
    language,
  );
}
