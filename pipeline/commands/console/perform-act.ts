import { bilingual } from "../../../reports/language/bilingual.ts";
import { inLanguage, type Language, translate } from "../../../reports/language/index.ts";
import { type Act, actSchema } from "../../acts/act.ts";
import type { ActAnswer } from "../../acts/act-answer.ts";
import { ActsFolder } from "../../acts/acts-folder.ts";
import { takeActs } from "../../acts/take-acts.ts";
import { UserError } from "../../deployment/user-error.ts";
import { causeOf } from "../../intake/failures.ts";
import { WarehouseHeld } from "../../night/hold-warehouse.ts";
import { openDeployment } from "../../night/open-deployment.ts";
import type { Effects } from "./effects.ts";
import { wholeOption } from "./options.ts";

/** The option of commands that ask for a change: how long they wait for whoever holds the database. */
export const WAIT_OPTION = [
  "--wait <seconds>",
  "how long to wait for whoever holds the database",
  "600",
] as const;
const SECONDS = { least: 0, most: 86_400, example: 600 };

/** Exit code of a command whose act waits still: EX_TEMPFAIL of sysexits.h, for what will be done later. */
export const STILL_WAITS = 75;
/** Milliseconds between two looks for the answer. */
const LOOK_EVERY = 500;

/** How a command asks for a change. */
export interface Asking {
  readonly language: Language;
  /** Seconds to wait, as given on the command line. */
  readonly wait: string | undefined;
}

/**
 * Drop an act into `acts/`, have it taken, and print the answer. Where no other process holds the database, this command takes it (and
 * what waits before it); otherwise it waits for the answer of the process that does.
 *
 * @throws UserError with the reason and exit code of a refusal; with exit code 75 when the act still waits at the end of the time
 */
export async function performAct(dir: string, act: Act, effects: Effects, asking: Asking): Promise<void> {
  const seconds = wholeOption("--wait", asking.wait ?? "600", SECONDS);
  const checked = actSchema.safeParse(act);
  if (checked.error)
    throw new UserError(bilingual("error.not-an-act", { key: checked.error.issues[0]!.path.join(".") }));
  const folder = new ActsFolder(dir);
  const name = drop(folder, act, effects);
  const answer = await answerTo(dir, folder, name, { effects, language: asking.language, seconds });
  if (answer.outcome === "refused") throw new UserError(answer.text, answer.exitCode);
  effects.out(inLanguage(answer.text, asking.language));
}

function drop(folder: ActsFolder, act: Act, effects: Effects): string {
  try {
    return folder.drop(act, effects.now());
  } catch (error) {
    throw new UserError(bilingual("error.act-not-written", { cause: causeOf(error) }), 1);
  }
}

interface Waiting {
  readonly effects: Effects;
  readonly language: Language;
  readonly seconds: number;
}

/** Wait for the answer to an act, and try meanwhile to be the process that gives it. */
async function answerTo(dir: string, folder: ActsFolder, name: string, waiting: Waiting): Promise<ActAnswer> {
  const { effects, language, seconds } = waiting;
  // Time is counted by the waits, so that a clock that is set does not end or prolong it.
  const looks = effects.wait ? Math.ceil((seconds * 1000) / LOOK_EVERY) : 0;
  for (let look = 0; ; look++) {
    const holder = await takeHere(dir, folder, name, effects);
    const answer = folder.takeAnswer(name);
    if (answer) return answer;
    if (look === 0 && looks > 0)
      effects.err(
        [holder && inLanguage(holder.text, language), translate(language, "act.waits", { name, seconds })]
          .filter(Boolean)
          .join("\n"),
      );
    if (look >= looks) throw new UserError(bilingual("error.act-waits", { name }), STILL_WAITS);
    await effects.wait?.(LOOK_EVERY);
  }
}

/** Take the acts that wait, where nobody else holds the database; else return who does. */
async function takeHere(
  dir: string,
  folder: ActsFolder,
  name: string,
  effects: Effects,
): Promise<WarehouseHeld | null> {
  if (!folder.waiting().includes(name)) return null;
  try {
    const opened = await openDeployment(dir, {
      ...{ log: (text) => effects.err(text), now: () => effects.now(), work: "act" },
      ...{ environment: effects.environment ?? {} },
    });
    try {
      await takeActs(opened, effects.now().toISOString());
      return null;
    } finally {
      opened.close();
    }
  } catch (error) {
    if (error instanceof WarehouseHeld) return error;
    // Nobody holds the database and nobody can open it: the act must not take effect later, unasked.
    folder.remove(name);
    throw error;
  }
}
