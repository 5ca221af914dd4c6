import type { Readable } from "node:stream";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import { SmtpConversation, type SmtpLine } from "./smtp-conversation.ts";
import type { BrokenOff, Stage } from "./smtp-reply.ts";

/** Address, security and login of an SMTP server. */
export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  readonly security: "tls" | "starttls" | "none";
  readonly user?: string | undefined;
  readonly password?: string | undefined;
}

/** How long to wait for a server to let us in, and who listens to the conversation. */
export interface SmtpOptions {
  /** Milliseconds until the connection, the greeting and the handshake must be there; 20 seconds if absent. */
  readonly openWithin?: number;
  readonly onLine?: (line: SmtpLine) => void;
  readonly tls?: import("node:tls").ConnectionOptions;
}

/** A conversation that broke off: where, how, and the server's words. */
export class SmtpTrouble extends Error implements BrokenOff {
  readonly stage: Stage;
  readonly why: BrokenOff["why"];
  readonly code: number | null;
  readonly text: string;

  constructor({ stage, why, code, text }: BrokenOff) {
    super(text);
    this.name = "SmtpTrouble";
    [this.stage, this.why, this.code, this.text] = [stage, why, code, text];
  }
}

/** A connection to a mail server that has let us in; sends messages until it breaks. */
export class MailConnection {
  #isUsable = true;
  #fail: ((error: unknown) => void) | null = null;

  private constructor(
    readonly connection: SMTPConnection,
    private readonly conversation: SmtpConversation,
  ) {
    connection.on("error", (error: unknown) => this.#break(error));
    connection.on("end", () => this.#break(new Error("the server closed the connection")));
  }

  /**
   * Connect, secure the connection and log in.
   *
   * @throws SmtpTrouble with the stage at which the server did not let us in
   */
  static async open(settings: SmtpSettings, options: SmtpOptions = {}, signal?: AbortSignal) {
    const conversation = new SmtpConversation(options.onLine);
    const openWithin = options.openWithin ?? OPEN_WITHIN;
    const opened = new MailConnection(
      new SMTPConnection({
        host: settings.host,
        port: settings.port,
        secure: settings.security === "tls",
        requireTLS: settings.security === "starttls",
        ignoreTLS: settings.security === "none",
        connectionTimeout: openWithin,
        greetingTimeout: openWithin,
        // The deadline of a message is the sender's; this ends connections that nobody uses.
        socketTimeout: IDLE,
        socketCloseTimeout: 0,
        transactionLog: true,
        logger: conversation.logger,
        ...(options.tls ? { tls: options.tls } : {}),
      }),
      conversation,
    );
    const { connection } = opened;
    const login = { credentials: { user: settings.user ?? "", pass: settings.password ?? "" } };
    await opened.#within(openWithin, signal, (done) => connection.connect((error) => done(error)));
    if (settings.user && connection.allowsAuth)
      await opened.#within(openWithin, signal, (done) => connection.login(login, (error) => done(error)));
    return opened;
  }

  get isUsable(): boolean {
    return this.#isUsable;
  }

  /**
   * Pass a message on, and return the server's reply.
   *
   * @throws SmtpTrouble where the server did not take it, or the signal ended it
   */
  async send(
    envelope: { from: string; to: string },
    bytes: Buffer | Readable,
    signal?: AbortSignal,
  ): Promise<string> {
    let reply = "";
    await this.#within(null, signal, (done) =>
      this.connection.send({ from: envelope.from, to: [envelope.to] }, bytes, (error, info) => {
        reply = info?.response ?? "";
        done(error);
      }),
    );
    return reply;
  }

  /** Clear what a refused message left (RSET); false where the connection is of no use any more. */
  async reset(within: number): Promise<boolean> {
    if (!this.#isUsable) return false;
    await this.#within(within, undefined, (done) => this.connection.reset((error) => done(error))).catch(() =>
      this.destroy(),
    );
    return this.#isUsable;
  }

  /** Take leave (QUIT), and close a connection whose server does not answer that. */
  quit(): void {
    if (!this.#isUsable) return;
    const timer = setTimeout(() => this.connection.close(), QUIT_WITHIN);
    this.connection.once("end", () => clearTimeout(timer));
    this.connection.quit();
    this.#isUsable = false;
  }

  /** Give the connection up at once. */
  destroy(): void {
    this.#isUsable = false;
    this.connection.close();
  }

  /** Run a command that calls back, until it ends, the connection breaks, or the time is over. */
  async #within(
    milliseconds: number | null,
    signal: AbortSignal | undefined,
    command: (done: (error: unknown) => void) => void,
  ): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    let giveUp = (): void => undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        giveUp = () => reject(this.#silent());
        if (signal?.aborted) return giveUp();
        signal?.addEventListener("abort", giveUp, { once: true });
        if (milliseconds !== null) timer = setTimeout(giveUp, milliseconds);
        this.#fail = reject;
        command((error) => (error ? reject(error) : resolve()));
      });
    } catch (error) {
      const trouble = error instanceof SmtpTrouble ? error : this.#troubleOf(error);
      // After a reply about the message, the conversation goes on.
      const isOver = trouble.why !== "reply" || trouble.code === 421 || isBeforeMail(trouble.stage);
      if (isOver) this.destroy();
      throw trouble;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", giveUp);
      this.#fail = null;
    }
  }

  #break(error: unknown): void {
    this.#isUsable = false;
    this.#fail?.(error);
  }

  #silent = (): SmtpTrouble => {
    const { stage } = this.conversation;
    return new SmtpTrouble({ stage, why: "silent", code: null, text: "no reply in time" });
  };

  #troubleOf(error: unknown): SmtpTrouble {
    const { message, code, command, responseCode, response } = error as SmtpError;
    const text = (response || message || String(error)).slice(0, 500);
    const replied = responseCode || null;
    if (replied !== null) {
      const stage = code === "EMESSAGE" ? "text" : (COMMANDS[command ?? ""] ?? this.conversation.answered);
      return new SmtpTrouble({ stage, why: "reply", code: replied, text });
    }
    const isTls = code === "ETLS" || TLS_CODES.test(`${code} ${(error as SmtpError).originalCode}`);
    const at = this.conversation.stage;
    const stage = isTls && at !== "starttls" ? "tls" : code === "EAUTH" ? "login" : at;
    return new SmtpTrouble({ stage, why: code === "ETIMEDOUT" ? "silent" : "lost", code: null, text });
  }
}

/** What nodemailer puts on the errors of a conversation. */
interface SmtpError {
  readonly message?: string;
  readonly code?: string;
  readonly originalCode?: string;
  readonly command?: string;
  readonly responseCode?: number;
  readonly response?: string;
}

const COMMANDS: Readonly<Record<string, Stage>> = {
  ...{ EHLO: "ehlo", HELO: "ehlo", STARTTLS: "starttls", "MAIL FROM": "mail-from" },
  ...{ "RCPT TO": "rcpt-to", DATA: "data", RSET: "mail-from" },
  ...{ "AUTH PLAIN": "login", "AUTH LOGIN": "login", "AUTH CRAM-MD5": "login" },
};
const TLS_CODES = /CERT|SELF_SIGNED|UNABLE_TO_|ERR_SSL|ERR_TLS|EPROTO\b/;
const OPEN_WITHIN = 20_000;
const QUIT_WITHIN = 2_000;
const IDLE = 120_000;

const isBeforeMail = (stage: Stage): boolean => !["mail-from", "rcpt-to", "data", "text"].includes(stage);
