import { lastAccepted, sessionTrouble } from "../../reports/delivery/mail-session.ts";
import { undelivered, waitingSince } from "../../reports/delivery/undelivered.ts";
import { inLanguage } from "../../reports/language/index.ts";
import { readServiceFigures } from "../../warehouse/health/service-figures.ts";
import { lastNight } from "../../warehouse/measure/nights.ts";
import { dutyBoard } from "../../warehouse/register/obligations.ts";
import { contractById } from "../intake/contracts/index.ts";
import type { OpenDeployment } from "../night/open-deployment.ts";
import type { LastLook } from "./health.ts";
import type { Situation } from "./plan-round.ts";
import type { Watched } from "./silences.ts";

/** Offices that owe a report: where fewer do, that none has come may be chance. */
const AT_LEAST = 3;

/** Read what shows whether a silence stands; the look-up copy suffices. */
export async function readWatched(opened: OpenDeployment): Promise<Watched> {
  const { warehouse } = opened;
  const last = await lastNight(warehouse);
  return {
    lastNight: last && { date: last.date },
    trouble: await sessionTrouble(warehouse),
    waiting: await waitingSince(warehouse),
    lastAccepted: await lastAccepted(warehouse),
    silentReports: last ? await silentReports(opened, last) : [],
  };
}

/** Read all that the state of the service and its figures are made of. */
export const readLastLook = async (
  opened: OpenDeployment,
  situation: Situation,
  now: Date,
): Promise<LastLook> => ({
  situation,
  watched: await readWatched(opened),
  figures: await readServiceFigures(opened.warehouse, now.toISOString()),
  undelivered: await undelivered(opened.warehouse),
});

/** Kinds of reports that were due on the day of a night and of which not one has come. */
async function silentReports(
  { warehouse, noticeSetting: { language } }: OpenDeployment,
  { date, asOf }: { readonly date: string; readonly asOf: string },
): Promise<string[]> {
  const tallies = await dutyBoard(warehouse, { from: date, to: date, asOf, by: "report" });
  return tallies
    .filter(({ expected, missing }) => expected >= AT_LEAST && missing === expected)
    .map(({ name }) => {
      const title = contractById(name)?.title;
      return title ? inLanguage(title, language) : name;
    });
}
