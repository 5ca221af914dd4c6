import { simpleParser } from "mailparser";
import { expect, test } from "vitest";
import { messageOf } from "../../../reports/delivery/message-of.ts";
import { compileMessage } from "../../../reports/delivery/mime.ts";
import { writeLetters, writeNotice } from "../../../reports/delivery/outbox.ts";
import { takeBatch } from "../../../reports/delivery/take-batch.ts";
import type { Warehouse } from "../../../warehouse/engine/warehouse.ts";
import { smallDeployment } from "../../rules/cases/small-deployment.ts";
import { later } from "./peer-outbox.ts";

const SENDER = { from: "fengsui@example.org", name: "某区监测预警", deployment: "某区监测预警" };

const notice = (warehouse: Warehouse, caseId: string, seq: number, to: readonly string[]) =>
  writeNotice(
    warehouse,
    {
      ...{ id: `${caseId}-${seq}-990101`, caseId, seq, night: seq, office: "990101", tier: "II" },
      ...{ subject: "题目", text: "正文", html: "<p>正文</p>" },
    },
    to,
    { now: later(seq), domain: "example.org" },
  );

/** What is due, as mail readers see it, by Message-ID. */
async function mails(warehouse: Warehouse) {
  const batch = await takeBatch(warehouse, later(100));
  return Promise.all(
    batch.map(async (delivery) => simpleParser(await compileMessage(await messageOf(delivery, SENDER)))),
  );
}

/** A name in the Q encoding of RFC 2047, which mailparser leaves as it is in lists. */
const decoded = (word: string): string =>
  decodeURIComponent(word.replace(/^=\?UTF-8\?Q\?|\?=$/g, "").replaceAll("=", "%"));

test("a notice says that a program wrote it, in whose name, and to which list it belongs", async () => {
  const warehouse = await smallDeployment();
  await notice(warehouse, "2026-0001", 1, ["a@example.org"]);
  const [mail] = await mails(warehouse);
  expect(mail!.headers.get("auto-submitted")).toBe("auto-generated");
  expect(mail!.headers.get("x-auto-response-suppress")).toBe("OOF, AutoReply");
  expect(mail!.from?.value).toEqual([{ name: "某区监测预警", address: "fengsui@example.org" }]);
  expect([mail!.to].flat()[0]?.text).toBe("a@example.org");
  expect(mail!.date).toEqual(new Date(later(1)));
  const list = mail!.headers.get("list") as unknown as { id: { id: string; name: string } };
  expect(list.id.id).toBe("notice.example.org");
  expect(decoded(list.id.name)).toBe("某区监测预警");
  expect(mail!.inReplyTo).toBeUndefined();
});

test("a later notice of a case continues the first and the last to the same recipient", async () => {
  const warehouse = await smallDeployment();
  for (const seq of [1, 2, 3]) await notice(warehouse, "2026-0001", seq, ["a@example.org"]);
  await notice(warehouse, "2026-0001", 4, ["a@example.org", "b@example.org"]);
  await notice(warehouse, "2026-0002", 5, ["a@example.org"]);
  const [first, second, third, ...others] = await mails(warehouse);
  expect(second!.inReplyTo).toBe(first!.messageId);
  expect(second!.references).toBe(first!.messageId);
  expect(third!.inReplyTo).toBe(second!.messageId);
  const fourth = others.find((mail) => [mail.to].flat()[0]?.text === "a@example.org")!;
  expect(fourth.inReplyTo).toBe(third!.messageId);
  expect(fourth.references).toEqual([first!.messageId, third!.messageId]);
  const newcomer = others.find((mail) => [mail.to].flat()[0]?.text === "b@example.org")!;
  expect(newcomer.inReplyTo).toBeUndefined();
  expect(others.at(-1)!.inReplyTo).toBeUndefined();
});

test("letters of another kind belong to another list", async () => {
  const warehouse = await smallDeployment();
  const letter = {
    kind: "receipt",
    night: 1,
    office: "990101",
    subject: "回执",
    text: "t",
    html: "h",
  } as const;
  const written = { ...letter, id: "receipt-1", attachments: [], recipients: ["a@example.org"] };
  await writeLetters(warehouse, [written], { now: later(1), domain: "example.org" });
  const [mail] = await mails(warehouse);
  expect(mail!.headers.get("list")).toMatchObject({ id: { id: "receipt.example.org" } });
});

test("the same delivery has the same bytes at every try, whatever was sent meanwhile", async () => {
  const warehouse = await smallDeployment();
  for (const seq of [1, 2]) await notice(warehouse, "2026-0001", seq, ["a@example.org"]);
  const bytes = async () => {
    const batch = await takeBatch(warehouse, later(100));
    return (await compileMessage(await messageOf(batch.at(-1)!, SENDER))).toString("latin1");
  };
  const before = await bytes();
  await warehouse.run("UPDATE delivery SET state = 'refused' WHERE notice = '2026-0001-1-990101'");
  expect(await bytes()).toBe(before);
});
