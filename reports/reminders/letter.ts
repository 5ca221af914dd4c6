import { daysBetween, type PeriodKind } from "../../rules/calendar/periods.ts";
import { composeOrPlain, plainLetter } from "../delivery/compose-or-plain.ts";
import type { DirectoryOffice } from "../delivery/directory.ts";
import type { LetterBlock, LetterText } from "../delivery/letter-text.ts";
import type { LetterPart } from "../delivery/night-letters.ts";
import type { MailStep } from "../documents/mail.ts";
import {
  dateText,
  inLanguage,
  type Language,
  periodText,
  shortDateText,
  translate,
} from "../language/index.ts";
import { STEPS } from "./decide.ts";
import { owedBlocks } from "./owed-table.ts";
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
  const gravest = [...STEPS].reverse().find((step) => owed.some((dutyStep) => dutyStep.step === step));
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
    blocks: [
      ...owedBlocks(dutySteps, office, request, language),
      stepsBlock(owed, owed.length < dutySteps.length, request, language),
    ],
    foot: [translate(language, "letter.automatic")],
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

/** What to do about the reports owed, step by step, and about those of areas below. */
function stepsBlock(
  owed: readonly DutyStep[],
  hasBelow: boolean,
  request: RemindRequest,
  language: Language,
): LetterBlock {
  const step = (text: string, due = ""): MailStep => ({ text, taker: "", due });
  const urged = owed.some(({ step: taken }) => taken === "urged" || taken === "escalated");
  const [first] = owed.map(({ duty }) => duty.due).sort();
  const soon = translate(language, "reminder.step-soon");
  const due =
    first === undefined || first < request.day
      ? soon
      : translate(language, "reminder.step-by", { date: shortDateText(first, language) });
  const steps: MailStep[] =
    owed.length === 0
      ? []
      : [
          {
            ...step(translate(language, "reminder.step-send"), due),
            ...(owed.length > 1 ? { remark: translate(language, "reminder.step-send-remark") } : {}),
          },
          ...nilLine(owed, request, language).map((text) => step(text)),
          step(translate(language, "reminder.receipt")),
          ...(urged ? [step(translate(language, "reminder.law"))] : []),
        ];
  return {
    title: translate(language, "reminder.steps"),
    lines: [],
    steps: [...steps, ...(hasBelow ? [step(translate(language, "reminder.step-see-to"), soon)] : [])],
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
