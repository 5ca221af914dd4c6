import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import { Carried } from "../../warehouse/measure/carried.ts";
import type { Obligation } from "../../warehouse/register/obligations.ts";
import { openDuties } from "../../warehouse/register/obligations.ts";
import type { Directory, DirectoryOffice } from "../delivery/directory.ts";
import { writeLetters } from "../delivery/outbox.ts";
import type { Language } from "../language/index.ts";
import { decide, type Step } from "./decide.ts";
import { reminderLetter } from "./letter.ts";
import { dutyKey, type LoggedStep, logSteps, stepsDone } from "./reminder-log.ts";
import type { DutyStep, RemindRequest } from "./request.ts";

/**
 * Remind the offices of reports they owe that are not in (提醒、催办): one letter to each office a day, each step about a duty once;
 * urging is copied to the nearest superior, the last step to all superiors. Every step is stored with its letters. Returns the
 * number of letters written.
 */
export async function remind(
  warehouse: Warehouse,
  request: RemindRequest,
  language: Language,
  carried = new Carried(),
): Promise<number> {
  const { day, ladder, works, directory } = request;
  if (!works(day)) return 0;
  const done = await stepsDone(warehouse, carried);
  const letters = new Map<DirectoryOffice, DutyStep[]>();
  const addStep = (office: DirectoryOffice, dutyStep: DutyStep) =>
    letters.set(office, [...(letters.get(office) ?? []), dutyStep]);
  const idOf = (office: DirectoryOffice) => `reminder-${request.night}-${office.id}`;
  const logged: LoggedStep[] = [];
  for (const duty of await openDuties(warehouse, request.asOf, carried)) {
    const { take, overtaken } = decide(duty.due, done.get(dutyKey(duty)) ?? [], day, ladder, works);
    logged.push(
      ...overtaken.map((step) => ({ duty, step, state: "overtaken" as const, letter: null, copies: [] })),
    );
    if (take === null) continue;
    const office = directory.officeActingFor(duty.area);
    if (!office) continue;
    const above = superiorsToInform(duty, take, office, directory);
    addStep(office, { duty, step: take, below: false });
    for (const superior of above) addStep(superior, { duty, step: take, below: true });
    logged.push({ duty, step: take, state: "sent", letter: idOf(office), copies: above.map(idOf) });
  }
  await writeLetters(
    warehouse,
    [...letters].map(([office, dutySteps]) =>
      reminderLetter(idOf(office), office, dutySteps, request, language),
    ),
    request,
  );
  await logSteps(warehouse, logged, { id: request.night, day }, carried);
  return letters.size;
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
