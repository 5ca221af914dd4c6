import { describe, expect, test } from "vitest";
import { lastAccepted, sessionTrouble } from "../../../reports/delivery/mail-session.ts";
import { NOTHING_SENT, sendWaiting } from "../../../reports/delivery/send.ts";
import { shutTransport } from "../../../reports/delivery/smtp.ts";
import { good, later, peerOutbox, START } from "./peer-outbox.ts";
import type { Script } from "./scripted-peer.ts";

const always =
  (stage: string, act: ReturnType<Script>): Script =>
  (point) =>
    point.stage === stage ? act : undefined;

describe("trouble of the session keeps the messages", () => {
  test.each([
    { name: "no greeting", stage: "greeting", act: { silent: true }, most: 2 },
    { name: "turned away at the door", stage: "greeting", act: "554 5.7.1 not you", most: 2 },
    { name: "too busy", stage: "greeting", act: "421 4.3.2 busy", most: 2 },
    { name: "cut before the greeting", stage: "greeting", act: { drop: true }, most: 2 },
    { name: "EHLO refused", stage: "ehlo", act: "421 4.3.2 no", most: 2 },
    { name: "cut at EHLO", stage: "ehlo", act: { drop: true }, most: 2 },
    { name: "the sender refused", stage: "mail-from", act: "550 5.1.8 sender rejected", most: 6 },
    { name: "no space", stage: "mail-from", act: "452 4.3.1 no space", most: 6 },
    { name: "silent at the sender", stage: "mail-from", act: { silent: true }, most: 11 },
    { name: "no relaying", stage: "rcpt-to", act: "554 5.7.1 Relay access denied", most: 6 },
    { name: "login wanted", stage: "rcpt-to", act: "530 5.7.0 authentication required", most: 6 },
    { name: "shutting down", stage: "rcpt-to", act: "421 4.3.2 shutting down", most: 11 },
  ] as const)("$name: thirty messages wait untried", async ({ stage, act, most }) => {
    const { send, states, peer, warehouse } = await peerOutbox(good(30), { script: always(stage, act) });
    // No stall, so that a busy machine opens no more connections.
    const counts = await send(0, { stallsAfter: 30_000 });
    expect(counts).toMatchObject({ sent: 0, waiting: 30, refused: 0, dead: 0 });
    expect(counts.session).not.toBeNull();
    expect(new Set((await states()).map(({ state, attempts }) => `${state} ${attempts}`))).toEqual(
      new Set(["waiting 0"]),
    );
    expect(peer.connections).toBeLessThanOrEqual(most);
    expect(await sessionTrouble(warehouse)).toMatchObject({ since: START, at: START, stage });
    expect(await lastAccepted(warehouse)).toBeNull();
  });

  test.each([
    {
      name: "does not offer it",
      offers: [],
      script: always("starttls", "502 5.5.1 not here"),
      stage: "starttls",
    },
    {
      name: "refuses it",
      offers: ["STARTTLS"],
      script: always("starttls", "454 4.7.0 not now"),
      stage: "starttls",
    },
    {
      name: "promises it and does not start it",
      offers: ["STARTTLS"],
      script: () => undefined,
      stage: "tls",
    },
  ])("STARTTLS is asked for and the server $name", async ({ offers, script, stage }) => {
    const { send, warehouse, peer } = await peerOutbox(good(4), { script, offers }, { security: "starttls" });
    expect(await send()).toMatchObject({ sent: 0, waiting: 4 });
    expect(await sessionTrouble(warehouse)).toMatchObject({ stage });
    expect(peer.connections).toBe(2);
    expect(peer.received).toEqual([]);
  });

  test("a wrong password is tried twice, not once for each message", async () => {
    const { send, warehouse, peer } = await peerOutbox(
      good(10),
      { script: always("login", "535 5.7.8 bad credentials"), offers: ["AUTH PLAIN"] },
      { user: "fengsui", password: "wrong" },
    );
    expect(await send()).toMatchObject({ sent: 0, waiting: 10, refused: 0 });
    expect(peer.connections).toBe(2);
    expect(await sessionTrouble(warehouse)).toMatchObject({ stage: "login" });
  });

  test("a password that is not set stops only the sending, and is named", async () => {
    const { warehouse } = await peerOutbox(good(3));
    const shut = shutTransport("smtp", "password not set (MAIL_PASSWORD)");
    expect(await sendWaiting(warehouse, shut, "fengsui@example.org", START)).toEqual({
      ...{ ...NOTHING_SENT, waiting: 3 },
      session: "password not set (MAIL_PASSWORD)",
    });
    expect(await sessionTrouble(warehouse)).toMatchObject({ detail: "password not set (MAIL_PASSWORD)" });
  });

  test("after any number of such steps nothing is dead, and all are sent when the server is mended", async () => {
    let isDown = true;
    const { send, states, warehouse } = await peerOutbox(good(6), {
      script: ({ stage }) => (isDown && stage === "mail-from" ? "550 5.1.8 sender rejected" : undefined),
    });
    for (let day = 0; day < 8; day++)
      expect(await send(day * 24 * 60)).toMatchObject({ waiting: 6, dead: 0 });
    expect((await sessionTrouble(warehouse))?.since).toBe(START);
    isDown = false;
    expect(await send(8 * 24 * 60)).toEqual({ ...NOTHING_SENT, sent: 6 });
    expect((await states()).every(({ attempts }) => attempts === 1)).toBe(true);
    expect(await sessionTrouble(warehouse)).toBeNull();
    expect(await lastAccepted(warehouse)).toBe(later(8 * 24 * 60));
  });

  test("a server that takes everything and answers nothing ends the session after few messages", async () => {
    const { send, states } = await peerOutbox(good(60), { script: always("text", { silent: true }) });
    const counts = await send();
    expect(counts).toMatchObject({ sent: 0, waiting: 60 });
    expect(counts.session).not.toBeNull();
    const tried = (await states()).filter(({ attempts }) => attempts > 0);
    // Those under way when the first of them ended, and the four that took the places of the first ends.
    expect(tried.length).toBeLessThanOrEqual(24);
  });
});

describe("the end of a step", () => {
  test("the whole has a deadline: what has not ended is kept, none of its tries used up", async () => {
    const { send, states } = await peerOutbox(good(30), { script: always("text", { silent: true }) });
    const counts = await send(0, { deadline: 60_000, wholeDeadline: 300 });
    expect(counts).toEqual({ ...NOTHING_SENT, waiting: 30 });
    expect((await states()).every(({ attempts }) => attempts === 0)).toBe(true);
  });

  test("a service that stops begins nothing more", async () => {
    const stop = new AbortController();
    const { send, peer } = await peerOutbox(good(30), {
      script: ({ stage, recipient }) => {
        if (stage === "text" && recipient === "good2@example.org") stop.abort();
        return undefined;
      },
    });
    const counts = await send(0, { signal: stop.signal });
    expect(counts.sent + counts.waiting).toBe(30);
    expect(counts.sent).toBeLessThan(20);
    expect(peer.confirmed).toHaveLength(counts.sent);
  });
});
