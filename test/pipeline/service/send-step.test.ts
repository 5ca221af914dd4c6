import { appendFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { type SendStep, sendStep } from "../../../pipeline/service/send-step.ts";
import { lastAccepted, sessionTrouble } from "../../../reports/delivery/mail-session.ts";
import { writeLetters } from "../../../reports/delivery/outbox.ts";
import { NOTHING_SENT } from "../../../reports/delivery/send.ts";
import { leftOver, readEnds, type SendingEnd, SendingLog } from "../../../reports/delivery/sending-log.ts";
import { smtpTransport } from "../../../reports/delivery/smtp.ts";
import { takeBatch } from "../../../reports/delivery/take-batch.ts";
import { SECOND_ROUTE, type Transport } from "../../../reports/delivery/transport.ts";
import { good, later, peerOutbox, SHORT, START } from "../../reports/delivery/peer-outbox.ts";
import type { PeerOptions } from "../../reports/delivery/scripted-peer.ts";
import { ScriptedTransport } from "../../reports/delivery/scripted-transport.ts";

/** A sending step over a scripted peer, with a folder for its files; says whether the database is open. */
async function stepOver(recipients: readonly string[], options: PeerOptions = {}) {
  const outbox = await peerOutbox(recipients, options);
  const dir = mkdtempSync(join(tmpdir(), "fengsui-sending-"));
  const transport = smtpTransport({ host: "127.0.0.1", port: outbox.peer.port, security: "none" });
  onTestFinished(() => {
    transport.close();
    rmSync(dir, { recursive: true, force: true });
  });
  const database = { isOpen: false };
  const step = (more: Partial<SendStep> = {}, minutes = 0) =>
    sendStep({
      ...SHORT,
      ...{ transport, dir, sender: { from: "fengsui@example.org" }, now: () => later(minutes) },
      async withWarehouse(work) {
        expect(database.isOpen).toBe(false);
        database.isOpen = true;
        try {
          return await work(outbox.warehouse);
        } finally {
          database.isOpen = false;
        }
      },
      ...more,
    });
  return { ...outbox, dir, step, database, transport };
}

describe("a sending step", () => {
  test("sends with the database closed, records the ends, and leaves no file", async () => {
    const stepped = await stepOver(good(25), {
      script: ({ stage }) => {
        if (stage === "text") expect(stepped.database.isOpen).toBe(false);
        return undefined;
      },
    });
    expect(await stepped.step()).toEqual({ ...NOTHING_SENT, sent: 25 });
    expect(new Set((await stepped.states()).map(({ state }) => state))).toEqual(new Set(["sent"]));
    expect(leftOver(stepped.dir)).toEqual([]);
  });

  test("takes batch after batch, each message once", async () => {
    const { step, peer } = await stepOver(good(25));
    expect(await step({ batch: 10 })).toEqual({ ...NOTHING_SENT, sent: 25 });
    expect([...peer.confirmed].sort()).toEqual([...good(25)].sort());
  });

  test("a kill in the middle repeats what was under way, under its first Message-ID, and nothing else", async () => {
    const { step, peer, dir, states } = await stepOver(good(25));
    let ended = 0;
    const killed = step({
      stallsAfter: 5_000,
      now() {
        // From the eighth end on the machine is gone: nothing more is written.
        if (++ended > 9) throw new Error("killed");
        return START;
      },
    });
    await expect(killed).rejects.toThrow("killed");
    const [file] = leftOver(dir);
    const logged = readEnds(file!).length;
    const accepted = peer.confirmed.length;
    expect(accepted - logged).toBeLessThanOrEqual(5);
    expect(accepted).toBeLessThan(25);
    expect(await step({}, 1)).toMatchObject({ sent: 25 });
    const ids = new Map<string, Set<string>>();
    for (const { recipient, messageId } of peer.received)
      ids.set(recipient, (ids.get(recipient) ?? new Set()).add(messageId));
    expect(ids.size).toBe(25);
    for (const messageIds of ids.values()) expect(messageIds.size).toBe(1);
    expect(peer.received.length - 25).toBe(accepted - logged);
    expect((await states()).every(({ state }) => state === "sent")).toBe(true);
    expect(leftOver(dir)).toEqual([]);
  });

  test("the trouble of the session is counted and recorded", async () => {
    const { step, states } = await stepOver(good(5), {
      script: ({ stage }) => (stage === "greeting" ? "554 5.7.1 not you" : undefined),
    });
    const counts = await step();
    expect(counts).toMatchObject({ sent: 0, waiting: 5, refused: 0, dead: 0 });
    expect(counts.session).toContain("554");
    expect((await states()).every(({ attempts }) => attempts === 0)).toBe(true);
  });

  test("letters to the operator go by the second way where the first takes nothing", async () => {
    const { step, warehouse } = await stepOver(good(3), {
      script: ({ stage }) => (stage === "greeting" ? "421 4.3.2 closed" : undefined),
    });
    const letter = { kind: "operations", night: 1, office: "", subject: "s", text: "t", html: "h" } as const;
    const written = { ...letter, id: "operations-1", attachments: [], recipients: ["operator@example.org"] };
    await writeLetters(warehouse, [written], { now: START, domain: "example.org" });
    const sentBy = new ScriptedTransport();
    const second = { ...sentBy, send: sentBy.send.bind(sentBy), close: () => undefined, name: SECOND_ROUTE };
    expect(await step({ second })).toMatchObject({ sent: 1, waiting: 3 });
    // What the second way takes does not hide that the mail server takes nothing.
    expect(await sessionTrouble(warehouse)).toMatchObject({ stage: "greeting" });
    expect(await lastAccepted(warehouse)).toBeNull();
    expect(sentBy.recipients).toEqual(["operator@example.org"]);
  });

  test("an end that cannot be written stops the sending at once", async () => {
    const { step, peer, dir } = await stepOver(good(25));
    writeFileSync(join(dir, "sending"), "a file where the folder should be");
    await expect(step()).rejects.toThrow();
    expect(peer.received).toEqual([]);
  });
});

describe("files of ends", () => {
  const end: SendingEnd = {
    ...({
      delivery: "d",
      messageId: "<d@x>",
      tries: 1,
      outcome: "sent",
      stage: null,
      detail: "ok",
      at: START,
    } as const),
    transport: "smtp",
  };
  const folder = () => {
    const dir = mkdtempSync(join(tmpdir(), "fengsui-ends-"));
    onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
    return dir;
  };

  test("a last line that was cut off is left out", () => {
    const dir = folder();
    const log = SendingLog.begin(dir, START);
    log.append(end);
    log.close();
    appendFileSync(log.path, JSON.stringify({ ...end, delivery: "e" }).slice(0, 40));
    expect(readEnds(log.path)).toEqual([end]);
  });

  test("two steps of the same instant have a file each", () => {
    const dir = folder();
    for (let count = 0; count < 2; count++) SendingLog.begin(dir, START).close();
    expect(readdirSync(join(dir, "sending"))).toHaveLength(2);
    expect(leftOver(dir)).toHaveLength(2);
  });
});

test("a transport that breaks down stops the step, and what it sent before is recorded", async () => {
  const { step, warehouse } = await stepOver(good(4));
  let sends = 0;
  const broken: Transport = new ScriptedTransport(() => (++sends === 3 ? "crash" : "sent"));
  await expect(step({ transport: broken, atOnce: 1 })).rejects.toThrow("went down");
  const counts = await step({ transport: new ScriptedTransport() }, 1);
  expect(counts.sent).toBe(4);
  expect(sends).toBe(3);
  expect(await takeBatch(warehouse, later(10_000))).toEqual([]);
});
