import { bilingual } from "../../reports/language/bilingual.ts";
import { inLanguage, type Language, translate } from "../../reports/language/index.ts";
import type { Text } from "../../rules/indicators/define.ts";
import { maskedText } from "../../warehouse/engine/personal-numbers.ts";
import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import { lastInstant, laterThan } from "../../warehouse/measure/nights.ts";
import { forgetActs, recordAct, takenAct } from "../../warehouse/register/act-log.ts";
import { loadDeployment } from "../deployment/load.ts";
import { UserError } from "../deployment/user-error.ts";
import { causeOf, isEnvironmental } from "../intake/failures.ts";
import { type Act, actSchema } from "./act.ts";
import { type ActAnswer, actAnswerSchema } from "./act-answer.ts";
import { ActsFolder, instantOf, isActName } from "./acts-folder.ts";
import { applyAnswer } from "./apply-answer.ts";
import { applyApproval } from "./apply-approval.ts";
import { applyCall } from "./apply-call.ts";
import { applyClose, applyLift } from "./apply-case-act.ts";
import { applyLink } from "./apply-link.ts";
import { applyResend } from "./apply-resend.ts";

/** What is used of an open deployment: its database, which this process holds, its folder, and where failures are logged. */
export interface ActTaker {
  readonly warehouse: Warehouse;
  readonly noticeSetting: { readonly language: Language };
  log(text: string): void;
  path(...parts: string[]): string;
}

/** The instant from which an act counts, and the clock when it is taken. */
interface ActClock {
  readonly from: string;
  readonly now: string;
}

/** Days for which it is kept what came of an act. */
const DAYS_KEPT = 30;

/**
 * Take every act that waits in `acts/`, in the order of dropping, and answer each in `acts/done/` (操作处理). Its effect and its record are
 * written in one transaction: after a kill between effect and answer the next call answers from the record and applies nothing twice. What
 * is no act is set aside in `acts/refused/`; what cannot be written now (a full disk) waits for the next call. Neither stops the others.
 *
 * An act counts from the instant at which it was dropped, or, where a night has judged a later instant since, from right after that one: what
 * comes later is known later.
 *
 * @param now the clock, ISO 8601
 * @param until acts dropped after this instant wait: a night takes those that were there at its bell
 * @returns how many acts were answered, done or refused
 */
export async function takeActs(opened: ActTaker, now: string, until = now): Promise<number> {
  const folder = new ActsFolder(opened.path());
  const known = await lastInstant(opened.warehouse);
  let answered = 0;
  for (const name of folder.waiting()) {
    const dropped = isActName(name) ? new Date(instantOf(name)).toISOString() : now;
    if (until < now && dropped > until) continue;
    try {
      const from = laterThan(known, dropped < now ? dropped : now);
      if (await takeAct(opened, folder, name, { from, now })) answered++;
    } catch (error) {
      const { language } = opened.noticeSetting;
      opened.log(translate(language, "act.left", { name, cause: causeOf(error) }));
    }
  }
  const before = new Date(Date.parse(now) - DAYS_KEPT * 86_400_000).toISOString();
  await forgetActs(opened.warehouse, before, folder.waiting().map(idOf));
  folder.forgetAnswers(before);
  return answered;
}

/** Take what waits under a name. Returns whether it was an act. */
async function takeAct(
  opened: ActTaker,
  folder: ActsFolder,
  name: string,
  clock: ActClock,
): Promise<boolean> {
  const known = isActName(name) ? await takenAct(opened.warehouse, idOf(name)) : null;
  if (known) {
    folder.answer(name, actAnswerSchema.parse(JSON.parse(known.detail)));
    folder.remove(name);
    return true;
  }
  const read = readAct(folder, name);
  if ("reason" in read) {
    folder.setAside(name, read.reason);
    if (isActName(name)) folder.answer(name, refusal(read.reason));
    opened.log(inLanguage(read.reason, opened.noticeSetting.language));
    return false;
  }
  folder.answer(name, await apply(opened, read.act, idOf(name), clock));
  folder.remove(name);
  return true;
}

/** The act in a file, or why there is none. */
function readAct(folder: ActsFolder, name: string): { readonly act: Act } | { readonly reason: Text } {
  const refused = (cause: string) => ({ reason: bilingual("act.set-aside", { name, cause }) });
  if (!isActName(name)) return refused("name");
  try {
    const { data, error } = actSchema.safeParse(JSON.parse(folder.read(name)));
    if (data) return { act: data };
    const [issue] = error.issues;
    return refused([issue?.path.join("."), issue?.message].filter(Boolean).join(": "));
  } catch (error) {
    if (isEnvironmental(error)) throw error;
    return refused(causeOf(error));
  }
}

/** Apply an act and record what came of it, both or neither; where it is refused, only that. */
async function apply(opened: ActTaker, act: Act, id: string, { from, now }: ActClock): Promise<ActAnswer> {
  const { warehouse } = opened;
  const { kind, by, at } = act;
  const record = async (answer: ActAnswer): Promise<ActAnswer> => {
    const { outcome } = answer;
    const who = by === null ? null : maskedText(by);
    await recordAct(warehouse, {
      id,
      kind,
      by: who,
      at,
      takenAt: now,
      outcome,
      detail: JSON.stringify(answer),
    });
    return answer;
  };
  try {
    return await warehouse.transaction(async () =>
      record({ outcome: "done", text: await effectOf(opened, act, from), exitCode: 0 }),
    );
  } catch (error) {
    if (isEnvironmental(error)) throw error;
    if (error instanceof UserError) return record(refusal(error.text, error.exitCode));
    const failed = bilingual("act.failed", { id, cause: causeOf(error) });
    opened.log(inLanguage(failed, opened.noticeSetting.language));
    return record(refusal(failed, 1));
  }
}

function effectOf({ warehouse, path }: ActTaker, act: Act, now: string): Promise<Text> | Text {
  if (act.kind === "told") return applyCall(warehouse, act, now, loadDeployment(path()).settings.zone);
  if (act.kind === "resend") return applyResend(warehouse, act, now);
  const clock = { now, deployment: () => loadDeployment(path()) };
  if (act.kind === "answer") return applyAnswer(warehouse, act, clock);
  if (act.kind === "lift") return applyLift(warehouse, act, clock);
  if (act.kind === "close") return applyClose(warehouse, act, clock);
  if (act.kind === "policy-approve") return applyApproval(path(), act);
  return applyLink(warehouse, act, { now, zone: loadDeployment(path()).settings.zone });
}

const refusal = (text: Text, exitCode = 2): ActAnswer => ({ outcome: "refused", text, exitCode });
const idOf = (name: string): string => name.replace(/\.json$/, "");
