import { bilingual } from "../../reports/language/bilingual.ts";
import type { TextKey } from "../../reports/language/catalogue.ts";
import { overtaking, recordCaseAct } from "../../rules/cases/case-acts.ts";
import type { CaseChange, CaseOutcome } from "../../rules/cases/case-event.ts";
import { readMemories } from "../../rules/cases/case-log.ts";
import { episodesOf } from "../../rules/cases/episodes/episode-log.ts";
import { awaitsPerson } from "../../rules/cases/settle.ts";
import type { Text } from "../../rules/indicators/define.ts";
import type { Tier } from "../../rules/policy/tiers.ts";
import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import { lastNight } from "../../warehouse/measure/nights.ts";
import { type Deployment, inForceOn } from "../deployment/load.ts";
import { UserError } from "../deployment/user-error.ts";
import type { CloseAct, LiftAct } from "./act.ts";
import { refuseStranger } from "./issuing-office.ts";

/** What a case may have been. */
export const OUTCOMES = ["confirmed", "seasonal", "data-error", "unfounded"] as const satisfies CaseOutcome[];

/** Instant from which an act counts, and the deployment as its folder has it now. */
export interface CaseClock {
  readonly now: string;
  deployment(): Deployment;
}

interface CaseRow {
  readonly area: string;
  readonly state: "open" | "quiet" | "lifted" | "merged" | "closed";
  readonly tier: Tier;
  readonly lastChange: CaseChange;
  readonly changed: string;
  readonly events: number;
  readonly drill: boolean;
}

/** The state of a case by its number. */
export async function stateOfCase(warehouse: Warehouse, id: string): Promise<CaseRow> {
  const [row] = await warehouse.rows<CaseRow>(
    `SELECT area, state, tier, last_change AS "lastChange", changed, events, drill FROM case_state WHERE id = $id`,
    { id },
  );
  if (!row) throw new UserError(bilingual("error.case-unknown", { case: id }));
  if (row.drill) throw new UserError(bilingual("error.case-drill", { case: id }));
  return row;
}

/**
 * Lift a case that is below its lines, or is held for a person (解除预警): the next night does it and tells everyone who was told.
 *
 * @throws UserError for a case that stands, waits for another limb of its episode, or is over
 */
export async function applyLift(
  warehouse: Warehouse,
  { case: id, by, note }: LiftAct,
  { now, deployment }: CaseClock,
): Promise<Text> {
  const row = await stateOfCase(warehouse, id);
  refuseStranger(deployment(), { area: row.area, by, now });
  if (row.state === "open") await refuseJudged(warehouse, id, row, deployment());
  if (row.state !== "open" && row.state !== "quiet")
    throw new UserError(
      bilingual("error.case-is-over", {
        ...{ case: id, date: row.changed, change: bilingual(`change.${row.lastChange}` as TextKey) },
      }),
    );
  if (row.state === "quiet") await refuseBeforeOthers(warehouse, id);
  await recordCaseAct(warehouse, {
    ...{ caseId: id, kind: "lift", person: by, at: now, outcome: null, note, events: row.events },
  });
  return bilingual("case.lift-recorded", { case: id, by, tier: bilingual(`tier.${row.tier}`) });
}

/**
 * Refuse an answer that lifts a held case where it would lift nothing, or is not the person's to give: the question was about the case as it was
 * held (`seq`), and what happened to it since is another matter.
 *
 * @throws UserError naming who may, or what the case has become
 */
export async function refuseLateLift(
  warehouse: Warehouse,
  { caseId: id, seq }: { readonly caseId: string; readonly seq: number },
  by: string,
  { now, deployment }: CaseClock,
): Promise<void> {
  const row = await stateOfCase(warehouse, id);
  refuseStranger(deployment(), { area: row.area, by, now });
  const later = await overtaking(warehouse, id, seq);
  if (later)
    throw new UserError(
      bilingual("error.case-moved-on", {
        ...{ case: id, date: later.date, change: bilingual(`change.${later.kind}` as TextKey) },
      }),
    );
  await refuseJudged(warehouse, id, row, deployment());
}

/** A case that is judged stands by its figures, which no person sets aside. */
async function refuseJudged(
  warehouse: Warehouse,
  id: string,
  { tier }: Pick<CaseRow, "tier">,
  deployment: Deployment,
): Promise<void> {
  if (!(await isHeldForPerson(warehouse, id, deployment)))
    throw new UserError(bilingual("error.case-stands", { case: id, tier: bilingual(`tier.${tier}`) }));
}

/** Whether the last night left an open case to a person; a later one may have judged it again. */
async function isHeldForPerson(warehouse: Warehouse, id: string, deployment: Deployment): Promise<boolean> {
  const night = await lastNight(warehouse);
  if (!night) return false;
  const memory = (await readMemories(warehouse, night.date)).get(id);
  return memory !== undefined && awaitsPerson(memory, inForceOn(deployment, night.date).policy);
}

/** No limb is announced as over while another one stands. */
async function refuseBeforeOthers(warehouse: Warehouse, id: string): Promise<void> {
  const episode = (await episodesOf(warehouse, [id])).get(id);
  const others = (episode?.limbs ?? []).filter((limb) => limb.caseId !== id && limb.tier !== null);
  if (others.length === 0) return;
  const named = others.map(({ caseId }) => caseId).join(", ");
  throw new UserError(bilingual("error.case-waits-for-limb", { case: id, others: named }));
}

/**
 * Close a case that was lifted, with what it was (办结).
 *
 * @throws UserError for a case that is not lifted or is closed already, an unknown outcome, or no note
 */
export async function applyClose(
  warehouse: Warehouse,
  { case: id, by, outcome, note }: CloseAct,
  { now, deployment }: CaseClock,
): Promise<Text> {
  const known = OUTCOMES.find((known) => known === outcome);
  if (!known) {
    const allowed = OUTCOMES.join(", ");
    throw new UserError(bilingual("error.outcome", { found: outcome, allowed }));
  }
  if (note.trim() === "") throw new UserError(bilingual("error.case-note"));
  const row = await stateOfCase(warehouse, id);
  refuseStranger(deployment(), { area: row.area, by, now });
  if (row.state === "closed")
    throw new UserError(bilingual("error.case-closed", { case: id, date: row.changed }));
  if (row.state !== "lifted") throw new UserError(bilingual("error.case-not-over", { case: id }));
  await recordCaseAct(warehouse, {
    ...{ caseId: id, kind: "close", person: by, at: now, outcome: known, note, events: row.events },
  });
  return bilingual("case.close-recorded", {
    ...{ case: id, by, outcome: bilingual(`case.outcome-${known}`) },
  });
}
