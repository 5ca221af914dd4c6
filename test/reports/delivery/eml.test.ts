import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { simpleParser } from "mailparser";
import { expect, onTestFinished, test } from "vitest";
import { emlTransport } from "../../../reports/delivery/eml-files.ts";
import type { Message } from "../../../reports/delivery/transport.ts";
import { message } from "./message-of.ts";

const NAME = "2026-0001-1-990101.abc123.eml";
const dayOf = (date: Date) => date.toISOString().slice(0, 10);

/** An outbox folder, removed after the test, with the files in it. */
function outbox() {
  const folder = mkdtempSync(join(tmpdir(), "fengsui-eml-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const inside = join(folder, "outbox");
  const transport = emlTransport(inside, dayOf);
  onTestFinished(() => transport.close());
  const files = () =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(inside, join(entry.parentPath, entry.name)))
      .sort();
  return { transport, files, read: (name: string) => readFileSync(join(inside, name)), inside };
}

test("the file opens in a mail reader: subject, people, date, text and HTML in Chinese", async () => {
  const { transport, files, read } = outbox();
  expect((await transport.send(message())).outcome).toBe("sent");
  expect(files()).toEqual([join("2026-03-11", NAME)]);
  const mail = await simpleParser(read(files()[0]!));
  expect(mail.subject).toBe(message().subject);
  expect(mail.from?.value[0]?.address).toBe("fengsui@example.org");
  expect([mail.to].flat()[0]?.value[0]?.address).toBe("duty.990101@example.org");
  expect(mail.date).toEqual(message().date);
  expect(mail.messageId).toBe(message().messageId);
  expect(mail.text?.trim()).toBe(message().text.trim());
  expect(String(mail.html).trim()).toBe(message().html.trim());
});

test("its lines end as mail's do, and none is longer than mail may be", async () => {
  const { transport, files, read } = outbox();
  await transport.send(message());
  const raw = read(files()[0]!).toString("latin1");
  expect(raw.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  for (const line of raw.split("\r\n")) expect(line.length).toBeLessThanOrEqual(998);
});

test("the same message twice is one file with the same bytes; another is another", async () => {
  const [first, second] = [outbox(), outbox()];
  await first.transport.send(message());
  await second.transport.send(message());
  await second.transport.send(message());
  expect(second.files()).toEqual(first.files());
  expect(second.read(second.files()[0]!).equals(first.read(first.files()[0]!))).toBe(true);
  await second.transport.send(message({ messageId: "<2026-0001-2-990101.abc123@example.org>" }));
  expect(second.files()).toHaveLength(2);
});

test("its day is the day it was written on in the deployment's zone", async () => {
  const { inside, transport: _unused, files } = outbox();
  const shanghai = emlTransport(inside, () => "2026-03-12");
  await shanghai.send(message());
  shanghai.close();
  expect(files()).toEqual([join("2026-03-12", NAME)]);
});

test.each([
  "<../../escape@example.org>",
  "</etc/passwd@example.org>",
  "<..@example.org>",
  "<a\\..\\b@example.org>",
  "<a/b c:d*?@example.org>",
  "<@example.org>",
  "<甲@example.org>",
])("the message id %s stays in its folder", async (messageId) => {
  const { transport, files } = outbox();
  expect((await transport.send(message({ messageId }))).outcome).toBe("sent");
  expect(files()).toHaveLength(1);
  expect(files()[0]).toMatch(/^2026-03-11\/[A-Za-z0-9._-]*\.eml$/);
});

test("an office with a long name does not stretch the boundary beyond the seventy letters of RFC 2046", async () => {
  const { transport, files, read } = outbox();
  const messageId = `<2026-0001-1-${"employment-bureau-".repeat(4)}.abcdef012345@example.org>`;
  await transport.send(message({ messageId }));
  const raw = read(files()[0]!).toString("latin1");
  const boundary = /^--(\S+)$/m.exec(raw.replaceAll("\r", ""))?.[1] ?? "";
  expect(boundary.length).toBeGreaterThan(10);
  expect(boundary.length).toBeLessThanOrEqual(70);
});

test("a header cannot be smuggled in by the subject", async () => {
  const { transport, files, read } = outbox();
  await transport.send(message({ subject: "预警\r\nX-Evil: yes" }));
  expect(read(files()[0]!).toString("latin1")).not.toMatch(/^x-evil:/im);
});

test("a folder that cannot be written keeps every message, and throws nothing", async () => {
  const { inside, files } = outbox();
  writeFileSync(inside, "a file where the folder should be");
  const blocked = emlTransport(inside, dayOf);
  const end = await blocked.send(message());
  blocked.close();
  expect(end.outcome).toBe("session");
  expect(files()).toEqual([""]);
});

test("half a file is never seen: nothing but whole .eml files lies there", async () => {
  const { transport, files } = outbox();
  const many: Message[] = Array.from({ length: 20 }, (_, at) =>
    message({ messageId: `<2026-${at}.x@example.org>` }),
  );
  await Promise.all(many.map((message) => transport.send(message)));
  expect(files()).toHaveLength(20);
  for (const file of files()) expect(file).toMatch(/\.eml$/);
});
