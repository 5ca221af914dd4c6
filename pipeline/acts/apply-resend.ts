import { type CaseDelivery, deliveriesOfCase, deliveryOf } from "../../reports/delivery/case-deliveries.ts";
import { type Resent, resendDelivery } from "../../reports/delivery/resend.ts";
import { bilingual, bilingualLines } from "../../reports/language/bilingual.ts";
import type { TextKey } from "../../reports/language/catalogue.ts";
import type { Text } from "../../rules/indicators/define.ts";
import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import { UserError } from "../deployment/user-error.ts";
import type { ResendAct } from "./act.ts";

/** Why a message is not sent again, in the catalogue. */
const REFUSED = {
  unknown: "error.resend-unknown",
  sent: "error.resend-sent",
  waiting: "error.resend-waiting",
} as const satisfies Record<Extract<Resent, { outcome: "refused" }>["why"], TextKey>;

/**
 * Let a message wait again, or all messages of a case that were given up or refused.
 *
 * @throws UserError where there is no such message or case, or nothing of it is to be sent again
 */
export async function applyResend(warehouse: Warehouse, { what }: ResendAct, now: string): Promise<Text> {
  const messages = await messagesOf(warehouse, what);
  for (const { id } of messages) {
    const resent = await resendDelivery(warehouse, id, now);
    if (resent.outcome === "refused") throw new UserError(bilingual(REFUSED[resent.why], { id }));
  }
  return bilingualLines([
    bilingual("resend.done", { count: messages.length }),
    ...messages.map(({ id, recipient }) => bilingual("resend.line", { id, recipient })),
  ]);
}

/** The message of this number, or those of the case of this number that did not arrive. */
async function messagesOf(warehouse: Warehouse, what: string): Promise<CaseDelivery[]> {
  const message = await deliveryOf(warehouse, what);
  if (message) return [message];
  const all = await deliveriesOfCase(warehouse, what);
  if (all.length === 0) throw new UserError(bilingual("error.resend-unknown", { id: what }));
  const failed = all.filter(({ state }) => state === "dead" || state === "refused");
  if (failed.length > 0) return failed;
  const sent = all.filter(({ state }) => state === "sent").length;
  throw new UserError(bilingual("error.resend-nothing", { case: what, sent, waiting: all.length - sent }));
}
