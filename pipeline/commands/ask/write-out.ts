import { existsSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { bilingual } from "../../../reports/language/bilingual.ts";
import type { TextKey } from "../../../reports/language/catalogue.ts";
import { createOutFile, type OutFileFault, OutFileRefused } from "../../../warehouse/asking/out-file.ts";
import type { Answer, AnswerFile } from "../../../warehouse/asking/question.ts";
import { UserError } from "../../deployment/user-error.ts";
import type { Asker } from "./ask.ts";

/** Where an answer is written to, and whether it may replace what stands there. */
export interface OutPlace extends Omit<AnswerFile, "descriptor"> {
  readonly path: string;
  readonly replace: boolean;
}

/**
 * Ask a question whose answer goes to a new file; the file is there when it is whole, or not at all.
 *
 * @throws UserError where the place is taken, is a link or no plain file, or the folder is missing or closed
 */
export async function writeOut(
  asker: Asker,
  question: Parameters<Asker["ask"]>[0],
  { path, replace, ...form }: OutPlace,
): Promise<Extract<Answer["end"], { outcome: "answered" }>> {
  const dir = dirname(resolve(path));
  if (!existsSync(dir)) throw new UserError(bilingual("error.no-folder-for-output", { file: path, dir }));
  const out = refusedAsMistake(path, () => createOutFile(path, replace));
  try {
    const { end } = await asker.ask({ ...question, file: { descriptor: out.descriptor, ...form } });
    refusedAsMistake(path, () => out.putInPlace());
    return end;
  } finally {
    out.close();
  }
}

const FAULTS = {
  link: "error.out-link",
  "no-plain-file": "error.out-no-plain-file",
  exists: "error.out-exists",
  exchanged: "error.out-exchanged",
} as const satisfies Record<OutFileFault, TextKey>;

/** What the operating system says of a folder that cannot be written to. */
const CLOSED = ["EACCES", "EPERM", "EROFS", "ENOTDIR", "ENOSPC", "EDQUOT"];

function refusedAsMistake<Result>(file: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof OutFileRefused) throw new UserError(bilingual(FAULTS[error.fault], { file }));
    const { code } = error as NodeJS.ErrnoException;
    if (code !== undefined && CLOSED.includes(code))
      throw new UserError(bilingual("error.out-closed", { file, code }));
    throw error;
  }
}

/**
 * Write a text or bytes to a new file; it is there when it is whole, or not at all.
 *
 * @throws UserError where the place is taken and not to be replaced, is a link or no plain file, or the folder is missing or closed
 */
export function writeWhole(path: string, replace: boolean, content: string | Uint8Array): void {
  const dir = dirname(resolve(path));
  if (!existsSync(dir)) throw new UserError(bilingual("error.no-folder-for-output", { file: path, dir }));
  const out = refusedAsMistake(path, () => createOutFile(path, replace));
  try {
    refusedAsMistake(path, () => {
      writeFileSync(out.descriptor, content);
      out.putInPlace();
    });
  } finally {
    out.close();
  }
}
