import { expect, it, test } from "vitest";
import { letterMail } from "../../../reports/delivery/letter-mail.ts";
import { messageOf } from "../../../reports/delivery/message-of.ts";
import { documentFiles } from "../../../reports/documents/document-files.ts";
import { withTexts } from "../../../reports/documents/paper.ts";
import { cleanLine, cleanText } from "../../../reports/language/clean-text.ts";
import { renderHtml, renderText } from "../../../reports/notices/render.ts";
import { wordsOf } from "../documents/readers.ts";
import { noticeOf } from "../notices/notice-of.ts";
import { SITUATIONS } from "../notices/situations.ts";

const BIDIRECTIONAL = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c";
const CONTROLS = "\u0000\u0007\u0008\u000b\u001b\u007f\u0085";
const TURNS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const CONTROL = /[^\P{Cc}\n\r\t]/u;
const hostile = (text: string) => `\u202e${text}\u202c${BIDIRECTIONAL}${CONTROLS}`;

it("a text keeps its lines and loses what turns it around or cannot be shown", () => {
  expect(cleanText(hostile("裁减\r\n009人\t一"))).toBe("裁减\n009人\t一");
  expect(cleanText("甲\u2028乙\u2029丙")).toBe("甲\n乙\n丙");
  expect(cleanLine("甲\n\n乙\u202e")).toBe("甲 乙");
  // What Mongolian and other scripts need stays.
  expect(cleanText("ᠮᠣᠩᠭᠣᠯ\u180e\u200d\u202f")).toBe("ᠮᠣᠩᠭᠣᠯ\u180e\u200d\u202f");
});

test("a notice is shown in the order in which its texts are stored", () => {
  const notice = noticeOf(SITUATIONS[0]!);
  const given = { ...withTexts(notice, hostile), language: notice.language, charts: notice.charts };
  const paragraphs = notice.paragraphs.map((each) => ({ ...each, text: hostile(each.text) }));
  const turned = { ...notice, paragraphs, office: given.office, signature: given.signature };
  const mails = [renderText(turned), renderHtml(turned)];
  for (const mail of mails) expect(mail).not.toMatch(TURNS);
  for (const mail of mails) expect(mail).not.toMatch(CONTROL);
  expect(mails).toEqual([renderText(notice), renderHtml(notice)]);
});

test("a letter is too, in every format, and its subject", async () => {
  const plain = {
    ...{ subject: "某厂报告", heading: "回执", office: "甲一旗局", lead: "收到报表。", foot: ["自动发出"] },
    blocks: [{ title: "某厂", lines: ["裁减009人\n原因：停产"] }],
    table: {
      title: "表",
      head: ["单位", "人数"],
      rows: [[{ text: "某厂" }, { text: "009人" }]],
      notes: ["注"],
    },
  };
  const mail = letterMail(withTexts(plain, hostile), "zh-CN");
  const expected = letterMail(plain, "zh-CN");
  expect([mail.text, mail.html]).toEqual([expected.text, expected.html]);
  for (const { format, bytes } of await documentFiles(mail, ["txt", "html", "docx", "pdf", "xlsx"], {}))
    expect(await wordsOf(format, bytes), format).not.toMatch(TURNS);
  const delivery = {
    ...{ ...mail, attachments: [], kind: "receipt", messageId: "<x@example.org>", charts: [] },
    ...{ recipient: "a@example.org", writtenAt: "2026-03-11T00:00:00Z" },
  };
  const message = await messageOf(delivery as unknown as Parameters<typeof messageOf>[0], {
    from: "b@example.org",
  });
  expect(message.subject).toBe("某厂报告");
});
