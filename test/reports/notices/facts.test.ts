import { describe, expect, test } from "vitest";
import type { NoticeContent } from "../../../reports/documents/content.ts";
import { documentFiles, FORMATS } from "../../../reports/documents/document-files.ts";
import { renderHtml, renderText } from "../../../reports/notices/render.ts";
import { sheetsOf, wordsOf, wordsOfDocx } from "../documents/readers.ts";
import { noticeOf } from "./notice-of.ts";
import { SITUATIONS } from "./situations.ts";

/** What charts, the comparison and the timeline hold as data: each is a fact where it stands. */
const structured = ({ charts, comparison, timeline, head }: NoticeContent): string[] => [
  ...charts.flatMap((chart) => [
    ...[chart.title, chart.alt, ...chart.notes],
    ...("lines" in chart ? chart.lines.map(({ text }) => text) : []),
  ]),
  ...(comparison
    ? [comparison.title, ...comparison.head, ...comparison.rows.flat().map(({ text }) => text)]
    : []),
  ...(comparison?.notes ?? []),
  ...timeline.flatMap(({ day, text }) => [day, text]),
  ...head,
];

const NUMERAL = /\d+(?:[.,]\d+)*/gu;

/** Numerals of a text that belong to no fact: each stretch that a fact prints, the longest first, belongs to that fact alone. */
function withoutFact(text: string, facts: readonly string[]): string[] {
  const taken = Array.from<boolean>({ length: text.length }).fill(false);
  for (const fact of [...new Set(facts)].sort((a, b) => b.length - a.length))
    for (let at = text.indexOf(fact); at >= 0; at = text.indexOf(fact, at + 1)) {
      const end = at + fact.length;
      const isPart =
        (/^\d/u.test(fact) && /\d/u.test(text[at - 1] ?? "")) ||
        (/\d$/u.test(fact) && /\d/u.test(text[end] ?? ""));
      if (!isPart && !taken.slice(at, end).includes(true)) taken.fill(true, at, end);
    }
  return [...text.matchAll(NUMERAL)].flatMap(({ 0: numeral, index }) =>
    taken.slice(index, index + numeral.length).every(Boolean)
      ? []
      : [`${numeral} in ${text.slice(Math.max(0, index - 12), index + numeral.length + 12)}`],
  );
}

describe.each(SITUATIONS)("the notice of $name", (situation) => {
  const notice = noticeOf(situation);

  test("prints no numeral that belongs to no fact", () => {
    const facts = [...notice.facts.map(({ text }) => text), ...structured(notice)];
    const lines = renderText(notice)
      .split("\n")
      .map((line) => line.trim().replace(/(^|：)\d+\. /u, "$1"));
    expect(lines.flatMap((line) => withoutFact(line, facts))).toEqual([]);
  });

  test("has each fact once, with what it is", () => {
    const texts = notice.facts.map(({ text }) => text);
    expect(new Set(texts).size).toBe(texts.length);
    for (const { name, text } of notice.facts) {
      expect(name).not.toBe("");
      expect(renderText(notice) + notice.title + notice.subject).toContain(text);
    }
  });
});

test("a figure stands with its value, what it is compared with, and how sure it is", () => {
  const of = (name: string, text: string) =>
    noticeOf(SITUATIONS.find((situation) => situation.name === name)!).facts.find(
      (fact) => fact.text === text,
    );
  expect(of("claims-against-the-year-before", "240")).toMatchObject({
    ...{ value: 240, base: "上年同期", certainty: "complete" },
  });
  expect(of("claims-against-the-year-before", "145人")).toMatchObject({ value: 145 });
  expect(of("three-of-five-places-not-in", "240")).toMatchObject({ certainty: "provisional" });
  expect(of("three-of-five-places-not-in", "391")).toMatchObject({ certainty: "estimated" });
  expect(of("a-mine-closes", "900")).toMatchObject({ value: 900, certainty: "reported" });
  expect(of("a-mine-closes", "300")).toMatchObject({ value: 300, certainty: "set" });
  expect(of("a-mine-closes", "2026年4月9日")).toMatchObject({ value: "2026-04-09" });
});

const IN_EVERY_FORMAT = [
  "a-mine-closes",
  "a-mine-closes-in-english",
  "three-of-five-places-not-in",
  "lifted-while-another-limb-stands",
  "corrected-and-the-tier-stays",
];

describe.each(IN_EVERY_FORMAT)("the notice of %s in every format", (name) => {
  const content = noticeOf(SITUATIONS.find((situation) => situation.name === name)!);
  const mail = { content, text: renderText(content), html: renderHtml(content) };

  test("holds every fact, as readers of that format find it", async () => {
    for (const { format, bytes } of await documentFiles(mail, FORMATS, {})) {
      const words = await wordsOf(format, bytes);
      for (const { text } of content.facts)
        expect(words, `${format}: ${text}`).toContain(text.replaceAll(/\s/g, ""));
    }
  });

  test("prints no numeral that belongs to no fact, in Word and in the workbook", async () => {
    const facts = [...content.facts.map(({ text }) => text), ...structured(content)];
    const [docx, xlsx] = await documentFiles(mail, ["docx", "xlsx"], {});
    const { paragraphs } = await wordsOfDocx(docx!.bytes);
    const numbered = /^(?:\d+\.|\(\d+\)|图\d+|Figure \d+)/u;
    expect(paragraphs.flatMap((text) => withoutFact(text.replace(numbered, ""), facts))).toEqual([]);
    const inFigures = content.charts.flatMap((chart) => ("points" in chart ? chart.points : []));
    const figures = new Set([
      ...inFigures.map(({ value }) => value),
      ...content.charts.flatMap((chart) =>
        "season" in chart ? chart.season.flatMap((point) => (point ? Object.values(point) : [])) : [],
      ),
      ...content.facts.map(({ value }) => value),
      ...(content.comparison?.rows.flat().map(({ value }) => value) ?? []),
    ]);
    const labels = inFigures.map(({ label }) => label);
    for (const cells of sheetsOf(xlsx!.bytes).values())
      for (const [address, { t, v }] of cells)
        if (t === "n") expect(figures, address).toContain(v);
        else
          expect(
            String(v)
              .split("\n")
              .flatMap((line) => withoutFact(line.replace(/^\d+\. /u, ""), [...facts, ...labels])),
            address,
          ).toEqual([]);
  });
});
