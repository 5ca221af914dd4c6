import { daysBetween, type PeriodKind } from "../../rules/calendar/periods.ts";
import type { DirectoryOffice } from "../delivery/directory.ts";
import type { LetterBlock } from "../delivery/letter-text.ts";
import type { Cell } from "../documents/content.ts";
import { dateText, inLanguage, type Language, periodText, translate } from "../language/index.ts";
import { STEPS, type Step } from "./decide.ts";
import type { DutyStep, RemindRequest } from "./request.ts";

const GRAVEST: readonly Step[] = [...STEPS].reverse();

/** The reports that an office owes, and those of areas below it, each kind in a table: gravest first, then by due date. */
export const owedBlocks = (
  dutySteps: readonly DutyStep[],
  office: DirectoryOffice,
  request: RemindRequest,
  language: Language,
): LetterBlock[] =>
  [false, true].flatMap((below) => {
    const some = dutySteps.filter((dutyStep) => dutyStep.below === below);
    return some.length === 0 ? [] : [owedBlock(some, below, office, request, language)];
  });

function owedBlock(
  dutySteps: readonly DutyStep[],
  below: boolean,
  office: DirectoryOffice,
  request: RemindRequest,
  language: Language,
): LetterBlock {
  const rows = reportsOf(dutySteps);
  const counts = GRAVEST.flatMap((step) => {
    const count = dutySteps.filter((dutyStep) => dutyStep.step === step).length;
    return count === 0
      ? []
      : [translate(language, `reminder.step-${step}${below ? "-below" : ""}`, { count })];
  });
  return {
    title: translate(language, below ? "reminder.owed-below" : "reminder.owed"),
    lines: [counts.join(translate(language, "list.reasons"))],
    table: {
      ...{ form: "list", title: "", notes: [] },
      head: (["reminder.report", "reminder.due", "reminder.days", "reminder.state"] as const).map((key) =>
        translate(language, key),
      ),
      rows: rows.map((same) => owedRow(same, office, request, language)),
    },
  };
}

/** Duties of the same report, period and step, which stand in one row. */
function reportsOf(dutySteps: readonly DutyStep[]): DutyStep[][] {
  const reports = new Map<string, DutyStep[]>();
  for (const dutyStep of dutySteps) {
    const { contract, periodKind, period, due } = dutyStep.duty;
    const key = [dutyStep.step, due, contract, periodKind, period].join(" ");
    const same = reports.get(key);
    if (same) same.push(dutyStep);
    else reports.set(key, [dutyStep]);
  }
  const rankOf = (same: readonly DutyStep[]) => GRAVEST.indexOf(same[0]!.step);
  return [...reports.values()].sort(
    (a, b) => rankOf(a) - rankOf(b) || a[0]!.duty.due.localeCompare(b[0]!.duty.due),
  );
}

function owedRow(
  same: readonly DutyStep[],
  office: DirectoryOffice,
  { titles, day, directory, isByWeek }: RemindRequest,
  language: Language,
): Cell[] {
  const [{ duty, step, below }] = same as readonly [DutyStep];
  const { contract, period, periodKind, due } = duty;
  const title = titles[contract];
  const report = title ? inLanguage(title, language) : contract;
  const areas = same.map((each) => each.duty.area).filter((area) => area !== office.area);
  const named = areas.map((area) => directory.areaName(area)).join(translate(language, "list.separator"));
  const byWeek = isByWeek?.(duty) ? translate(language, "reminder.by-week") : "";
  const isGrave = step === "urged" || step === "escalated";
  const about = [
    translate(language, "reminder.title", { report }),
    periodText(period, periodKind as PeriodKind, language),
    ...(areas.length === 0
      ? []
      : [translate(language, "reminder.areas-count", { areas: named, count: areas.length })]),
  ];
  return [
    { text: about.join("\n") },
    { text: `${dateText(due, language)}${byWeek}` },
    { text: daysText(due, day, language), ...(isGrave ? { isMarked: true } : {}) },
    { text: translate(language, `reminder.state-${step}${below ? "-below" : ""}`) },
  ];
}

/** By how many days a report is late, or how many are left. */
function daysText(due: string, day: string, language: Language): string {
  const late = daysBetween(due, day);
  if (late === 0) return translate(language, "reminder.today");
  return translate(language, late > 0 ? "reminder.late" : "reminder.left", { days: Math.abs(late) });
}
