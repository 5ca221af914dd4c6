import { describe, expect, test } from "vitest";
import { followUp } from "../../../reports/delivery/follow-up.ts";
import { writeLetters, writeNotice } from "../../../reports/delivery/outbox.ts";
import { resendDelivery } from "../../../reports/delivery/resend.ts";
import { sendWaiting } from "../../../reports/delivery/send.ts";
import { undelivered } from "../../../reports/delivery/undelivered.ts";
import { undeliveredLines } from "../../../reports/delivery/undelivered-text.ts";
import type { Warehouse } from "../../../warehouse/engine/warehouse.ts";
import { smallDeployment } from "../../rules/cases/small-deployment.ts";
import { directory, office, SMALL_OFFICES } from "./directory-of.ts";
import { later, START } from "./peer-outbox.ts";
import { ScriptedTransport } from "./scripted-transport.ts";

const FIRM = "样例银岭煤业有限公司";
const AT = { now: START, domain: "example.org" };
const offices = SMALL_OFFICES.map((each) => ({
  ...each,
  contacts: each.contacts.map((contact, at) => ({ ...contact, telephone: `0470-${each.id}-${at}` })),
}));
const setting = (more: object = {}) => ({
  ...({
    language: "zh-CN",
    zone: "Asia/Shanghai",
    directory: directory(offices),
    domain: "example.org",
  } as const),
  operations: { operator: "operator@example.org", other: "deputy@example.org" },
  ...more,
});

/** A notice of a case to the duty desk of an office, and what sending it takes. */
async function outbox(tier = "I", to: readonly string[] = ["duty.990101@example.org"]): Promise<Warehouse> {
  const warehouse = await smallDeployment();
  await warehouse.run("INSERT INTO risk_case BY NAME SELECT '2026-0001' AS id, '990101' AS area");
  await notice(warehouse, 1, tier, to);
  return warehouse;
}

const notice = (warehouse: Warehouse, seq: number, tier: string, to: readonly string[]) =>
  writeNotice(
    warehouse,
    {
      ...{ id: `2026-0001-${seq}-990101`, caseId: "2026-0001", seq, night: 1, office: "990101", tier },
      ...{ subject: `题目 ${FIRM}`, text: `情况：${FIRM}报告关闭`, html: `<p>${FIRM}</p>` },
    },
    to,
    { ...AT, now: later(seq) },
  );

const receipts = (warehouse: Warehouse, ids: readonly string[]) =>
  writeLetters(
    warehouse,
    ids.map((id) => ({
      ...{
        id: `receipt-${id}`,
        kind: "receipt",
        night: 1,
        office: id,
        subject: "回执",
        text: "t",
        html: "h",
      },
      ...{ attachments: [], recipients: [`duty.${id}@example.org`] },
    })),
    AT,
  );

const refusing = (...bad: readonly string[]) =>
  new ScriptedTransport(({ to }) => (bad.some((part) => to.startsWith(part)) ? "refused" : "sent"));
const send = (warehouse: Warehouse, transport: ScriptedTransport, minutes = 10, more: object = {}) =>
  sendWaiting(warehouse, transport, "fengsui@example.org", later(minutes), { followUp: setting(more) });
const letters = (warehouse: Warehouse) =>
  warehouse.rows<{ subject: string; text: string }>(
    "SELECT subject, body_text AS text FROM letter WHERE kind = 'operations' ORDER BY id",
  );

describe("a notice that is refused", () => {
  test("goes to the head, once, and the operator hears of case, tier, area, office and numbers", async () => {
    const warehouse = await outbox();
    const transport = refusing("duty.");
    expect(await send(warehouse, transport)).toMatchObject({ sent: 3, refused: 1, dead: 0 });
    expect(transport.recipients.slice(0, 1)).toEqual(["duty.990101@example.org"]);
    expect([...transport.recipients].sort()).toEqual([
      ...["deputy@example.org", "duty.990101@example.org", "head.990101@example.org", "operator@example.org"],
    ]);
    const toHead = transport.messages.find(({ to }) => to.startsWith("head"))!;
    expect(toHead.text).toBe(transport.messages[0]!.text);
    const [letter, ...others] = await letters(warehouse);
    expect(others).toEqual([]);
    expect(letter!.subject).toBe("【未送达】预警提示1封（最高Ⅰ级（红色））");
    for (const part of [
      "2026-0001",
      "Ⅰ级（红色）",
      "甲一旗",
      "990101人社局",
      "0470-990101-0",
      "0470-990101-2",
    ])
      expect(letter!.text).toContain(part);
    expect(letter!.text).toContain("同一内容已改发：head.990101@example.org");
    expect(`${letter!.subject}${letter!.text}`).not.toContain(FIRM);
  });

  test("a daily letter with parts of several offices goes to nobody else of either", async () => {
    const warehouse = await outbox("I", []);
    await receipts(warehouse, ["990101"]);
    for (const part of ["990101", "990102"])
      await warehouse.run("INSERT INTO letter_part VALUES ('receipt-990101', $part, $part, 'changes')", {
        part,
      });
    const transport = refusing("duty.");
    await send(warehouse, transport);
    expect([...transport.recipients].sort()).toEqual([
      ...["deputy@example.org", "duty.990101@example.org", "operator@example.org"],
    ]);
  });

  test("where the next contact refuses too, it goes no further, and both are listed", async () => {
    const warehouse = await outbox();
    const transport = refusing("duty.", "head.");
    await send(warehouse, transport);
    expect(transport.recipients.filter((to) => to.startsWith("leadership"))).toEqual([]);
    const listed = await undelivered(warehouse);
    expect(listed.map(({ recipient }) => recipient).sort()).toEqual([
      ...["duty.990101@example.org", "head.990101@example.org"],
    ]);
    expect(listed[0]).toMatchObject({
      ...{ caseId: "2026-0001", tier: "I", area: "990101", office: "990101", state: "refused" },
      ...{ reason: "refused by script", at: later(10), reached: null },
    });
    const [line] = undeliveredLines(listed, setting());
    expect(line).toContain("0470-990101-0");
    expect(await letters(warehouse)).toHaveLength(2);
  });

  test("who is a recipient already is not written to again", async () => {
    const warehouse = await outbox("II", ["duty.990101@example.org", "head.990101@example.org"]);
    const transport = refusing("duty.");
    await send(warehouse, transport);
    expect(transport.recipients.filter((to) => to.startsWith("head"))).toHaveLength(1);
    expect(transport.recipients).toContain("leadership.990101@example.org");
    const [listed] = await undelivered(warehouse);
    expect(listed!.reached).not.toBeNull();
  });

  test("the numbers stand only where somebody must be called", async () => {
    const warehouse = await outbox("III");
    await send(warehouse, refusing("duty.", "head."));
    for (const { text } of await letters(warehouse)) expect(text).not.toContain("0470");
    expect(undeliveredLines(await undelivered(warehouse), setting()).join()).not.toContain("0470");
  });

  test("a later notice of the case that arrives replaces it", async () => {
    const warehouse = await outbox();
    await send(warehouse, refusing("duty.", "head."));
    await notice(warehouse, 20, "II", ["duty.990101@example.org"]);
    await send(warehouse, refusing(), 30);
    expect(await undelivered(warehouse)).toEqual([]);
  });

  test("an office without another contact: the letter says so", async () => {
    const warehouse = await outbox();
    const alone = directory([office("990101", "d")]);
    await send(warehouse, refusing("duty."), 10, { directory: alone });
    const [letter] = await letters(warehouse);
    expect(letter!.text).toContain("没有其他联系人");
    expect(letter!.text).toContain("没有登记该单位的电话");
  });
});

test("where all other contacts have the notice already, the letter says whom it has reached", async () => {
  const warehouse = await outbox();
  await notice(
    warehouse,
    5,
    "I",
    ["duty", "head", "leadership"].map((role) => `${role}.990101@example.org`),
  );
  await send(warehouse, refusing("head."), 10);
  const text = (await letters(warehouse)).map((letter) => letter.text).join("\n");
  expect(text).toMatch(/同一内容已送达该单位的 (duty|leadership)\.990101@example\.org/);
  expect(text).not.toContain("没有其他联系人");
});

test("a notice given up by the clock is seen to like a refused one", async () => {
  const warehouse = await outbox("I");
  const transport = new ScriptedTransport(({ to }) => (to.startsWith("duty") ? "try-again" : "sent"));
  for (let hour = 0; hour <= 74; hour += 6) await send(warehouse, transport, hour * 60 + 10);
  expect(transport.recipients).toContain("head.990101@example.org");
  expect(await undelivered(warehouse)).toMatchObject([{ state: "dead", reached: "head.990101@example.org" }]);
});

describe("letters that are refused", () => {
  test("make one letter to the operator a step, not one each", async () => {
    const warehouse = await smallDeployment();
    await receipts(warehouse, ["990100", "990101", "990102"]);
    await send(warehouse, refusing("duty."));
    const written = await letters(warehouse);
    expect(written.map(({ subject }) => subject)).toEqual(["【未送达】回执、催报等信件3封"]);
    expect(written[0]!.text.match(/已改发/g)).toHaveLength(3);
  });

  test("a refused letter to the operator makes no other, and is listed", async () => {
    const warehouse = await smallDeployment();
    await receipts(warehouse, ["990100"]);
    await send(warehouse, refusing("duty.", "operator", "deputy"));
    await send(warehouse, refusing("operator", "deputy"), 20);
    expect(await letters(warehouse)).toHaveLength(1);
    expect((await undelivered(warehouse)).filter(({ kind }) => kind === "operations")).toHaveLength(2);
  });

  test("without an operator nothing is written to anybody, and the contact gets it all the same", async () => {
    const warehouse = await smallDeployment();
    await receipts(warehouse, ["990100"]);
    const transport = refusing("duty.");
    await send(warehouse, transport, 10, { operations: null });
    expect(await letters(warehouse)).toEqual([]);
    expect(transport.recipients).toContain("head.990100@example.org");
  });

  test("seeing to them again changes nothing", async () => {
    const warehouse = await smallDeployment();
    await receipts(warehouse, ["990100"]);
    await send(warehouse, refusing("duty."));
    expect(await followUp(warehouse, later(60), setting())).toBe(0);
  });
});

describe("sending again", () => {
  test("a refused message waits with fresh tries and clock, under its first Message-ID", async () => {
    const warehouse = await outbox("I");
    const first = refusing("duty.");
    await send(warehouse, first);
    const [{ delivery } = { delivery: "" }] = await undelivered(warehouse);
    const now = later(10 * 24 * 60);
    expect(await resendDelivery(warehouse, delivery, now)).toEqual({
      ...{ outcome: "waits-again", recipient: "duty.990101@example.org" },
    });
    // Its clock is fresh: a failed try ten days after it was written does not end it.
    await send(warehouse, new ScriptedTransport(() => "try-again"), 10 * 24 * 60);
    const second = refusing();
    await send(warehouse, second, 10 * 24 * 60 + 5);
    expect(second.messages.map(({ messageId }) => messageId)).toEqual([first.messages[0]!.messageId]);
    expect(await undelivered(warehouse)).toEqual([]);
  });

  test.each([
    { name: "no such message", id: "nothing", why: "unknown" },
    { name: "a message that was sent", id: "head", why: "sent" },
    { name: "a message that waits", id: "leadership", why: "waiting" },
  ])("$name: refused, and why", async ({ id, why }) => {
    const warehouse = await outbox("I", ["head.990101@example.org", "leadership.990101@example.org"]);
    await sendWaiting(
      warehouse,
      new ScriptedTransport(({ to }) => (to.startsWith("head") ? "sent" : "try-again")),
      "fengsui@example.org",
      START,
    );
    await sendWaiting(
      warehouse,
      new ScriptedTransport(({ to }) => (to.startsWith("head") ? "sent" : "try-again")),
      "fengsui@example.org",
      later(3),
    );
    const [found] = await warehouse.rows<{ id: string }>(
      "SELECT id FROM delivery WHERE starts_with(recipient, $id)",
      { id },
    );
    expect(await resendDelivery(warehouse, found?.id ?? id, START)).toEqual({ outcome: "refused", why });
  });
});
