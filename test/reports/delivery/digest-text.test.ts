import { expect, test } from "vitest";
import { type LetterPart, lettersOf } from "../../../reports/delivery/night-letters.ts";

const table = (value: string) => ({
  ...{ title: "各地状态", head: ["地区", "级别"], notes: [`注${value}`] },
  rows: [[{ text: "甲一旗" }, { text: value }]],
});

const part = (office: string, id: string, more: Partial<LetterPart["text"]>): LetterPart => ({
  ...{ id, kind: "changes", matter: "changes", office: { id, name: office }, recipients: ["a@example.org"] },
  text: { subject: id, heading: "变动", office, lead: `导语${id}`, blocks: [], foot: [], ...more },
});

const letterOf = (...parts: LetterPart[]) =>
  lettersOf(parts, [], () => false, { night: 1, date: "2026-03-11", language: "zh-CN" })[0]!.letter;

test("the tables of all parts stand in the daily letter, each under its office", () => {
  const { text, html, content } = letterOf(
    part("甲盟局", "990100", { table: table("Ⅱ级一") }),
    part("乙盟局", "990200", { table: table("Ⅲ级二") }),
    part("丙盟局", "990300", { table: table("Ⅳ级三") }),
  );
  const figures = [
    ["甲盟局", "Ⅱ级一"],
    ["乙盟局", "Ⅲ级二"],
    ["丙盟局", "Ⅳ级三"],
  ];
  for (const [office, value] of figures)
    for (const words of [text, html, JSON.stringify(content)]) {
      expect(words).toContain(`各地状态（${office}）`);
      expect(words).toContain(value);
      expect(words).toContain(`注${value}`);
    }
  // The first one stays where readers look for it: behind the blocks.
  expect(content!.comparison!.rows[0]![1]!.text).toBe("Ⅱ级一");
});

test("where all parts are of the same office, titles stay as they are", () => {
  const { text } = letterOf(
    part("甲盟局", "990100", { table: table("Ⅱ级一") }),
    part("甲盟局", "990100", { table: table("Ⅲ级二") }),
  );
  expect(text.match(/各地状态/gu)).toHaveLength(2);
  expect(text).not.toContain("各地状态（");
});
