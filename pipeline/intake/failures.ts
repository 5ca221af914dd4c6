import { EndedByHook, Stopped } from "../../warehouse/engine/hooks.ts";
import { ContradictsItself, contradictionRemark } from "../../warehouse/load/nil-and-events.ts";
import { MOST_REFUSED, TooManyRefused, Unreconciled } from "../../warehouse/load/reading.ts";
import type { Remark } from "../../warehouse/load/remarks.ts";

/** Failures of the machine and not of a file: the night must stop, and no file is set aside for them. */
const MACHINE = new Set(["ENOSPC", "EDQUOT", "EMFILE", "ENFILE", "EIO", "EROFS"]);
/** Beginnings of the engine's errors of that kind. Only the beginning counts, because a message may contain text of the sender. */
const ENGINE =
  /^(?:IO Error|FATAL Error|Connection Error|TransactionContext Error: Failed to commit: Could not write)\b/;

/** A failure in our working folders: the archive, or the files written for the engine. */
export class FolderFailure extends Error {
  constructor(cause: unknown) {
    super(messageOf(cause), { cause });
  }
}

/** Do work in one of our folders; its failure is not blamed on a file. */
export function inWorkingFolder<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw new FolderFailure(error);
  }
}

/** Whether an error comes from the environment and would affect every other file too. */
export const isEnvironmental = (error: unknown): boolean =>
  error instanceof FolderFailure ||
  error instanceof Stopped ||
  error instanceof EndedByHook ||
  MACHINE.has((error as NodeJS.ErrnoException | null)?.code ?? "") ||
  (error instanceof Error && ENGINE.test(error.message));

/** Whether the engine had too little memory: with few bytes in hand that is the machine's failure, with many it may be the file's. */
export const isShortOfMemory = (error: unknown): boolean =>
  error instanceof Error && /^Out of Memory Error\b/.test(error.message);

/** Why a file that was judged alone is refused as a whole; null where the sender could not correct the reason. */
export function refusalOf(error: unknown): Remark | null {
  if (error instanceof TooManyRefused)
    return { code: "too-many-refused", details: { refused: error.refused, most: MOST_REFUSED } };
  if (error instanceof ContradictsItself) return contradictionRemark(error.contradiction);
  return error instanceof Unreconciled ? { code: "unreconciled", details: { problem: error.message } } : null;
}

/** The remark on a file that could not be read: a hint for the operator's log search, without content of the file. */
export const setAsideRemark = (error: unknown): Remark => ({
  code: "could-not-be-read",
  details: { problem: error instanceof EndedTheProgram ? error.inWords : kindOf(error) },
});

/** The program crashed on this file so often that it is not read again. */
export class EndedTheProgram extends Error {
  readonly inWords = { zh: "读取时程序两次中断", en: "the program ended twice while reading it" };
  constructor() {
    super("the program ended at two starts with this file in hand; it is not read again");
  }
}

/**
 * The kind of an error: the system's code, the engine's word, or the class name. The message is left out, because it may contain cells of
 * a report.
 */
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
