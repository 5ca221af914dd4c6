import type { Stage } from "./smtp-reply.ts";

/** A line of the conversation with a mail server, passwords left out. */
export interface SmtpLine {
  readonly from: "client" | "server";
  readonly text: string;
  /** The stage that the line belongs to. */
  readonly stage: Stage;
}

type Data = { readonly tnx?: string; readonly remoteAddress?: string } | undefined;

/**
 * Follows a conversation by the log that nodemailer's connection keeps, so that a connection that breaks off says at which command:
 * with pipelining several commands are under way at once.
 */
export class SmtpConversation {
  /** Commands sent whose replies are awaited, the first first. */
  readonly #awaited: Stage[] = ["connect"];
  #answered: Stage = "connect";

  constructor(private readonly onLine: (line: SmtpLine) => void = () => undefined) {}

  /** The command whose reply is awaited, or the last that was answered. */
  get stage(): Stage {
    return this.#awaited[0] ?? this.#answered;
  }

  /** The command that was answered last. */
  get answered(): Stage {
    return this.#answered;
  }

  /** A logger for nodemailer: reads what is sent and received, and prints nothing. */
  get logger() {
    const ignore = (): void => undefined;
    return {
      ...{ level: ignore, trace: ignore, warn: ignore, error: ignore, fatal: ignore },
      debug: (data: Data, text?: unknown) => this.#read(data, String(text ?? "")),
      info: (data: Data) => {
        if (data?.tnx === "network" && data.remoteAddress) this.#awaited.splice(0, 1, "greeting");
      },
    };
  }

  #read(data: Data, text: string): void {
    if (data?.tnx === "client") {
      const stage = stageOf(text) ?? this.#answered;
      if (this.#awaited[0] === "tls") this.#awaited.shift();
      this.#awaited.push(stage);
      this.onLine({ from: "client", text, stage });
    } else if (data?.tnx === "server") {
      this.#answered = this.#awaited.shift() ?? this.#answered;
      this.onLine({ from: "server", text, stage: this.#answered });
      if (this.#answered === "starttls" && text.startsWith("2")) this.#awaited.push("tls");
      if (this.#answered === "data" && /^[23]/.test(text)) this.#awaited.push("text");
    }
  }
}

const VERBS: readonly (readonly [RegExp, Stage])[] = [
  [/^(EHLO|HELO) /, "ehlo"],
  [/^STARTTLS/, "starttls"],
  [/^AUTH /, "login"],
  [/^(MAIL FROM|RSET)/, "mail-from"],
  [/^RCPT TO/, "rcpt-to"],
  [/^DATA/, "data"],
];
const stageOf = (command: string): Stage | undefined => VERBS.find(([verb]) => verb.test(command))?.[1];
