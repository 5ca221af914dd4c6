import type { Text } from "../../rules/indicators/define.ts";

/**
 * A mistake that the user can correct: printed as its text alone, in the operator's language, without a stack. Its `message` is the
 * English text. Any other error is a bug and keeps its stack.
 */
export class UserError extends Error {
  readonly text: Text;
  readonly exitCode: number;

  constructor(text: Text, exitCode = 2) {
    super(text.en);
    this.name = "UserError";
    this.text = text;
    this.exitCode = exitCode;
  }
}
