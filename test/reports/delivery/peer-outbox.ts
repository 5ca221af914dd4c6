import { onTestFinished } from "vitest";
import { writeNotice } from "../../../reports/delivery/outbox.ts";
import { type SendCounts, type SendingOptions, sendWaiting } from "../../../reports/delivery/send.ts";
import { smtpTransport } from "../../../reports/delivery/smtp.ts";
import type { SmtpSettings } from "../../../reports/delivery/smtp-connection.ts";
import type { Warehouse } from "../../../warehouse/engine/warehouse.ts";
import { smallDeployment } from "../../rules/cases/small-deployment.ts";
import { type PeerOptions, ScriptedPeer } from "./scripted-peer.ts";

/** When the notices of these tests are written. */
export const START = "2026-03-11T18:30:00.000Z";
export const later = (minutes: number): string =>
  new Date(Date.parse(START) + minutes * 60_000).toISOString();

/** Limits short enough for a test: a stall is noticed after 40 ms, a deadline after half a second. */
export const SHORT: SendingOptions = { stallsAfter: 40, deadline: 500 };

/** A delivery with its last try. */
export interface State {
  readonly recipient: string;
  readonly state: string;
  readonly attempts: number;
  readonly stage: string | null;
}

/** An outbox in a real database with a notice for each recipient, and a scripted peer to send it to. */
export interface PeerOutbox {
  readonly warehouse: Warehouse;
  readonly peer: ScriptedPeer;
  /** Send what is due some minutes after the start. */
  send(minutes?: number, options?: SendingOptions): Promise<SendCounts>;
  states(): Promise<State[]>;
}

/** A notice for each recipient, the first first, and a peer that follows a script. */
export async function peerOutbox(
  recipients: readonly string[],
  options: PeerOptions = {},
  settings: Partial<SmtpSettings> = {},
): Promise<PeerOutbox> {
  const warehouse = await smallDeployment();
  await warehouse.transaction(async () => {
    for (const [at, recipient] of recipients.entries()) await writeOne(warehouse, at, recipient);
  });
  const peer = await ScriptedPeer.listen(options);
  const server = { host: "127.0.0.1", port: peer.port, security: "none", ...settings } as const;
  const transport = smtpTransport(server, { openWithin: 300 });
  onTestFinished(async () => {
    transport.close();
    await peer.close();
  });
  return {
    warehouse,
    peer,
    send: (minutes = 0, more = {}) =>
      sendWaiting(warehouse, transport, "fengsui@example.org", later(minutes), { ...SHORT, ...more }),
    states: () =>
      warehouse.rows<State>(
        `SELECT recipient, state, attempts, (SELECT max_by(stage, tried_at) FROM delivery_attempt WHERE delivery = delivery.id) AS stage
         FROM delivery ORDER BY notice`,
      ),
  };
}

async function writeOne(warehouse: Warehouse, at: number, recipient: string): Promise<void> {
  const id = `n${String(at).padStart(4, "0")}`;
  const texts = { subject: `题目 ${id}`, text: `正文 ${id}`, html: `<p>正文 ${id}</p>` };
  await writeNotice(
    warehouse,
    { id, caseId: `2026-${at}`, seq: 1, night: 1, office: "990101", tier: "III", ...texts },
    [recipient],
    { now: later(at / 60_000 - 1), domain: "example.org" },
  );
}

/** Recipients `good0@…`, `good1@…` and so on. */
export const good = (count: number): string[] =>
  Array.from({ length: count }, (_, at) => `good${at}@example.org`);
