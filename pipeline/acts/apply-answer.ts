import { bilingual } from "../../reports/language/bilingual.ts";
import type { TextKey } from "../../reports/language/catalogue.ts";
import { AnswerRefused } from "../../rules/findings/answer-refused.ts";
import { heldCaseOf } from "../../rules/findings/case-held.ts";
import { answerFinding } from "../../rules/findings/finding-log.ts";
import type { Text } from "../../rules/indicators/define.ts";
import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import { UserError } from "../deployment/user-error.ts";
import type { AnswerAct } from "./act.ts";
import { type CaseClock, refuseLateLift } from "./apply-case-act.ts";

/** Why an answer cannot be accepted, in the catalogue. */
const REFUSED = {
  "no-such-finding": "error.no-such-finding",
  "does-not-fit": "error.answer-does-not-fit",
  settled: "error.answer-settled",
  "sent-again": "error.answer-sent-again",
} as const satisfies Record<AnswerRefused["code"], TextKey>;

/**
 * Close a finding with its answer. It counts from the instant at which it is taken, not from that at which it was asked for: a night that
 * ran meanwhile did not know it.
 *
 * @throws UserError for an answer that cannot be accepted
 */
export async function applyAnswer(
  warehouse: Warehouse,
  { finding: id, verdict, by, text }: AnswerAct,
  clock: CaseClock,
): Promise<Text> {
  const { now } = clock;
  const held = verdict === "lift" ? await heldCaseOf(warehouse, id) : null;
  if (held) await refuseLateLift(warehouse, held, by, clock);
  const finding = await answerFinding(warehouse, id, { verdict, by, text, at: now }).catch((error) => {
    throw error instanceof AnswerRefused
      ? new UserError(bilingual(REFUSED[error.code], error.details))
      : error;
  });
  return bilingual("finding.answered", {
    id: finding.id,
    verdict: bilingual(`finding.verdict-${finding.verdict}` as TextKey),
    by: finding.answeredBy ?? "",
  });
}
