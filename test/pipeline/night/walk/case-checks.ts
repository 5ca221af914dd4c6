import { summaryOf } from "../../../../pipeline/night/summary.ts";
import type { StoryDeployment } from "../story-deployment.ts";
import type { NightTables } from "./night-tables.ts";
import type { Remembered } from "./walk-checks.ts";
import type { Walking } from "./walk-deeds.ts";

type Note = (problem: string) => void;

const stands = ({ state }: { readonly state: string }): boolean => state === "open" || state === "quiet";

/** One open case of each area and cause, and each of them a limb of one episode. */
export async function checkSingle(
  tables: NightTables,
  deployment: StoryDeployment,
  note: Note,
): Promise<void> {
  const open = tables.cases.filter(stands);
  const places = open.map(({ area, cause }) => `${area} ${cause}`);
  for (const place of new Set(places))
    if (places.filter((other) => other === place).length > 1) note(`two open cases of ${place}`);
  const limbs = await deployment.rows<{ episode: string; id: string; kind: string }>(
    "SELECT episode, case_id AS id, arg_max(kind, seq) AS kind FROM episode_link GROUP BY episode, case_id",
  );
  for (const { id } of open) {
    const homes = limbs.filter((limb) => limb.id === id && limb.kind === "limb");
    if (homes.length !== 1)
      note(`${id} is a limb of ${homes.map(({ episode }) => episode).join() || "nothing"}`);
  }
  const known = new Set(tables.cases.map(({ id }) => id));
  for (const { episode, id } of limbs) if (!known.has(id)) note(`${episode} has ${id}, which is no case`);
}

/** What no change tells of stays as it was; nothing falls on a night on which its rule was not judged. */
export async function checkStays(
  tables: NightTables,
  deployment: StoryDeployment,
  remembered: Remembered,
  note: Note,
): Promise<void> {
  const now = new Map(
    tables.cases.filter(stands).map(({ id, area, state, tier }) => [id, `${state} ${tier} ${area}`]),
  );
  const changed = new Set(tables.events.map(({ caseId }) => caseId));
  for (const [id, was] of remembered.standing)
    if (!changed.has(id) && now.get(id) !== was)
      note(`${id} was ${was} and is ${now.get(id) ?? "over"} without a change`);
  for (const { caseId, kind, reason, rule, area } of tables.events) {
    const wasOpen = remembered.standing.get(caseId)?.startsWith("open");
    const falls = (kind === "lowered" && reason === "tier-fell") || (kind === "quiet" && wasOpen);
    if (!falls) continue;
    const judged = await deployment.rows<{ outcome: string }>(
      `SELECT outcome FROM verdict WHERE night = ${tables.night} AND area = '${area}' AND rule = '${rule}'`,
    );
    if (!judged.some(({ outcome }) => outcome !== "not-judged"))
      note(`${caseId} ${kind} while ${rule} was not judged: ${judged.length} verdicts`);
  }
  remembered.standing = now;
}

/** Whatever was not judged says why; an area of which nobody would hear is named to the operator. */
export async function checkSilence(tables: NightTables, walking: Walking, note: Note): Promise<void> {
  const { deployment, register } = walking;
  const silent = await deployment.rows<{ area: string; rule: string }>(
    `SELECT DISTINCT area, rule FROM verdict WHERE night = ${tables.night} AND outcome = 'not-judged' AND coalesce(reason, '') = ''`,
  );
  for (const { area, rule } of silent) note(`${rule} of ${area} is not judged and does not say why`);
  const unreached = register
    .banners(tables.date)
    .flatMap(({ code }) => register.bureauOf(code) ?? [])
    .filter((office) => register.addresses(office, ["duty", "head", "leadership"], tables.date).length === 0);
  if (unreached.length === 0) return;
  const opened = await deployment.open();
  const [row] = await deployment.rows<{ counts: string; asOf: string }>(
    `SELECT CAST(counts AS VARCHAR) AS counts, as_of AS "asOf" FROM night WHERE id = ${tables.night}`,
  );
  const record = { id: tables.night, date: tables.date, asOf: row!.asOf, counts: JSON.parse(row!.counts) };
  const summary = await summaryOf(opened, { record: record as never, repeated: false });
  for (const { name } of unreached)
    if (!summary.includes(name)) note(`nobody would hear for ${name}, and the summary does not say so`);
}
