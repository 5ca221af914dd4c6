import { Readable } from "node:stream";
import { TLSSocket } from "node:tls";
import { MailConnection, type SmtpOptions, type SmtpSettings, SmtpTrouble } from "./smtp-connection.ts";
import { STAGES, type Stage } from "./smtp-reply.ts";

/** What the server answered at a stage; `answer` is empty where no reply came in time. */
export interface ProbeStep {
  readonly stage: Stage;
  readonly isGood: boolean;
  readonly answer: string;
}

/** How a connection is encrypted: the version of TLS, whom the certificate names, and its last instant in the server's words. */
export interface Secured {
  readonly version: string;
  readonly subject: string;
  readonly until: string;
}

/** A conversation with a mail server, stage by stage, up to the first trouble. */
export interface Probe {
  readonly steps: readonly ProbeStep[];
  /** Null where the conversation is not encrypted, or did not come so far. */
  readonly secured: Secured | null;
  readonly isLoggedIn: boolean;
  /** Whether a message was taken; without a message nothing is sent. */
  readonly isSent: boolean;
}

/** Whom to name as sender and recipient, and the message to send, if any. */
export interface ProbeRequest {
  readonly from: string;
  readonly to: string;
  readonly message: Buffer | null;
  /** Milliseconds for the whole conversation after the login. */
  readonly within: number;
}

/**
 * Talk to a mail server and note what it answers at each stage. Without a message the conversation is broken off when the server is ready
 * for a text, so that nothing is delivered.
 */
export async function probeMail(
  settings: SmtpSettings,
  request: ProbeRequest,
  options: SmtpOptions = {},
): Promise<Probe> {
  const answers = new Map<Stage, string>();
  const onLine: SmtpOptions["onLine"] = ({ from, text, stage }) => {
    if (from === "server") answers.set(stage, text.trim());
  };
  let connection: MailConnection | undefined;
  let trouble: SmtpTrouble | null = null;
  let secured: Secured | null = null;
  let isSent = false;
  try {
    connection = await MailConnection.open(settings, { ...options, onLine });
    // Later the connection may be closed, and its certificate forgotten.
    secured = securedOf(connection);
    isSent = await converse(connection, request);
  } catch (error) {
    if (!(error instanceof SmtpTrouble)) throw error;
    trouble = error;
  }
  const isLoggedIn = connection?.connection.authenticated ?? false;
  connection?.quit();
  const good = STAGES.filter((stage) => stage !== trouble?.stage && hasPassed(stage, answers, secured));
  const steps = [
    ...good.map((stage) => ({ stage, isGood: true, answer: answers.get(stage) ?? "" })),
    ...(trouble ? [{ stage: trouble.stage, isGood: false, answer: answerOf(trouble) }] : []),
  ];
  return { steps, secured, isLoggedIn, isSent };
}

/** Name sender and recipient, and send the message if there is one. */
async function converse(
  connection: MailConnection,
  { from, to, message, within }: ProbeRequest,
): Promise<boolean> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), within);
  let isReady = false;
  // Read for the first time when the server waits for the text.
  const nothing = new Readable({
    read() {
      isReady = true;
      limit.abort();
    },
  });
  try {
    await connection.send({ from, to }, message ?? nothing, limit.signal);
    return true;
  } catch (error) {
    if (message === null && isReady) return false;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

const hasPassed = (stage: Stage, answers: ReadonlyMap<Stage, string>, secured: Secured | null): boolean =>
  stage === "connect" ? answers.has("greeting") : stage === "tls" ? secured !== null : answers.has(stage);

const answerOf = ({ why, text }: SmtpTrouble): string => (why === "silent" ? "" : text);

function securedOf({ connection }: MailConnection): Secured | null {
  const socket = connection._socket;
  if (!(socket instanceof TLSSocket)) return null;
  const { subject, valid_to: until } = socket.getPeerCertificate();
  const name = [subject?.CN ?? ""].flat().join(", ");
  return { version: socket.getProtocol() ?? "", subject: name, until: until ?? "" };
}
