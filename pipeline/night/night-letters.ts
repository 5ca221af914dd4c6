import type { OnBrokenText } from "../../reports/delivery/compose-or-plain.ts";
import { type LetterPart, lettersOf, writeNightLetters } from "../../reports/delivery/night-letters.ts";
import { weeklyLists } from "../../reports/notices/weekly-list.ts";
import { settleReceipts, waitingReceipts } from "../../reports/receipts/waiting-receipts.ts";
import { logReminders, type Reminders } from "../../reports/reminders/remind.ts";
import { signsOfLife } from "../../reports/reminders/sign-of-life.ts";
import { Carried } from "../../warehouse/measure/carried.ts";
import { isWorkingDay } from "../deployment/calendar.ts";
import { dayIn } from "../deployment/clock.ts";
import { contracts } from "../intake/contracts/index.ts";
import type { OpenDeployment } from "./open-deployment.ts";
import type { NightRequest } from "./steps.ts";

/** What the steps of a night leave for its letters. */
export interface LettersFrom {
  readonly parts: readonly LetterPart[];
  readonly reminders: Reminders;
  readonly onBroken?: OnBrokenText;
}

/**
 * Write the letters of a night: a single one to each person (每人每日一封), with the receipts that waited for it; and log the reminders with the
 * letters that they went with. Returns the number of letters.
 */
export async function writeLettersOfNight(
  opened: OpenDeployment,
  request: NightRequest,
  night: number,
  { parts, reminders, onBroken }: LettersFrom,
  carried = new Carried(),
): Promise<number> {
  const { warehouse, deployment, noticeSetting, mailDomain: domain } = opened;
  const { date, now } = request;
  const { language, directory } = noticeSetting;
  const at = { night, date, ...(onBroken ? { onBroken } : {}) };
  const blues = request.isMadeUp
    ? []
    : await weeklyLists(warehouse, at, deployment.policy.mail, noticeSetting);
  const written = [...parts, ...reminders.parts, ...blues];
  const life = await lifeParts(
    opened,
    request,
    night,
    { written, ...(onBroken ? { onBroken } : {}) },
    carried,
  );
  const all = [...written, ...life];
  const asides = all.length > 0 ? await waitingReceipts(warehouse, language) : [];
  const desks = new Map<string, readonly string[]>();
  const isDuty = (id: string, address: string) => {
    const office = directory.office(id);
    const known = desks.get(id) ?? (office ? directory.addresses(office, ["duty"]) : []);
    desks.set(id, known);
    return known.includes(address);
  };
  const setting = { night, date, language, ...(onBroken ? { onBroken } : {}) };
  const gathered = lettersOf(all, asides, isDuty, setting);
  const { letterOf } = await writeNightLetters(warehouse, gathered, { now, domain });
  const settled = new Map(
    gathered.flatMap(({ letter, asides: taken }) =>
      taken.map(({ submission }) => [submission, letter.id] as const),
    ),
  );
  await settleReceipts(
    warehouse,
    [...settled].map(([submission, letter]) => ({ submission, letter })),
  );
  const day = dayIn(deployment.settings.zone, new Date(now));
  await logReminders(warehouse, reminders, letterOf, { id: night, day }, carried);
  return gathered.length;
}

/** Signs of life to offices that heard nothing for long: on working days, and not in nights that are made up. */
async function lifeParts(
  { warehouse, deployment, noticeSetting }: OpenDeployment,
  { date, asOf, isMadeUp }: NightRequest,
  night: number,
  { written, onBroken }: { readonly written: readonly LetterPart[]; readonly onBroken?: OnBrokenText },
  carried: Carried,
): Promise<LetterPart[]> {
  const days = deployment.policy.mail.signOfLife;
  if (days === "off" || isMadeUp || !isWorkingDay(deployment.calendar, date)) return [];
  const { directory, language } = noticeSetting;
  const informed = new Set(written.map(({ office }) => office.id));
  const titles = Object.fromEntries(contracts.map(({ id, title }) => [id, title]));
  return signsOfLife(
    warehouse,
    { night, date, asOf, days, directory, titles, language, informed, ...(onBroken ? { onBroken } : {}) },
    carried,
  );
}
