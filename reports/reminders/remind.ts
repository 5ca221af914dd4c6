import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import { Carried } from "../../warehouse/measure/carried.ts";
import type { Obligation } from "../../warehouse/register/obligations.ts";
import { openDuties } from "../../warehouse/register/obligations.ts";
import type { Directory, DirectoryOffice } from "../delivery/directory.ts";
import type { LetterPart } from "../delivery/night-letters.ts";
import type { Language } from "../language/index.ts";
import { decide, type Step } from "./decide.ts";
import { reminderLetter } from "./letter.ts";
import { dutyKey, type LoggedStep, logSteps, stepsDone } from "./reminder-log.ts";
import type { DutyStep, RemindRequest } from "./request.ts";

/** The reminders of a day: the parts of its letters, and the steps to be logged with the letters that they went with. */
export interface Reminders {
  readonly parts: readonly LetterPart[];
  readonly steps: readonly LoggedStep[];
}

/**
 * The reminders of reports that offices owe and that are not in (提醒、催报): one part to each office a day, each step about a duty once;
 * urging is copied to the nearest superior, the last step to all superiors. Nothing is written: `logReminders` stores the steps once the
 * letters are.
 */
export async function remind(
  warehouse: Warehouse,
  request: RemindRequest,
  language: Language,
  carried = new Carried(),
): Promise<Reminders> {
  const { day, ladder, works, directory } = request;
  if (!works(day)) return { parts: [], steps: [] };
  const done = await stepsDone(warehouse, carried);
  const letters = new Map<DirectoryOffice, DutyStep[]>();
  const addStep = (office: DirectoryOffice, dutyStep: DutyStep) =>
    letters.set(office, [...(letters.get(office) ?? []), dutyStep]);
  const idOf = (office: DirectoryOffice) => `reminder-${request.night}-${office.id}`;
  const steps: LoggedStep[] = [];
  for (const duty of await openDuties(warehouse, request.asOf, carried)) {
    const { take, overtaken } = decide(duty.due, done.get(dutyKey(duty)) ?? [], day, ladder, works);
    steps.push(
      ...overtaken.map((step) => ({ duty, step, state: "overtaken" as const, letter: null, copies: [] })),
    );
    if (take === null) continue;
    const office = directory.officeActingFor(duty.area);
    if (!office) continue;
    const above = superiorsToInform(duty, take, office, directory);
    addStep(office, { duty, step: take, below: false });
    for (const superior of above) addStep(superior, { duty, step: take, below: true });
    steps.push({ duty, step: take, state: "sent", letter: idOf(office), copies: above.map(idOf) });
  }
  const parts = [...letters].map(([office, dutySteps]) =>
    reminderLetter(idOf(office), office, dutySteps, request, language),
  );
  return { parts, steps };
}

/** Log the steps of a night's reminders, each with the letters that they went with. */
export async function logReminders(
  warehouse: Warehouse,
  { steps }: Reminders,
  letterOf: ReadonlyMap<string, string>,
  night: { readonly id: number; readonly day: string },
  carried = new Carried(),
): Promise<void> {
  const sentWith = (part: string) => letterOf.get(part) ?? part;
  const logged = steps.map((step) => ({
    ...step,
    letter: step.letter === null ? null : sentWith(step.letter),
    copies: step.copies.map(sentWith),
  }));
  await logSteps(warehouse, logged, night, carried);
}

/** The superiors informed of a step: none before urging, the nearest on urging, all on escalation. */
function superiorsToInform(
  { area }: Obligation,
  step: Step,
  actingOffice: DirectoryOffice,
  directory: Directory,
): DirectoryOffice[] {
  const above = directory
    .superiors(area)
    .flatMap((code) => directory.officeFor(code) ?? [])
    .filter((office) => office !== actingOffice);
  if (step === "escalated") return above;
  return step === "urged" ? above.slice(0, 1) : [];
}
