import { afterEach, describe, expect, test, vi } from "vitest";
import type { NoticeContent } from "../../../reports/documents/content.ts";
import { documentFiles } from "../../../reports/documents/document-files.ts";
import { docxOf } from "../../../reports/documents/docx.ts";
import { mailPage } from "../../../reports/documents/mail.ts";
import { numberFormat } from "../../../reports/documents/number-format.ts";
import { dayOfContent, FONTS, numeral, printable } from "../../../reports/documents/paper.ts";
import { pdfOf } from "../../../reports/documents/pdf.ts";
import { xlsxOf } from "../../../reports/documents/xlsx.ts";
import { withEntryDates } from "../../../reports/documents/zip-dates.ts";
import { translate } from "../../../reports/language/index.ts";
import { corrected, english, lifted, lowered, picturesOf, raised } from "./content-of.ts";
import { entriesOf, sheetsOf, wordsOfDocx, wordsOfPdf } from "./readers.ts";

const NOTICES: readonly (readonly [string, NoticeContent])[] = [
  ["raised to the gravest tier", raised],
  ["lowered", lowered],
  ["lifted", lifted],
  ["corrected", corrected],
  ["in English", english],
];

const bare = (text: string): string => text.replace(/\s/gu, "");

/** Every text that an office has to find, in whatever format it reads. */
function textsOf(content: NoticeContent): string[] {
  const { band, head, foot, office, lead, signature, number, heading, comparison } = content;
  return [
    ...[band.headline, band.lead, band.change, lead, office, signature, number, heading],
    ...[...head, ...foot, band.before?.level ?? band.level],
    ...content.paragraphs.flatMap(({ label, text, steps = [] }) =>
      steps.length > 0
        ? [label, ...steps.flatMap((step) => Object.values(step))]
        : [label, ...text.split("\n")],
    ),
    ...(comparison
      ? [...comparison.head, ...comparison.rows.flat().map(({ text }) => text), ...comparison.notes]
      : []),
    ...content.timeline.flatMap(({ day, text }) => [day, text]),
  ];
}

/** Texts of the charts as they stand in a document to be read. */
const chartTexts = ({ charts }: NoticeContent) => charts.flatMap(({ title, notes }) => [title, ...notes]);

const digitsOf = (texts: readonly string[]): Set<string> =>
  new Set(texts.flatMap((text) => text.match(/\d+/g) ?? []));

/** Digits that a document has and its content has not. */
function inventedDigits(texts: readonly string[], content: NoticeContent): string[] {
  const known = digitsOf([JSON.stringify(content)]);
  return [...digitsOf(texts)].filter((digits) => !known.has(digits));
}

/** Numbers of lists: of steps, of English headings. */
const LIST_NUMBERS = ["1", "2", "3", "4", "5", "6", "7"];

afterEach(() => {
  vi.useRealTimers();
});

describe.each(NOTICES)("a notice %s", (_, content) => {
  const pictures = picturesOf(content);

  test("as a text document says everything that its content says, and no other figure", async () => {
    const { paragraphs, alts } = await wordsOfDocx(await docxOf(content, { pictures }));
    const words = bare(paragraphs.join("\n"));
    for (const text of [content.title, ...textsOf(content), ...chartTexts(content)])
      expect(words).toContain(bare(text));
    expect(alts).toEqual(content.charts.map(({ alt }) => alt));
    const invented = inventedDigits(paragraphs, content);
    expect(
      invented.filter((digits) => content.language === "zh-CN" || !LIST_NUMBERS.includes(digits)),
    ).toEqual([]);
  });

  test("as PDF says everything that its content says, and no other figure", async () => {
    const { pages, feet, title } = await wordsOfPdf(await pdfOf(content, { pictures }));
    const words = bare(pages.flat().join(""));
    for (const text of [...textsOf(content), ...chartTexts(content)]) expect(words).toContain(bare(text));
    expect(title).toBe(content.title);
    expect(inventedDigits(pages.flat(), content).filter((digits) => !LIST_NUMBERS.includes(digits))).toEqual(
      [],
    );
    for (const [at, foot] of feet.entries()) {
      const page = translate(content.language, "document.page", { page: at + 1, pages: pages.length });
      expect(bare(foot)).toBe(bare(content.subject + page));
    }
  });

  test("as PDF has no title at the end of a page", async () => {
    const { pages } = await wordsOfPdf(await pdfOf(content, { pictures }));
    const titles = (
      ["document.trend", "document.course", "notice.part-certainty", "notice.part-grounds"] as const
    ).map((key) => bare(translate(content.language, key)));
    for (const page of pages) expect(titles).not.toContain(bare(page.at(-1)!));
  });

  test("as a workbook says everything that its content says, and no other figure", async () => {
    const sheets = sheetsOf(await xlsxOf(content));
    const cells = [...sheets.values()].flatMap((sheet) => [...sheet.values()]);
    const words = bare(cells.map(({ w, v }) => w ?? String(v)).join("\n"));
    for (const text of [content.title, ...textsOf(content)]) expect(words).toContain(bare(text));
    for (const { title, points } of content.charts) {
      expect(words).toContain(bare(title));
      for (const { label, value } of points) {
        expect(words).toContain(bare(label));
        if (value !== null) expect(cells.some(({ t, v }) => t === "n" && v === value)).toBe(true);
      }
    }
    const exact = cells.map(({ t, v, w }) => (t === "n" ? String(v) : (w ?? String(v))));
    expect(inventedDigits(exact, content)).toEqual([]);
    expect(cells.filter(({ f }) => f !== undefined)).toEqual([]);
  });

  test("is the same bytes on any day, and no larger than a mail may carry", async () => {
    const write = async () => [
      await docxOf(content, { pictures }),
      await pdfOf(content, { pictures }),
      await xlsxOf(content),
    ];
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-06-12T03:00:00Z") });
    const first = await write();
    vi.setSystemTime(new Date("2031-01-31T23:59:59Z"));
    const second = await write();
    for (const [at, bytes] of first.entries()) {
      expect(bytes.equals(second[at]!)).toBe(true);
      expect(bytes.length).toBeLessThan(450_000);
    }
  });
});

describe("a text document", () => {
  const pictures = picturesOf(raised);

  test("has the page, the type and the lines of official documents", async () => {
    const { xml } = await wordsOfDocx(await docxOf(raised, { pictures }));
    expect(xml).toContain('w:top="2098"');
    expect(xml).toMatch(/w:left="1587"|w:left="1588"/);
    for (const face of ["方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"])
      expect(xml).toContain(`w:eastAsia="${face}"`);
    expect(xml).toContain('w:line="560" w:lineRule="exact"');
    expect(xml).toContain('w:firstLineChars="200"');
    expect(xml).toContain("w:tblHeader");
  });

  test("invents no issuing body, no copies, no annexes; prints those that are configured", async () => {
    const plain = await wordsOfDocx(await docxOf(raised, { pictures }));
    expect(plain.xml).not.toContain("D0021B");
    expect(plain.paragraphs.join("")).not.toMatch(/附件|印发/u);
    const configured = { redHead: "样例厅", copies: "样例委员会", annexes: ["甲表", "乙表"] };
    const { paragraphs, xml } = await wordsOfDocx(await docxOf(raised, { pictures, ...configured }));
    expect(xml).toContain("D0021B");
    for (const text of ["样例厅", "附件：1. 甲表", "2. 乙表", "抄送：样例委员会。"])
      expect(paragraphs).toContain(text);
  });

  test("numbers only the sections that it has", async () => {
    const { paragraphs } = await wordsOfDocx(await docxOf({ ...raised, timeline: [] }, { pictures }));
    expect(paragraphs.filter((text) => /^[一二三四五六七]、/u.test(text))).toEqual([
      ...["一、基本情况", "二、研判", "三、工作要求", "四、反馈", "五、依据和说明"],
    ]);
  });

  test("without a picture says in words what the chart shows", async () => {
    const { paragraphs } = await wordsOfDocx(await docxOf(raised, { pictures: [] }));
    for (const { alt } of raised.charts) expect(paragraphs).toContain(alt);
  });
});

describe("a PDF", () => {
  test("holds its fonts and asks for none of the reader's", async () => {
    const pdf = (await pdfOf(raised, { pictures: picturesOf(raised) })).toString("latin1");
    const fonts = [...pdf.matchAll(/\/BaseFont \/(\S+)/g)].map((match) => match[1]!);
    expect(fonts.length).toBeGreaterThan(1);
    for (const font of fonts) expect(font).toMatch(/^[A-Z]{6}\+NotoSansSC/);
    expect(pdf.match(/\/FontFile[23]/g)?.length).toBe(2);
    expect(pdf).not.toMatch(/Helvetica|Times|\/URI|\/JavaScript/);
  });

  test("is the same bytes however often it is written, with pictures that are transparent too", async () => {
    const pictures = picturesOf(raised);
    const first = await pdfOf(raised, { pictures });
    for (let at = 0; at < 10; at++) expect((await pdfOf(raised, { pictures })).equals(first)).toBe(true);
    expect(first.toString("latin1")).not.toContain("/SMask");
  });

  test("names the characters that its font does not have", async () => {
    const { pages } = await wordsOfPdf(
      await pdfOf({ ...lifted, office: "昆\u{20000}仑区：" }, { pictures: [] }),
    );
    const words = pages.flat().join("");
    expect(words).toContain("昆〓仑区：");
    expect(words).toContain("U+20000");
  });
});

describe("a text in Mongolian", () => {
  const content = { ...lifted, mongolian: "ᠮᠣᠩᠭᠣᠯ ᠪᠢᠴᠢᠭ" };

  test("stands upright in a text document", async () => {
    const { paragraphs, xml } = await wordsOfDocx(await docxOf(content, { pictures: [] }));
    expect(paragraphs).toContain(content.mongolian);
    expect(xml).toContain('<w:textDirection w:val="tbLrV"/>');
    expect(xml).toContain("Noto Sans Mongolian");
  });

  test("is a picture in a PDF, as no engine of PDF joins its letters", async () => {
    const write = (mongolianFont: string) =>
      pdfOf({ ...lifted, mongolian: "two words\nand a line" }, { pictures: [], mongolianFont });
    const [pdf, again] = [await write(FONTS.regular), await write(FONTS.regular)];
    expect(pdf.equals(again)).toBe(true);
    expect(pdf.toString("latin1")).toContain("/Subtype /Image");
    const { pages } = await wordsOfPdf(pdf);
    expect(bare(pages.flat().join(""))).not.toContain(
      bare(translate("zh-CN", "document.mongolian-left-out")),
    );
  });

  test.each(["no such font.ttf", FONTS.regular])(
    "is left out, and says so, where %s has not its letters",
    async (file) => {
      const { pages } = await wordsOfPdf(await pdfOf(content, { pictures: [], mongolianFont: file }));
      expect(bare(pages.flat().join(""))).toContain(bare(translate("zh-CN", "document.mongolian-left-out")));
    },
  );

  test("is a picture in the page of the mail, and stands in the text", async () => {
    const text = "two words\nand a line";
    const mail = { text: "…", html: mailPage({ language: "zh-CN", title: "", preview: "", rows: [] }) };
    const written = { ...mail, content: { ...lifted, charts: [], mongolian: text } };
    const [html, txt] = await documentFiles(written, ["html", "txt"], { mongolianFont: FONTS.regular });
    expect(html!.bytes.toString()).toMatch(
      /<img src="data:image\/png;base64,[^"]+" [^>]*alt="two words\nand a line"/,
    );
    expect(txt!.bytes.toString()).toContain(text);
    const [without] = await documentFiles(written, ["html"], {});
    expect(without!.bytes.toString()).toContain(translate("zh-CN", "document.mongolian-left-out"));
  });

  test("is left out of a PDF without a font for it, which says so", async () => {
    const { pages } = await wordsOfPdf(await pdfOf(content, { pictures: [] }));
    expect(bare(pages.flat().join(""))).toContain(bare(translate("zh-CN", "document.mongolian-left-out")));
  });
});

describe("a workbook", () => {
  test("shows figures as the notice does, and holds them as numbers", async () => {
    const sheet = sheetsOf(await xlsxOf(raised)).get("比较")!;
    for (const [row, cells] of raised.comparison!.rows.entries())
      for (const [column, { text, value }] of cells.entries()) {
        const cell = sheet.get(`${"ABCDEF"[column]}${row + 2}`)!;
        expect(cell.w ?? cell.v).toBe(text);
        if (value !== undefined) expect(cell).toMatchObject({ t: "n", v: value });
      }
  });

  test("leaves empty what did not come in, and says so beside it", async () => {
    const sheet = sheetsOf(await xlsxOf(raised)).get("图的数据")!;
    expect(sheet.get("B10")!.v).toBe("2026年2月");
    expect(sheet.get("C10")).toBeUndefined();
    expect([sheet.get("E10")!.v, sheet.get("E13")!.v]).toEqual(["未到", "初步数"]);
    expect([sheet.get("F13")!.v, sheet.get("H13")!.v]).toEqual([1610, 1910]);
  });

  test.each([
    { text: "2,391", value: 2391, format: "#,##0" },
    { text: "97.3%", value: 0.9728, format: "0.0%" },
    { text: "+38.2%", value: 38.2, format: '"+"0.0"%";"−"0.0"%";0.0"%"' },
    { text: "≤1.20‰", value: 1.2, format: '"≤"0.00"‰"' },
    { text: "2,391 P", value: 2391, format: '#,##0" P"' },
    { text: "24—38", value: 24, format: "General" },
    { text: "other", value: 7, format: "General" },
    { text: "8", value: 7, format: "General" },
  ])("shows $value as $text", ({ text, value, format }) => {
    expect(numberFormat(text, value)).toBe(format);
  });
});

describe("texts from outside", () => {
  const HOSTILE = [
    "<w:p>&amp;]]>",
    "=1+1",
    "+cmd|x",
    "@SUM(A1)",
    "a\u0000\u0008b\ud800c",
    "\"'<script>",
    "{{x}} https://x.example/",
  ];
  const content: NoticeContent = {
    ...raised,
    title: HOSTILE.join(" "),
    subject: `&P ${HOSTILE[0]}`,
    foot: HOSTILE,
    comparison: { ...raised.comparison!, rows: [HOSTILE.slice(0, 6).map((text) => ({ text }))] },
  };
  const kept = HOSTILE.map((text) => bare(printable(text)));

  test("stay text in every format", async () => {
    const docx = await wordsOfDocx(
      await docxOf(content, { pictures: [], redHead: "<&\u0001>", copies: "&\u0002" }),
    );
    const pdf = await wordsOfPdf(await pdfOf(content, { pictures: [] }));
    const cells = [...sheetsOf(await xlsxOf(content)).values()].flatMap((sheet) => [...sheet.values()]);
    const pages = bare(pdf.pages.flat().join(""));
    for (const text of kept) {
      expect(bare(docx.paragraphs.join("\n"))).toContain(text);
      expect(pages).toContain(text);
      expect(cells.some(({ v }) => bare(String(v)).endsWith(text))).toBe(true);
    }
    for (const { f, v } of cells) {
      expect(f).toBeUndefined();
      expect(String(v)).not.toMatch(/^[=@]|^\+c/);
    }
  });

  test("control characters and halves of characters are dropped, lines and tabs stay", () =>
    expect(printable("a\u0000b\r\nc\td\ufffe\ud800e\u{20000}")).toBe("ab\nc\tde\u{20000}"));
});

describe("what documents share", () => {
  test.each([
    { signature: "系统　2026年6月2日", day: "2026-06-02" },
    { signature: "Inner Mongolia, 2026-06-12", day: "2026-06-12" },
    { signature: "no day", day: "1980-01-01" },
  ])("$signature is of $day", ({ signature, day }) => {
    expect(
      dayOfContent({ ...raised, signature })
        .toISOString()
        .slice(0, 10),
    ).toBe(day);
  });

  test.each([
    [1, "一", "1"],
    [10, "十", "10"],
    [12, "十二", "12"],
    [20, "二十", "20"],
    [31, "三十一", "31"],
  ] as const)("%d is %s", (value, zh, en) => {
    expect([numeral(value, "zh-CN"), numeral(value, "en")]).toEqual([zh, en]);
  });

  test("entries of a ZIP file bear the day that is given", async () => {
    const docx = await docxOf(raised, { pictures: [] });
    for (const { date } of (await entriesOf(docx)).values())
      expect([date.getFullYear(), date.getMonth(), date.getDate(), date.getHours()]).toEqual([
        2026, 5, 12, 0,
      ]);
    expect(() => withEntryDates(Buffer.from("no archive"), new Date(0))).toThrow("not a ZIP file");
  });
});
