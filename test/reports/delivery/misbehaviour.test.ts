import { describe, expect, test } from "vitest";
import { NOTHING_SENT } from "../../../reports/delivery/send.ts";
import { good, peerOutbox } from "./peer-outbox.ts";
import type { Act, Script } from "./scripted-peer.ts";

const BAD = "bad@example.org";
const SILENT: Act = { silent: true };
const DROP: Act = { drop: true };

/** A script that does this to one recipient at one stage, every time. */
const toBad =
  (stage: string, act: Act): Script =>
  (point) =>
    point.recipient === BAD && point.stage === stage ? act : undefined;

describe("one recipient's trouble in a session that works", () => {
  test.each([
    { stage: "rcpt-to", act: "550 5.1.1 no such user", state: "refused" },
    { stage: "rcpt-to", act: "551 5.1.6 moved", state: "refused" },
    { stage: "rcpt-to", act: "553 5.1.3 bad name", state: "refused" },
    { stage: "rcpt-to", act: "421 4.3.2 shutting down", state: "waiting" },
    { stage: "rcpt-to", act: "450 4.2.0 busy", state: "waiting" },
    { stage: "rcpt-to", act: "451 4.7.1 greylisted", state: "waiting" },
    { stage: "rcpt-to", act: "452 4.2.2 quota", state: "waiting" },
    { stage: "rcpt-to", act: "552 5.2.2 full", state: "waiting" },
    { stage: "rcpt-to", act: "554 5.7.1 Relay access denied", state: "waiting" },
    { stage: "rcpt-to", act: SILENT, state: "waiting" },
    { stage: "rcpt-to", act: DROP, state: "waiting" },
    { stage: "data", act: "421 4.3.2 shutting down", state: "waiting" },
    { stage: "data", act: "451 4.3.0 not now", state: "waiting" },
    { stage: "data", act: "552 5.2.2 full", state: "waiting" },
    { stage: "data", act: "554 5.6.0 never", state: "refused" },
    { stage: "data", act: SILENT, state: "waiting" },
    { stage: "data", act: DROP, state: "waiting" },
    { stage: "text", act: "421 4.3.2 shutting down", state: "waiting" },
    { stage: "text", act: "450 4.2.0 busy", state: "waiting" },
    { stage: "text", act: "451 4.3.0 not now", state: "waiting" },
    { stage: "text", act: "452 4.3.1 no space", state: "waiting" },
    { stage: "text", act: "550 5.7.1 spam", state: "refused" },
    { stage: "text", act: "552 5.2.2 full", state: "waiting" },
    { stage: "text", act: SILENT, state: "waiting" },
    { stage: "text", act: DROP, state: "waiting" },
  ] as const)(
    "$act at $stage: that message is $state, all others are sent",
    async ({ stage, act, state }) => {
      const others = good(9);
      const { send, states, peer } = await peerOutbox([...others.slice(0, 2), BAD, ...others.slice(2)], {
        script: toBad(stage, act),
      });
      const counts = await send();
      expect(counts).toMatchObject({ sent: 9, [state]: 1, session: null });
      expect((await states()).find(({ recipient }) => recipient === BAD)).toEqual({
        ...{ recipient: BAD, state, attempts: 1, stage },
      });
      expect([...peer.confirmed].sort()).toEqual(others);
    },
  );

  test.each([
    { name: "a reply", offers: [] },
    { name: "a reply to commands sent together", offers: ["PIPELINING"] },
  ])("the stage of $name is known", async ({ offers }) => {
    const script: Script = ({ stage, recipient }) => {
      if (stage === "rcpt-to" && recipient === BAD) return "550 5.1.1 no such user";
      return stage === "text" && recipient === "good1@example.org" ? "554 5.7.1 spam" : undefined;
    };
    const { send, states, peer } = await peerOutbox([BAD, ...good(4)], { script, offers });
    expect(await send()).toMatchObject({ sent: 3, refused: 2, session: null });
    const stages = Object.fromEntries((await states()).map(({ recipient, stage }) => [recipient, stage]));
    expect(stages).toMatchObject({ [BAD]: "rcpt-to", "good1@example.org": "text" });
    expect(peer.confirmed).toHaveLength(3);
  });

  test.each([SILENT, DROP, "421 4.3.2 bye", "451 4.3.0 wait", "550 5.1.8 sender refused"])(
    "%j at MAIL FROM, once: all are sent, each once",
    async (act) => {
      const script: Script = ({ stage, before }) => (stage === "mail-from" && before === 3 ? act : undefined);
      const { send, peer } = await peerOutbox(good(12), { script });
      expect(await send()).toEqual({ ...NOTHING_SENT, sent: 12 });
      expect([...peer.confirmed].sort()).toEqual([...good(12)].sort());
    },
  );
});

describe("a message that may have arrived", () => {
  test.each([DROP, SILENT])("%j after the text: waits, and is repeated with the same bytes", async (act) => {
    const script: Script = ({ stage, recipient, before }) =>
      stage === "text" && recipient === BAD && before === 0 ? act : undefined;
    const { send, peer, states } = await peerOutbox([BAD, ...good(3)], { script });
    expect(await send()).toMatchObject({ sent: 3, waiting: 1 });
    expect(await states()).toContainEqual({ recipient: BAD, state: "waiting", attempts: 1, stage: "text" });
    expect(await send(5)).toEqual({ ...NOTHING_SENT, sent: 1 });
    const received = peer.received.filter(({ recipient }) => recipient === BAD);
    expect(received).toHaveLength(2);
    expect(received[1]!.messageId).toBe(received[0]!.messageId);
    expect(received[1]!.text).toBe(received[0]!.text);
  });
});

describe("who stalls keeps nobody waiting", () => {
  test.each(["rcpt-to", "data", "text"] as const)("the first address is silent at %s", async (stage) => {
    const { send, peer, warehouse } = await peerOutbox([BAD, ...good(30)], { script: toBad(stage, SILENT) });
    const order: string[] = [];
    await send(0, { deadline: 1_500 });
    const ends = await warehouse.rows<{ recipient: string }>(
      "SELECT recipient FROM delivery_attempt JOIN delivery ON delivery.id = delivery ORDER BY delivery_attempt.rowid",
    );
    order.push(...ends.map(({ recipient }) => recipient));
    expect(peer.named[0]).toBe(BAD);
    expect(order.at(-1)).toBe(BAD);
    expect(peer.confirmed).toHaveLength(30);
  });

  test("seven silent addresses, more than there are places, and forty good after them", async () => {
    const silent = Array.from({ length: 7 }, (_, at) => `bad${at}@example.org`);
    const script: Script = ({ stage, recipient }) =>
      stage === "rcpt-to" && recipient?.startsWith("bad") ? SILENT : undefined;
    const { send, peer, warehouse } = await peerOutbox([...silent, ...good(40)], { script });
    expect(await send(0, { deadline: 2_000 })).toMatchObject({ sent: 40, waiting: 7, session: null });
    const [late] = await warehouse.rows<{ n: number }>(
      `WITH ends AS (SELECT outcome, delivery_attempt.rowid AS place FROM delivery_attempt)
       SELECT count(*) AS n FROM ends WHERE outcome = 'sent' AND place > (SELECT min(place) FROM ends WHERE outcome <> 'sent')`,
    );
    expect(late).toEqual({ n: 0 });
    expect(peer.mostOpen).toBeLessThanOrEqual(20);
  });
});

describe("more silent addresses than may be under way", () => {
  const silent = Array.from({ length: 12 }, (_, at) => `bad${at}@example.org`);
  const script: Script = ({ stage, recipient }) =>
    stage === "rcpt-to" && recipient?.startsWith("bad") ? SILENT : undefined;

  test("where the server is quick to others, the silent are given up long before their deadline", async () => {
    const { send, peer } = await peerOutbox([...good(10), ...silent, "last@example.org"], { script });
    // With the deadline of an hour this ends only because places are given up; the last two are under way when nobody waits any more.
    const sending = send(0, { deadline: 3_600_000, most: 5, wholeDeadline: 3_000 });
    expect(await sending).toMatchObject({ sent: 11, refused: 0, dead: 0 });
    expect(peer.confirmed).toContain("last@example.org");
  });

  test("where it is slow to all, nobody is given up before the deadline", async () => {
    const { send, states } = await peerOutbox(good(12), { slow: 60 });
    expect(await send(0, { deadline: 10_000, stallsAfter: 20, most: 6 })).toEqual({
      ...NOTHING_SENT,
      sent: 12,
    });
    expect((await states()).every(({ attempts }) => attempts === 1)).toBe(true);
  });
});

describe("a server that takes fewer connections than we would open", () => {
  test("two at once: all are sent, and nothing is held against the messages", async () => {
    const outbox = await peerOutbox(good(40), {
      script: ({ stage }) =>
        stage === "greeting" && outbox.peer.open > 2 ? "421 4.7.0 too many" : undefined,
    });
    expect(await outbox.send()).toEqual({ ...NOTHING_SENT, sent: 40 });
    expect((await outbox.states()).every(({ attempts }) => attempts === 1)).toBe(true);
  });
});
