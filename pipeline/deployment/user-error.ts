/** A mistake that the user can correct: printed as its message alone, without a stack. Any other error is a bug and keeps its stack. */
export class UserError extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode = 2) {
    super(message);
    this.name = "UserError";
    this.exitCode = exitCode;
  }
}
