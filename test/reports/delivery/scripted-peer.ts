import type { AddressInfo } from "node:net";
import { createServer, type Server, type Socket } from "node:net";
import type { Stage } from "../../../reports/delivery/smtp-reply.ts";

/** What the peer does at a point: a reply, no reply, or the line cut; with a wait before a reply. */
export type Act = string | { readonly silent: true } | { readonly drop: true };

/** A point of a conversation: connection, recipient, and how often that recipient came to this point before. */
export interface Point {
  readonly stage: Exclude<Stage, "connect" | "tls">;
  readonly connection: number;
  readonly recipient: string | null;
  readonly before: number;
}

/** What the peer does where it does not do as it should; undefined where it obeys. */
export type Script = (point: Point) => Act | undefined;

/** A message whose text the peer received, and whether it confirmed it. */
export interface Received {
  readonly messageId: string;
  readonly recipient: string;
  readonly connection: number;
  readonly confirmed: boolean;
  readonly text: string;
}

export interface PeerOptions {
  readonly script?: Script;
  /** Milliseconds before each reply. */
  readonly slow?: number;
  /** Lines of its EHLO reply. */
  readonly offers?: readonly string[];
}

const OBEDIENT: Readonly<Record<Point["stage"], string>> = {
  greeting: "220 peer ESMTP",
  ehlo: "250 peer",
  starttls: "220 go ahead",
  login: "235 2.7.0 welcome",
  "mail-from": "250 2.1.0 ok",
  "rcpt-to": "250 2.1.5 ok",
  data: "354 go ahead",
  text: "250 2.0.0 taken",
};

/** A mail server on a raw socket that misbehaves by a script, and keeps what it received. */
export class ScriptedPeer {
  readonly received: Received[] = [];
  /** Recipients in the order in which they were named. */
  readonly named: string[] = [];
  connections = 0;
  open = 0;
  mostOpen = 0;
  readonly #visits = new Map<string, number>();
  readonly #sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly options: PeerOptions,
  ) {}

  /** Listen on a free port of the loopback. */
  static async listen(options: PeerOptions = {}): Promise<ScriptedPeer> {
    const server = createServer();
    const peer = new ScriptedPeer(server, options);
    server.on("connection", (socket) => peer.#serve(socket));
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    return peer;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Recipients whose message was confirmed, in order. */
  get confirmed(): string[] {
    return this.received.filter(({ confirmed }) => confirmed).map(({ recipient }) => recipient);
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((closed) => this.server.close(() => closed()));
  }

  #serve(socket: Socket): void {
    const connection = ++this.connections;
    this.mostOpen = Math.max(this.mostOpen, ++this.open);
    this.#sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => {
      this.open--;
      this.#sockets.delete(socket);
    });
    const talk = new Talk(
      socket,
      (stage, recipient) => this.#act(stage, connection, recipient),
      this.options,
    );
    talk.onText = (text, recipient, confirmed) => {
      const messageId = /^Message-ID: (.*)$/im.exec(text)?.[1]?.trim() ?? "";
      this.received.push({ messageId, recipient, connection, confirmed, text });
    };
    talk.onNamed = (recipient) => this.named.push(recipient);
    talk.begin();
  }

  #act(stage: Point["stage"], connection: number, recipient: string | null): Act {
    const key = `${stage} ${recipient ?? ""}`;
    const before = this.#visits.get(key) ?? 0;
    this.#visits.set(key, before + 1);
    return this.options.script?.({ stage, connection, recipient, before }) ?? OBEDIENT[stage];
  }
}

/** One connection: commands in, replies out, in order. */
class Talk {
  onText: (text: string, recipient: string, confirmed: boolean) => void = () => undefined;
  onNamed: (recipient: string) => void = () => undefined;
  #rest = "";
  #recipient: string | null = null;
  #isTaken = false;
  #text: string[] | null = null;
  #work: Promise<void> = Promise.resolve();

  constructor(
    private readonly socket: Socket,
    private readonly act: (stage: Point["stage"], recipient: string | null) => Act,
    private readonly options: PeerOptions,
  ) {
    socket.on("data", (chunk) => this.#read(chunk.toString("latin1")));
  }

  begin(): void {
    this.#later("greeting");
  }

  #read(data: string): void {
    const lines = (this.#rest + data).split("\r\n");
    this.#rest = lines.pop() ?? "";
    for (const line of lines) this.#work = this.#work.then(() => this.#line(line));
  }

  async #line(line: string): Promise<void> {
    if (this.#text) {
      if (line !== ".") this.#text.push(line);
      else await this.#endText();
      return;
    }
    const to = /^RCPT TO:<(.*?)>/i.exec(line)?.[1];
    if (to !== undefined) {
      this.#recipient = to;
      this.onNamed(to);
    }
    if (/^QUIT/i.test(line)) this.socket.end("221 bye\r\n");
    else if (/^RSET/i.test(line)) {
      this.#recipient = null;
      await this.#write("250 ok");
    } else if (/^AUTH/i.test(line)) await this.#do("login");
    else await this.#do(stageOf(line));
  }

  async #endText(): Promise<void> {
    const text = this.#text!.join("\r\n");
    this.#text = null;
    const act = this.act("text", this.#recipient);
    this.onText(text, this.#recipient ?? "", typeof act === "string" && act.startsWith("2"));
    await this.#perform(act);
    this.#recipient = null;
    this.#isTaken = false;
  }

  #later(stage: Point["stage"]): void {
    this.#work = this.#work.then(() => this.#do(stage));
  }

  async #do(stage: Point["stage"]): Promise<void> {
    if (stage === "data" && !this.#isTaken) return this.#write("554 5.5.1 no valid recipients");
    const act = this.act(stage, this.#recipient);
    if (stage === "rcpt-to") this.#isTaken = typeof act === "string" && act.startsWith("2");
    if (stage === "data" && typeof act === "string" && act.startsWith("3")) this.#text = [];
    const offers = this.options.offers ?? [];
    if (stage === "ehlo" && act === OBEDIENT.ehlo && offers.length > 0) {
      const lines = ["peer", ...offers];
      const last = lines.length - 1;
      await this.#perform(lines.map((line, at) => `250${at < last ? "-" : " "}${line}`).join("\r\n"));
    } else await this.#perform(act);
  }

  async #perform(act: Act): Promise<void> {
    if (typeof act === "string") await this.#write(act);
    else if ("drop" in act) this.socket.destroy();
    // Silent: neither this command nor a later one is ever answered.
    else await new Promise<never>(() => undefined);
  }

  async #write(reply: string): Promise<void> {
    if (this.options.slow) await new Promise((done) => setTimeout(done, this.options.slow));
    if (!this.socket.destroyed) this.socket.write(`${reply}\r\n`);
    if (reply.startsWith("421")) this.socket.end();
  }
}

function stageOf(line: string): Point["stage"] {
  if (/^MAIL FROM/i.test(line)) return "mail-from";
  if (/^RCPT TO/i.test(line)) return "rcpt-to";
  if (/^DATA/i.test(line)) return "data";
  if (/^STARTTLS/i.test(line)) return "starttls";
  return "ehlo";
}
