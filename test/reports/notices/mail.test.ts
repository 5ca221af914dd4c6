import { simpleParser } from "mailparser";
import { describe, expect, test } from "vitest";
import { compileMessage } from "../../../reports/delivery/mime.ts";
import { withPictures } from "../../../reports/delivery/pictures.ts";
import type { Chart, NoticeContent } from "../../../reports/documents/content.ts";
import { documentFiles, FORMATS } from "../../../reports/documents/document-files.ts";
import { renderHtml, renderText } from "../../../reports/notices/render.ts";
import { wordsOf } from "../documents/readers.ts";
import { noticeOf } from "./notice-of.ts";
import { claimsTrend, SITUATIONS, type Situation, surge } from "./situations.ts";

/** A notice as it is sent. */
async function mailOf(notice: NoticeContent): Promise<Buffer> {
  const { html, pictures } = await withPictures(renderHtml(notice), notice.charts);
  return compileMessage({
    ...{ from: "a@example.org", to: "b@example.org", messageId: "<1@example.org>", date: new Date(0) },
    ...{ subject: notice.subject, text: renderText(notice), html, attachments: pictures },
  });
}

const digitsOf = (text: string): Set<string> => new Set(text.match(/\d+/g) ?? []);

describe.each(SITUATIONS)("the mail of $name", (situation: Situation) => {
  const notice = noticeOf(situation);
  const html = renderHtml(notice);

  test("is small, and shows no picture but those that go with it, each with words for who does not see it", async () => {
    const mail = await mailOf(notice);
    expect(Buffer.byteLength(html)).toBeLessThan(60_000);
    expect(mail.length).toBeLessThan(450_000);
    const images = [...html.matchAll(/<img [^>]*>/g)].map(([tag]) => tag);
    expect(images).toHaveLength(notice.charts.length);
    const { attachments } = await simpleParser(mail);
    for (const tag of images) {
      const [, id] = /src="cid:([^"]+)"/.exec(tag) ?? [];
      expect(attachments.map(({ cid }) => cid)).toContain(id);
      expect(/alt="([^"]*)"/.exec(tag)![1]!.length).toBeGreaterThanOrEqual(12);
    }
    expect(html.slice(html.indexOf("<body"))).not.toMatch(
      /<(svg|script|style)|https?:|(flex|grid|float|position):/iu,
    );
  });

  test("has no number that its content has not", () => {
    const words = html
      .slice(html.indexOf("<body"))
      .replaceAll(/<[^>]+>/g, " ")
      .replaceAll("&nbsp;", " ");
    const known = digitsOf(JSON.stringify(notice));
    const steps = notice.paragraphs.flatMap(({ steps: each = [] }) => each).map((_, at) => String(at + 1));
    expect([...digitsOf(words)].filter((digits) => !known.has(digits) && !steps.includes(digits))).toEqual(
      [],
    );
    expect([...digitsOf(renderText(notice))].filter((digits) => !known.has(digits))).toEqual([]);
  });
});

test("a chart that cannot be drawn is said in words, and the message goes out", async () => {
  const notice = noticeOf(SITUATIONS.find(({ name }) => name === "claims-against-the-year-before")!);
  const broken = { ...notice.charts[0]!, points: null } as unknown as Chart;
  const { html, pictures } = await withPictures(renderHtml(notice), [broken]);
  expect(pictures).toEqual([]);
  expect(html).not.toContain("<img");
  expect(html).toContain(`>${broken.alt}<`);
});

test("a figure that changes in the warehouse changes every format", async () => {
  const filesOf = (value: number) => {
    const event = surge();
    const { facts } = event;
    const changed = {
      ...event,
      facts: {
        ...facts,
        values: { ...facts.values, count: value, change: (100 * (value - 145)) / 145 },
        shown: { ...facts.shown!, value },
      },
    };
    const story = { trend: claimsTrend({ "2026-05-31": { value, coverage: 1 } }) };
    const content = noticeOf({ name: "changed", event: changed, story });
    return documentFiles({ content, text: renderText(content), html: renderHtml(content) }, FORMATS, {});
  };
  const files = await filesOf(7431);
  expect(files.map(({ format }) => format)).toEqual([...FORMATS]);
  for (const { format, bytes } of files) expect(await wordsOf(format, bytes), format).toMatch(/7,?431/);
  const before = await filesOf(240);
  for (const [at, { bytes }] of files.entries()) expect(bytes.equals(before[at]!.bytes)).toBe(false);
});
