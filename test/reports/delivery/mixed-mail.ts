import type { Act, Point, Script } from "./scripted-peer.ts";

/** What a misbehaving server does to some recipients, by the first part of their address: the stage, the act, and how the message ends. */
export const KINDS: Readonly<Record<string, Misbehaviour>> = {
  busy421: { stage: "rcpt-to", act: "421 4.3.2 shutting down", ends: "waiting" },
  busy450: { stage: "rcpt-to", act: "450 4.2.0 mailbox busy", ends: "waiting" },
  grey451: { stage: "rcpt-to", act: "451 4.7.1 greylisted", ends: "waiting" },
  quota452: { stage: "rcpt-to", act: "452 4.2.2 over quota", ends: "waiting" },
  gone550: { stage: "rcpt-to", act: "550 5.1.1 no such user", ends: "refused" },
  full552: { stage: "rcpt-to", act: "552 5.2.2 mailbox full", ends: "waiting" },
  mute: { stage: "rcpt-to", act: { silent: true }, ends: "waiting" },
  cut: { stage: "data", act: { drop: true }, ends: "waiting" },
  data421: { stage: "data", act: "421 4.3.2 shutting down", ends: "waiting" },
  data451: { stage: "data", act: "451 4.3.0 not now", ends: "waiting" },
  mutetext: { stage: "text", act: { silent: true }, ends: "waiting", mayArrive: true },
  cuttext: { stage: "text", act: { drop: true }, ends: "waiting", mayArrive: true },
  text421: { stage: "text", act: "421 4.3.2 shutting down", ends: "waiting" },
  text451: { stage: "text", act: "451 4.3.0 not now", ends: "waiting" },
  spam550: { stage: "text", act: "550 5.7.1 looks like spam", ends: "refused" },
  full552text: { stage: "text", act: "552 5.2.2 mailbox full", ends: "waiting" },
};

/** A misbehaviour towards one recipient. */
export interface Misbehaviour {
  readonly stage: Point["stage"];
  readonly act: Act;
  /** State of the delivery after the step. */
  readonly ends: "waiting" | "refused";
  /** Whether the text was received although it was not confirmed. */
  readonly mayArrive?: boolean;
}

/** The misbehaviour towards a recipient; undefined where the server obeys. */
export const misbehaviourTo = (recipient: string): Misbehaviour | undefined =>
  KINDS[recipient.split(".")[0] ?? ""];

/** A server that misbehaves to recipients by their kind, and to every connection in fifty: dropped or turned away at the door. */
export const mixedScript: Script = ({ stage, recipient, connection }) => {
  if (stage === "greeting" && connection > 1 && connection % 50 === 0)
    return "421 4.7.0 too many connections";
  if (stage === "ehlo" && connection % 50 === 25) return { drop: true };
  const bad = recipient === null ? undefined : misbehaviourTo(recipient);
  return bad?.stage === stage ? bad.act : undefined;
};

/**
 * Recipients of notices to 118 offices: the first is silent, then every fifth meets a kind of misbehaviour in turn, the others are good.
 */
export function mixedRecipients(count: number): string[] {
  const kinds = Object.keys(KINDS);
  return Array.from({ length: count }, (_, at) => {
    const office = `office${at % 118}`;
    const kind = at === 0 ? "mute" : at % 5 === 3 ? kinds[Math.floor(at / 5) % kinds.length]! : "good";
    return `${kind}.${at}@${office}.example.org`;
  });
}
