import { describe, expect, it } from "vitest";
import { fittedBlocks, fittedLetter } from "../../../reports/delivery/letter-budget.ts";
import { type LetterBlock, type LetterText, letterHtml } from "../../../reports/delivery/letter-text.ts";
import { messageOf } from "../../../reports/delivery/message-of.ts";
import { compileMessage } from "../../../reports/delivery/mime.ts";
import { type LetterPart, lettersOf } from "../../../reports/delivery/night-letters.ts";
import type { Chart } from "../../../reports/documents/content.ts";

const chart = (at: number): Chart => ({
  ...{ kind: "line", title: `图${at}走势`, unit: "人", tier: "II", fromZero: true, season: [], lines: [] },
  points: Array.from({ length: 40 }, (_, month) => ({ label: `${month}月`, value: (month * (at + 7)) % 97 })),
  ...{ notes: [`图${at}的注`], alt: `图${at}的文字` },
});

const block = (office: number, at: number): LetterBlock => ({
  title: `第${office}单位事项${at}`,
  lines: [`新增领取失业保险金人数明显高于往年同月（第${at}项）`, "请核对每一份报告，并于5个工作日内反馈。"],
});

const part = (office: number, blocks: number): LetterPart => ({
  ...{ id: `p${office}`, kind: "changes", matter: "changes", recipients: ["a@example.org"] },
  office: { id: `99${office}`, name: `单位${office}` },
  text: {
    ...{
      subject: `变动${office}`,
      heading: "变动",
      office: `单位${office}`,
      lead: `导语${office}。`,
      foot: [],
    },
    blocks: Array.from({ length: blocks }, (_, at) => block(office, at)),
    charts: [chart(2 * office), chart(2 * office + 1)],
    table: {
      ...{ title: "各地状态", head: ["地区", "级别"], notes: [] },
      rows: Array.from({ length: 30 }, (_, at) => [{ text: `旗${office}-${at}` }, { text: "Ⅱ级" }]),
    },
  },
});

const SETTING = { night: 1, date: "2026-03-11", language: "zh-CN" } as const;
const letterOf = (...parts: LetterPart[]) => lettersOf(parts, [], () => false, SETTING)[0]!.letter;
const sizeOf = (html: string) => Buffer.byteLength(html);

const messageSize = async ({ subject, text, html, content }: ReturnType<typeof letterOf>) => {
  const delivery = {
    ...{ subject, text, html, attachments: [], kind: "digest", messageId: "<x@example.org>" },
    ...{ recipient: "a@example.org", writtenAt: "2026-03-11T00:00:00Z", charts: content!.charts },
  };
  const message = await messageOf(delivery as unknown as Parameters<typeof messageOf>[0], {
    from: "b@example.org",
  });
  return { bytes: (await compileMessage(message)).length, pictures: message.attachments?.length ?? 0 };
};

describe("a daily letter of 14 offices with 60 blocks each", () => {
  const letter = letterOf(...Array.from({ length: 14 }, (_, office) => part(office + 1, 60)));

  it("stays small, keeps the heading of every office and counts what is left out", async () => {
    const { html } = letter;
    expect(sizeOf(html)).toBeLessThan(60_000);
    for (let office = 1; office <= 14; office++) expect(html).toContain(`（单位${office}）</div>`);
    expect(html).toContain("另有");
    expect(html).toMatch(/另有\d+项未列出/u);
    const { bytes, pictures } = await messageSize(letter);
    expect(pictures).toBe(6);
    expect(bytes).toBeLessThan(450_000);
  });

  it("has the first blocks in full and says what stands in none of its lines", () => {
    const { html } = letter;
    expect(html).toContain("第1单位事项0</div>");
    const full = html.match(/第\d+单位事项\d+<\/div>/gu)!.length;
    const named = html.match(/第\d+单位事项\d+：/gu)!.length;
    const counted = [...html.matchAll(/另有(\d+)项/gu)].reduce((sum, [, count]) => sum + Number(count), 0);
    const ofTables = 13;
    expect(full + named + counted).toBeGreaterThanOrEqual(14 * 60);
    expect(full + named + counted).toBeLessThanOrEqual(14 * 60 + ofTables);
    expect(html).toContain("另有22幅图未附");
    expect(letter.content!.charts).toHaveLength(6);
  });

  it("has everything in its data", () => expect(JSON.stringify(letter.content)).toContain("第14单位事项59"));
});

it.each([
  ["a hundred offices", Array.from({ length: 100 }, (_, office) => part(office + 1, 20))],
  ["a block of 5,000 lines", [withBlock({ title: "长", lines: Array(5000).fill("很长的一行") })]],
  ["a line of 100,000 characters", [withBlock({ title: "长", lines: ["长".repeat(100_000)] })]],
  ["a title of 100,000 characters", [withBlock({ title: "长".repeat(100_000), lines: ["行"] })]],
])("%s: the page stays below 60 KB and the message below 450 KB", async (_, parts) => {
  const letter = letterOf(...parts);
  expect(sizeOf(letter.html)).toBeLessThan(60_000);
  expect((await messageSize(letter)).bytes).toBeLessThan(450_000);
});

function withBlock(long: LetterBlock): LetterPart {
  const { text, ...rest } = part(1, 2);
  return { ...rest, text: { ...text, blocks: [long, ...text.blocks] } };
}

it("a letter that fits is unchanged", () => {
  const { text } = part(1, 3);
  expect(fittedLetter(text, "zh-CN")).toBe(text);
});

it("of a long letter in English no Chinese is added", () => {
  const letter: LetterText = {
    ...{ subject: "s", heading: "h", office: "o", lead: "l", foot: ["f"] },
    blocks: Array.from({ length: 400 }, (_, at) => ({ title: `Block ${at}`, lines: ["A line of text."] })),
  };
  const fitted = fittedLetter(letter, "en");
  expect(sizeOf(letterHtml(fitted, "en"))).toBeLessThan(60_000);
  expect(JSON.stringify(fitted)).not.toMatch(/\p{Script=Han}/u);
  expect(fitted.blocks.at(-1)!.lines.at(-1)).toMatch(/^\d+ more are not listed/u);
});

it("the first block that does not fit is shortened, the next ones stand in a line each", () => {
  const long = { title: "长表", lines: Array.from({ length: 100 }, (_, at) => `第${at}行`) };
  const [first, second] = fittedBlocks(
    [long, { title: "后一项", lines: ["其首行", "次行"] }],
    9_000,
    "zh-CN",
  );
  expect(first!.lines[0]).toBe("第0行");
  expect(first!.lines.at(-1)).toMatch(/^另有\d+行未列出$/u);
  expect(second).toEqual({ title: "其他事项（只列要点）", lines: ["后一项：其首行"] });
});
