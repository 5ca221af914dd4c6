import { describe, expect, test } from "vitest";
import { mailCounts } from "../../../reports/delivery/mail-counts.ts";
import {
  type NewNotice,
  recordAttempts,
  waitingDeliveries,
  writeNotice,
} from "../../../reports/delivery/outbox.ts";
import { sendWaiting } from "../../../reports/delivery/send.ts";
import type { Transport } from "../../../reports/delivery/transport.ts";
import type { Warehouse } from "../../../warehouse/engine/warehouse.ts";
import { smallDeployment } from "../../rules/cases/small-deployment.ts";
import { ScriptedTransport } from "./scripted-transport.ts";

const START = "2026-03-11T18:30:00.000Z";
const FROM = "fengsui@example.org";
const later = (minutes: number) => new Date(Date.parse(START) + minutes * 60_000).toISOString();

const notice = (id: string): NewNotice => ({
  id,
  caseId: "2026-0001",
  seq: 1,
  night: 1,
  office: "990101",
  tier: "II",
  subject: `题目 ${id}`,
  text: "正文",
  html: "<p>正文</p>",
});

async function outboxWith(...recipients: readonly string[]): Promise<Warehouse> {
  const warehouse = await smallDeployment();
  await writeNotice(warehouse, notice("n1"), recipients, { now: START, domain: "example.org" });
  return warehouse;
}
const send = (warehouse: Warehouse, transport: Transport, minutes = 0) =>
  sendWaiting(warehouse, transport, FROM, later(minutes));
const states = (warehouse: Warehouse) =>
  warehouse.rows<{ recipient: string; state: string; attempts: number }>(
    "SELECT recipient, state, attempts FROM delivery ORDER BY recipient",
  );

describe("sending", () => {
  test("each recipient gets one message, once, as it was written", async () => {
    const warehouse = await outboxWith("a@example.org", "b@example.org");
    const transport = new ScriptedTransport();
    expect(await send(warehouse, transport)).toEqual({ sent: 2, waiting: 0, refused: 0 });
    expect(await send(warehouse, transport, 10_000)).toEqual({ sent: 0, waiting: 0, refused: 0 });
    expect(transport.recipients.sort()).toEqual(["a@example.org", "b@example.org"]);
    expect(transport.messages[0]).toMatchObject({
      from: FROM,
      subject: "题目 n1",
      text: "正文",
      html: "<p>正文</p>",
      date: new Date(START),
    });
    const ids = transport.messages.map(({ messageId }) => messageId);
    expect(new Set(ids).size).toBe(2);
    for (const id of ids) expect(id).toMatch(/^<n1\.[0-9a-f]{12}@example\.org>$/);
  });

  test("the sent log holds only what was sent, with the way it went", async () => {
    const warehouse = await outboxWith("a@example.org", "bad@example.org", "later@example.org");
    await send(
      warehouse,
      new ScriptedTransport(({ to }) =>
        to.startsWith("bad") ? "refused" : to.startsWith("later") ? "try-again" : "sent",
      ),
    );
    expect(
      await warehouse.rows(
        "SELECT recipient, transport FROM sent_log JOIN delivery ON id = sent_log.delivery",
      ),
    ).toEqual([{ recipient: "a@example.org", transport: "scripted" }]);
    expect(await mailCounts(warehouse, 1)).toEqual({ sent: 1, waiting: 1, refused: 1, dead: 0 });
    expect(await warehouse.rows("SELECT outcome, detail FROM delivery_attempt ORDER BY outcome")).toEqual([
      { outcome: "refused", detail: "refused by script" },
      { outcome: "sent", detail: "sent by script" },
      { outcome: "try-again", detail: "try-again by script" },
    ]);
  });

  test("one bad address holds up no other, and refused is final", async () => {
    const warehouse = await outboxWith("a@example.org", "bad@example.org", "c@example.org");
    const transport = new ScriptedTransport(({ to }) => (to.startsWith("bad") ? "refused" : "sent"));
    expect(await send(warehouse, transport)).toEqual({ sent: 2, waiting: 0, refused: 1 });
    expect((await states(warehouse)).map(({ state }) => state)).toEqual(["sent", "refused", "sent"]);
    await send(warehouse, transport, 100_000);
    expect(transport.recipients).toHaveLength(3);
  });

  test("many messages go in batches, all of them, oldest first", async () => {
    const warehouse = await smallDeployment();
    for (let at = 0; at < 3; at++) {
      const to = Array.from({ length: 20 }, (_, number) => `p${number}@example.org`);
      await writeNotice(warehouse, notice(`n${at}`), to, { now: later(-at), domain: "example.org" });
    }
    const transport = new ScriptedTransport();
    expect((await send(warehouse, transport)).sent).toBe(60);
    const subjects = transport.messages.map(({ subject }) => subject);
    expect(subjects.slice(0, 20)).toEqual(Array(20).fill("题目 n2"));
    expect(subjects.slice(40)).toEqual(Array(20).fill("题目 n0"));
  });
});

describe("trying again", () => {
  test("waits grow, and after eight attempts the message is dead", async () => {
    const warehouse = await outboxWith("a@example.org");
    const transport = new ScriptedTransport(() => "try-again");
    const tried: number[] = [];
    const quarterHours = 7 * 24 * 4;
    for (let step = 0; step <= quarterHours * 3; step++) {
      const before = transport.messages.length;
      await send(warehouse, transport, step * 5);
      if (transport.messages.length > before) tried.push(step * 5);
    }
    const waits = tried.slice(1).map((minute, at) => minute - tried[at]!);
    expect(waits).toEqual([5, 15, 60, 240, 720, 1440, 1440]);
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(await states(warehouse)).toEqual([{ recipient: "a@example.org", state: "dead", attempts: 8 }]);
    expect(await mailCounts(warehouse, 1)).toEqual({ sent: 0, waiting: 0, refused: 0, dead: 1 });
  });

  test("a server that comes back gets the message that waited, under the same id", async () => {
    const warehouse = await outboxWith("a@example.org");
    let down = true;
    const transport = new ScriptedTransport(() => (down ? "try-again" : "sent"));
    expect(await send(warehouse, transport)).toEqual({ sent: 0, waiting: 1, refused: 0 });
    down = false;
    expect(await send(warehouse, transport, 4)).toEqual({ sent: 0, waiting: 0, refused: 0 });
    expect(await send(warehouse, transport, 5)).toEqual({ sent: 1, waiting: 0, refused: 0 });
    const [first, second] = transport.messages;
    expect(second).toEqual(first);
  });
});

describe("a crash between sending and recording", () => {
  test("repeats the message under the same Message-ID, so that its reader knows it", async () => {
    const warehouse = await outboxWith("a@example.org", "b@example.org");
    let sends = 0;
    const crashing = new ScriptedTransport(() => (++sends === 2 ? "crash" : "sent"));
    await expect(send(warehouse, crashing)).rejects.toThrow("went down");
    const again = new ScriptedTransport();
    expect((await send(warehouse, again)).sent).toBe(2);
    expect(again.messages).toEqual(crashing.messages);
  });

  test("what the sent log holds is not sent again, whatever the delivery says", async () => {
    const warehouse = await outboxWith("a@example.org");
    await send(warehouse, new ScriptedTransport());
    await warehouse.run("UPDATE delivery SET state = 'waiting'");
    expect(await waitingDeliveries(warehouse, later(1_000_000))).toEqual([]);
  });

  test("ends are recorded whole or not at all", async () => {
    const warehouse = await outboxWith("a@example.org", "b@example.org");
    const [delivery] = await waitingDeliveries(warehouse, START);
    const sent = { delivery: delivery!, outcome: "sent" as const, detail: "", transport: "scripted" };
    await expect(recordAttempts(warehouse, [sent, sent], START)).rejects.toThrow();
    expect((await states(warehouse)).map(({ state }) => state)).toEqual(["waiting", "waiting"]);
    expect(await warehouse.rows("SELECT * FROM delivery_attempt")).toEqual([]);
  });
});

test("the same notice cannot be written twice", async () => {
  const warehouse = await outboxWith("a@example.org");
  await expect(
    writeNotice(warehouse, notice("n1"), ["a@example.org"], { now: START, domain: "example.org" }),
  ).rejects.toThrow();
});
