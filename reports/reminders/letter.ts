import { daysBetween, type PeriodKind } from "../../rules/calendar/periods.ts";
import { composeOrPlain, plainLetter } from "../delivery/compose-or-plain.ts";
import type { DirectoryOffice } from "../delivery/directory.ts";
import type { LetterText } from "../delivery/letter-text.ts";
import type { LetterPart } from "../delivery/night-letters.ts";
import { dateText, inLanguage, type Language, periodText, translate } from "../language/index.ts";
import { STEPS, type Step } from "./decide.ts";
import { reminderSubject } from "./reminder-subject.ts";
import type { DutyStep, RemindRequest } from "./request.ts";

/** The letter of one day to one office: what it owes itself, gravest first, and what offices below it owe. */
export function reminderLetter(
  id: string,
  office: DirectoryOffice,
  dutySteps: readonly DutyStep[],
  request: RemindRequest,
  language: Language,
): LetterPart {
  const text = composeOrPlain(
    "reminder",
    () => letterText(office, dutySteps, request, language),
    () => {
      const lines = dutySteps.map(({ duty: { contract, period, due, area }, step }) =>
        [contract, period, area, due, step].join(" "),
      );
      return plainLetter({ office: office.name, date: request.day, about: "reminder", lines }, language);
    },
    request.onBroken,
  );
  const gravest = dutySteps.some(({ step, below }) => !below && (step === "urged" || step === "escalated"));
  return {
    ...{ id, kind: "reminder", matter: gravest ? "urged" : "reminder", office, text },
    recipients: request.directory.addresses(office, gravest ? ["duty", "head"] : ["duty"]),
  };
}

function letterText(
  office: DirectoryOffice,
  dutySteps: readonly DutyStep[],
  request: RemindRequest,
  language: Language,
): LetterText {
  const owed = dutySteps.filter(({ below }) => !below);
  const steps = [...STEPS].reverse();
  const gravest = steps.find((step) => owed.some((dutyStep) => dutyStep.step === step));
  const blocks = [false, true].flatMap((below) =>
    steps.flatMap((step) =>
      block(
        dutySteps.filter((dutyStep) => dutyStep.step === step && dutyStep.below === below),
        step,
        below,
        office,
        request,
        language,
      ),
    ),
  );
  const urged = owed.some(({ step }) => step === "urged" || step === "escalated");
  const named = gravest ? owed.filter(({ step }) => step === gravest) : dutySteps;
  return {
    subject: reminderSubject(
      {
        step: gravest ?? "below",
        ...firstNamed(named[0]!, request, language),
        count: (gravest ? owed : dutySteps).length,
        days: Math.max(0, ...named.map(({ duty }) => daysBetween(duty.due, request.day))),
      },
      language,
    ),
    heading: translate(language, "reminder.heading"),
    office: office.name,
    lead: translate(language, owed.length > 0 ? "reminder.lead" : "reminder.lead-below", {
      date: dateText(request.day, language),
    }),
    blocks,
    foot: [
      ...nilLine(owed, request, language),
      ...(owed.length > 0 ? [translate(language, "reminder.receipt")] : []),
      ...(urged ? [translate(language, "reminder.law")] : []),
      translate(language, "letter.automatic"),
    ],
  };
}

/** The report and the period of a duty, in words. */
function firstNamed({ duty }: DutyStep, { titles }: RemindRequest, language: Language) {
  const title = titles[duty.contract];
  return {
    report: title ? inLanguage(title, language) : duty.contract,
    period: periodText(duty.period, duty.periodKind as PeriodKind, language),
  };
}

/** That a nil report is owed too, of the reports owed that have one. */
function nilLine(
  owed: readonly DutyStep[],
  { titles, nilReports }: RemindRequest,
  language: Language,
): string[] {
  const reports = [...new Set(owed.map(({ duty }) => duty.contract))].filter((report) =>
    nilReports?.has(report),
  );
  const named = reports.flatMap((report) => {
    const title = titles[report];
    return title ? [translate(language, "reminder.title", { report: inLanguage(title, language) })] : [];
  });
  if (named.length === 0) return [];
  return [
    translate(language, "reminder.nil", { reports: named.join(translate(language, "list.separator")) }),
  ];
}

/** Duties of one step, those of one report and period on one line. */
function block(
  dutySteps: readonly DutyStep[],
  step: Step,
  below: boolean,
  office: DirectoryOffice,
  { directory, titles, day, isByWeek }: RemindRequest,
  language: Language,
): { title: string; lines: string[] }[] {
  if (dutySteps.length === 0) return [];
  const reports = new Map<string, DutyStep[]>();
  for (const dutyStep of dutySteps) {
    const key = `${dutyStep.duty.contract} ${dutyStep.duty.periodKind} ${dutyStep.duty.period}`;
    reports.set(key, [...(reports.get(key) ?? []), dutyStep]);
  }
  const lines = [...reports.values()].map((same) => {
    const { contract, period, periodKind, due } = same[0]!.duty;
    const areas = same.map(({ duty }) => duty.area).filter((area) => area !== office.area);
    const title = titles[contract];
    return translate(language, areas.length > 0 ? "reminder.line-areas" : "reminder.line", {
      report: title ? inLanguage(title, language) : contract,
      period: periodText(period, periodKind as PeriodKind, language),
      due: `${dateText(due, language)}${isByWeek?.(same[0]!.duty) ? translate(language, "reminder.by-week") : ""}`,
      days: Math.max(0, daysBetween(due, day)),
      late: day > due ? translate(language, "reminder.late", { days: daysBetween(due, day) }) : "",
      count: areas.length,
      areas: areas.map((area) => directory.areaName(area)).join(translate(language, "list.separator")),
    });
  });
  return [
    {
      title: translate(language, `reminder.step-${step}${below ? "-below" : ""}`, {
        count: dutySteps.length,
      }),
      lines,
    },
  ];
}
