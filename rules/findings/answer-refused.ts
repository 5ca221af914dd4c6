/** An answer that cannot be accepted. */
export class AnswerRefused extends Error {
  constructor(
    readonly code: "no-such-finding" | "does-not-fit" | "settled" | "sent-again",
    readonly details: Readonly<Record<string, string | number | readonly string[]>>,
    message: string,
  ) {
    super(message);
  }
}
