import { bilingual } from "../../reports/language/bilingual.ts";
import type { Problem } from "./problems.ts";

/** Controls, and marks that turn the direction of what follows: a name with them shows another text than it holds. */
const UNSEEN = /[^\P{Cc}\t\r\n]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
/** The same as YAML lets them be written. */
const ESCAPED =
  /\\(?:u(?:061[cC]|200[eEfF]|202[a-eA-E]|206[6-9]|00[01][0-9a-fA-F])|x(?:0[0-8bBcCeEfF]|1[0-9a-fA-F]|7[fF])|[0abevf])/u;

/** Refuse controls and marks of direction in the text of a file of the deployment; each line once. */
export function refuseUnseen(text: string, file: string, problems: Problem[]): void {
  const isYaml = /\.ya?ml$/u.test(file);
  for (const [at, line] of text.split("\n").entries()) {
    const found = UNSEEN.exec(line)?.[0];
    const code = found?.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0");
    const written =
      code === undefined ? (isYaml && /"/u.test(line) ? ESCAPED.exec(line)?.[0] : undefined) : `U+${code}`;
    if (written !== undefined)
      problems.push({ file, line: at + 1, message: bilingual("error.unseen-character", { found: written }) });
  }
}
