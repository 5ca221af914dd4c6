import { describe, expect, test } from "vitest";
import { foldEnds } from "../../../reports/delivery/fold-ends.ts";
import { mailCounts } from "../../../reports/delivery/mail-counts.ts";
import { type NewNotice, writeNotice } from "../../../reports/delivery/outbox.ts";
import { NOTHING_SENT, sendWaiting } from "../../../reports/delivery/send.ts";
import { takeBatch } from "../../../reports/delivery/take-batch.ts";
import type { Transport } from "../../../reports/delivery/transport.ts";
import type { Warehouse } from "../../../warehouse/engine/warehouse.ts";
import { smallDeployment } from "../../rules/cases/small-deployment.ts";
import { ScriptedTransport } from "./scripted-transport.ts";

const START = "2026-03-11T18:30:00.000Z";
const FROM = "fengsui@example.org";
const later = (minutes: number) => new Date(Date.parse(START) + minutes * 60_000).toISOString();

const notice = (id: string, tier = "II"): NewNotice => ({
  id,
  caseId: "2026-0001",
  seq: 1,
  night: 1,
  office: "990101",
  tier,
  subject: `题目 ${id}`,
  text: "正文",
  html: "<p>正文</p>",
});

/** An outbox with a notice to these recipients; a notice of another tier may be given first. */
async function outboxWith(...parts: readonly (string | NewNotice[])[]): Promise<Warehouse> {
  const warehouse = await smallDeployment();
  const [given = notice("n1")] = parts.flatMap((part) => (typeof part === "string" ? [] : part));
  const recipients = parts.filter((part) => typeof part === "string");
  await writeNotice(warehouse, given, recipients, { now: START, domain: "example.org" });
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
    expect(await send(warehouse, transport)).toEqual({ ...NOTHING_SENT, sent: 2 });
    expect(await send(warehouse, transport, 10_000)).toEqual(NOTHING_SENT);
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
    expect(await send(warehouse, transport)).toEqual({ ...NOTHING_SENT, sent: 2, refused: 1 });
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
  test.each([
    { tier: "I", days: 3 },
    { tier: "II", days: 3 },
    { tier: "III", days: 5 },
    { tier: "IV", days: 5 },
  ])(
    "tier $tier: waits double up to twelve hours, and after $days days the message is dead",
    async ({ tier, days }) => {
      const warehouse = await outboxWith([notice("n1", tier)], "a@example.org");
      const transport = new ScriptedTransport(() => "try-again");
      const tried: number[] = [];
      for (let minute = 0; minute <= 6 * 24 * 60; minute += await untilNext(warehouse, minute)) {
        const before = transport.messages.length;
        await send(warehouse, transport, minute);
        if (transport.messages.length > before) tried.push(minute);
      }
      const waits = tried.slice(1).map((minute, at) => minute - tried[at]!);
      expect(waits[0]).toBeGreaterThanOrEqual(1.5);
      expect(waits[0]).toBeLessThanOrEqual(2.5);
      for (const [at, wait] of waits.slice(0, -1).entries()) {
        expect(wait).toBeGreaterThanOrEqual(Math.min(12 * 60, 2 ** (at + 1) * 0.75) - 0.01);
        expect(wait).toBeLessThanOrEqual(Math.min(12 * 60, 2 ** (at + 1) * 1.26) + 0.01);
      }
      expect(tried.at(-1)).toBe(days * 24 * 60);
      expect(tried.length).toBeGreaterThan(12);
      expect((await states(warehouse)).map(({ state }) => state)).toEqual(["dead"]);
      expect(await mailCounts(warehouse, 1)).toEqual({ sent: 0, waiting: 0, refused: 0, dead: 1 });
    },
  );

  test("messages that failed together are not tried together, and the same message waits the same", async () => {
    const waits = async () => {
      const warehouse = await outboxWith("a@example.org", "b@example.org", "c@example.org");
      await send(warehouse, new ScriptedTransport(() => "try-again"));
      return warehouse.rows<{ next: string }>("SELECT next_attempt AS next FROM delivery ORDER BY recipient");
    };
    const first = await waits();
    expect(new Set(first.map(({ next }) => next)).size).toBe(3);
    expect(await waits()).toEqual(first);
  });

  test("a try made in the future, before the clock was set back, holds nothing up", async () => {
    const warehouse = await outboxWith("a@example.org");
    await send(warehouse, new ScriptedTransport(() => "try-again"), 3 * 24 * 60 - 1);
    expect(await send(warehouse, new ScriptedTransport(), 10)).toEqual({ ...NOTHING_SENT, sent: 1 });
  });

  test("a server that comes back gets the message that waited, under the same id", async () => {
    const warehouse = await outboxWith("a@example.org");
    let down = true;
    const transport = new ScriptedTransport(() => (down ? "try-again" : "sent"));
    expect(await send(warehouse, transport)).toEqual({ ...NOTHING_SENT, waiting: 1 });
    down = false;
    expect(await send(warehouse, transport, 1)).toEqual(NOTHING_SENT);
    expect(await send(warehouse, transport, 3)).toEqual({ ...NOTHING_SENT, sent: 1 });
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
    expect((await states(warehouse)).map(({ state }) => state).sort()).toEqual(["sent", "waiting"]);
    const again = new ScriptedTransport();
    expect((await send(warehouse, again)).sent).toBe(1);
    expect(again.messages).toEqual(crashing.messages.slice(1));
  });

  test("what the sent log holds is not sent again, whatever the delivery says", async () => {
    const warehouse = await outboxWith("a@example.org");
    await send(warehouse, new ScriptedTransport());
    await warehouse.run("UPDATE delivery SET state = 'waiting'");
    expect(await takeBatch(warehouse, later(1_000_000))).toEqual([]);
  });

  test("the same ends folded twice are recorded once", async () => {
    const warehouse = await outboxWith("a@example.org", "b@example.org", "c@example.org");
    const outcomes = ["sent", "try-again", "refused"] as const;
    const ends = (await takeBatch(warehouse, START)).map(({ id, messageId }, at) => ({
      ...{ delivery: id, messageId, tries: 1, outcome: outcomes[at]!, stage: null, detail: "", at: START },
      transport: "scripted",
    }));
    const trouble = {
      session: true,
      stage: "greeting",
      detail: "421",
      at: START,
      transport: "smtp",
    } as const;
    const lines = [...ends, ...ends, trouble, trouble];
    expect(await foldEnds(warehouse, lines)).toEqual({ sent: 1, waiting: 1, refused: 1, dead: 0 });
    const before = await everything(warehouse);
    expect(await foldEnds(warehouse, lines)).toEqual({ sent: 0, waiting: 0, refused: 0, dead: 0 });
    expect(await everything(warehouse)).toEqual(before);
    expect(before).toMatchObject([{ n: 3 }, { n: 1 }, { n: 1 }, {}, {}, {}]);
  });

  test("a message that was accepted is sent, even where a later try is recorded before", async () => {
    const warehouse = await outboxWith("a@example.org");
    const [{ id, messageId } = { id: "", messageId: "" }] = await takeBatch(warehouse, START);
    const end = { delivery: id, messageId, stage: null, detail: "", at: START, transport: "scripted" };
    await foldEnds(warehouse, [{ ...end, tries: 1, outcome: "try-again" }]);
    await foldEnds(warehouse, [{ ...end, tries: 1, outcome: "sent" }]);
    expect(await states(warehouse)).toMatchObject([{ state: "sent" }]);
    await foldEnds(warehouse, [{ ...end, tries: 2, outcome: "refused" }]);
    expect(await states(warehouse)).toMatchObject([{ state: "sent" }]);
  });
});

/** Counts of attempts, sent log and sessions, and every delivery as it stands. */
const everything = (warehouse: Warehouse) =>
  warehouse.rows(
    `SELECT count(*) AS n, NULL AS row FROM delivery_attempt UNION ALL SELECT count(*), NULL FROM sent_log
     UNION ALL SELECT count(*), NULL FROM mail_session
     UNION ALL SELECT NULL, to_json(delivery) FROM delivery ORDER BY row NULLS FIRST, n DESC`,
  );

/** Minutes until the next message is due, at least a minute. */
async function untilNext(warehouse: Warehouse, minute: number): Promise<number> {
  const [next] = await warehouse.rows<{ at: string | null }>(
    `SELECT min(next_attempt) AS "at" FROM delivery WHERE state = 'waiting'`,
  );
  if (!next?.at) return 6 * 24 * 60;
  return Math.max((Date.parse(next.at) - Date.parse(later(minute))) / 60_000, 0.001);
}

test("the same notice cannot be written twice", async () => {
  const warehouse = await outboxWith("a@example.org");
  await expect(
    writeNotice(warehouse, notice("n1"), ["a@example.org"], { now: START, domain: "example.org" }),
  ).rejects.toThrow();
});
