/**
 * Where an SMTP conversation stands: the command whose reply is awaited. `text` is after the message's text was given, `starttls` the
 * command and `tls` the handshake that follows.
 */
export const STAGES = [
  ...(["connect", "greeting", "ehlo", "starttls", "tls", "login"] as const),
  ...(["mail-from", "rcpt-to", "data", "text"] as const),
] as const;
export type Stage = (typeof STAGES)[number];

/** Whether a stage lies before the server has let us in. */
export const isOpening = (stage: Stage): boolean => STAGES.indexOf(stage) <= STAGES.indexOf("login");

/** How a conversation broke off: a reply with its code and text, a connection lost, or no reply in time. */
export interface BrokenOff {
  readonly stage: Stage;
  readonly why: "reply" | "lost" | "silent";
  /** Three-digit code of the reply; null where there was none. */
  readonly code: number | null;
  readonly text: string;
}

/** What a failure concerns: the whole session, this message for now, or this message for good. */
export type Meaning = "session" | "try-again" | "refused";

/**
 * What a failure in an SMTP conversation means for the message (RFC 5321, RFC 4954, RFC 3207).
 *
 * | where | what | meaning |
 * |---|---|---|
 * | before the sender is named, and at MAIL FROM | anything | session: every message has the same sender and the same login |
 * | anywhere | 421, 530, 534, 535, 538, words on authentication | session |
 * | RCPT TO | words on relaying | session: the server does not take us for one it serves |
 * | RCPT TO | 4xx, 552 (mailbox full) | try again |
 * | RCPT TO | other 5xx (550, 551, 553) | refused |
 * | DATA | 500 to 504 (commands not understood) | session |
 * | DATA, after the text | 4xx, 552 | try again |
 * | DATA, after the text | other 5xx | refused |
 * | RCPT TO, DATA | connection lost | session |
 * | RCPT TO, DATA | no reply in time | try again: others may be answered |
 * | after the text | lost, or no reply in time | try again: it may have arrived, so the repeat has the same Message-ID |
 *
 * A trouble of the session that concerns a single message in a session that otherwise works is found out by who sends
 * (`send-batch.ts`), not here.
 *
 * @example
 * meaningOf({ stage: "rcpt-to", why: "reply", code: 550, text: "550 5.1.1 no such user" }) // "refused"
 */
export function meaningOf({ stage, why, code, text }: BrokenOff): Meaning {
  if (isOpening(stage) || stage === "mail-from") return "session";
  if (why === "silent") return "try-again";
  if (why === "lost" || code === null) return stage === "text" ? "try-again" : "session";
  if (code === 421 || LOGIN_CODES.has(code) || LOGIN_WORDS.test(text)) return "session";
  if (stage === "rcpt-to" && RELAY_WORDS.test(text)) return "session";
  if (stage === "data" && code >= 500 && code <= 504) return "session";
  return code < 500 || code === 552 ? "try-again" : "refused";
}

/** Replies about authentication (RFC 4954, section 6). */
const LOGIN_CODES: ReadonlySet<number> = new Set([530, 534, 535, 538]);
const LOGIN_WORDS =
  /\bauthentication (is )?required|\bnot authenticated|\bmust (first )?(authenticate|log ?in)/i;
/** Postfix: "Relay access denied"; Exchange: "Unable to relay"; Sendmail: "Relaying denied"; Exim: "relay not permitted". */
const RELAY_WORDS = /\brelay(ing)?\b/i;
