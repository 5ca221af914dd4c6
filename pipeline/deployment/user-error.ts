/**
 * A mistake that the person at the keyboard can mend: printed as its message alone, without a stack.
 * Everything else that is thrown is a bug and keeps its stack.
 */
export class UserError extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode = 2) {
    super(message);
    this.name = "UserError";
    this.exitCode = exitCode;
  }
}
