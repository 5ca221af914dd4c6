import { MOST_REFUSED, TooManyRefused, Unreconciled } from "../../warehouse/load/reading.ts";
import type { Remark } from "../../warehouse/load/remarks.ts";

/** What is wrong with the machine and not with a file: the night must end, and nothing be set aside for it. */
const MACHINE = new Set(["ENOSPC", "EDQUOT", "EMFILE", "ENFILE", "EIO", "EROFS"]);
/** How the engine's own errors of that kind begin. Only the beginning counts: a message may go on with what a sender wrote. */
const ENGINE = /^(?:IO Error|FATAL Error|Connection Error)\b/;

/** What failed is our own folder: the archive, or what is written for the engine. */
export class FolderFailure extends Error {
  constructor(cause: unknown) {
    super(messageOf(cause), { cause });
  }
}

/** Do something in a folder of our own: its failure is no file's. */
export function inWorkingFolder<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw new FolderFailure(error);
  }
}

/** Whether an error is the environment's: it would meet every other file too. */
export const isEnvironmental = (error: unknown): boolean =>
  error instanceof FolderFailure ||
  MACHINE.has((error as NodeJS.ErrnoException | null)?.code ?? "") ||
  (error instanceof Error && ENGINE.test(error.message));

/** Why a file that was judged by itself goes back as a whole; null where the reason is not one that its sender could mend. */
export function refusalOf(error: unknown): Remark | null {
  if (error instanceof TooManyRefused)
    return { code: "too-many-refused", details: { refused: error.refused, most: MOST_REFUSED } };
  return error instanceof Unreconciled ? { code: "unreconciled", details: { problem: error.message } } : null;
}

/** The remark on a file that could not be read: what the operator needs to look for in the log, and nothing of the file's own. */
export const setAsideRemark = (error: unknown): Remark => ({
  code: "could-not-be-read",
  details: { problem: error instanceof EndedTheProgram ? error.inWords : kindOf(error) },
});

/** The program ended so often with this file in hand that it is not read again. */
export class EndedTheProgram extends Error {
  readonly inWords = { zh: "读取时程序两次中断", en: "the program ended twice while reading it" };
  constructor() {
    super("the program ended at two starts with this file in hand; it is not read again");
  }
}

/** The kind of an error: a system's code, the engine's word, or the name of its class. Its message may hold cells of a report. */
function kindOf(error: unknown): string {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
  if (typeof code === "string" && /^[A-Z_]{2,40}$/.test(code)) return code;
  const engine = /^([A-Z][A-Za-z ]{2,30} Error):/.exec(messageOf(error))?.[1];
  return engine ?? (typeof name === "string" ? name : "Error");
}

/** The message of an error on one line, for the log. */
export const causeOf = (error: unknown): string => messageOf(error).split("\n")[0]!.slice(0, 400);

const messageOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  return code && !error.message.includes(code) ? `${code}: ${error.message}` : error.message;
};
