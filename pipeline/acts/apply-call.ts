import { bilingual } from "../../reports/language/bilingual.ts";
import type { Text } from "../../rules/indicators/define.ts";
import { maskedText } from "../../warehouse/engine/personal-numbers.ts";
import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import { openedOn, recordCall } from "../../warehouse/register/call-log.ts";
import { clockIn, dayIn } from "../deployment/clock.ts";
import { UserError } from "../deployment/user-error.ts";
import type { CallAct } from "./act.ts";

/**
 * Record a telephone call about a case.
 *
 * @param now the instant at which the act counts; a later call has not been made
 * @param zone of the deployment, for the days
 * @throws UserError for an unknown case, a call that lies ahead, or before the case opened
 */
export async function applyCall(
  warehouse: Warehouse,
  { case: caseId, by, to, calledAt, note }: CallAct,
  now: string,
  zone: string,
): Promise<Text> {
  const opened = await openedOn(warehouse, caseId);
  const at = clockIn(zone, new Date(calledAt));
  if (opened === null) throw new UserError(bilingual("error.told-no-case", { case: caseId }));
  if (Date.parse(calledAt) > Date.parse(now)) throw new UserError(bilingual("error.told-future", { at }));
  if (dayIn(zone, new Date(calledAt)) < opened)
    throw new UserError(bilingual("error.told-early", { case: caseId, opened, at }));
  const call = { caseId, calledAt, by: maskedText(by), to: maskedText(to) };
  const masked = note === null ? null : maskedText(note);
  await recordCall(warehouse, { ...call, note: masked, recordedAt: now });
  return bilingual("told.done", { by: call.by, to: call.to, case: caseId, at });
}
