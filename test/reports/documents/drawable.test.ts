import { expect, it, test } from "vitest";
import { letterContent } from "../../../reports/delivery/letter-content.ts";
import { type LetterText, letterHtml, letterPlain } from "../../../reports/delivery/letter-text.ts";
import { chartPng, chartSvg } from "../../../reports/documents/charts/draw-chart.ts";
import type { Chart, Multiples, Picture } from "../../../reports/documents/content.ts";
import { documentFiles } from "../../../reports/documents/document-files.ts";
import { wordsOf } from "./readers.ts";

const MONTHS = [24, 30, 27, 35, 31, 28];
const pointsOf = (values: readonly (number | null)[]) =>
  values.map((value, at) => ({ label: `${at + 1}月`, value }));

const chart = (part: Partial<Chart> = {}): Chart => ({
  ...{ kind: "line", title: "甲一旗走势", unit: "人", season: [], lines: [], tier: "II", fromZero: true },
  ...{ points: pointsOf(MONTHS), notes: [], alt: "甲一旗由24人升至28人" },
  ...part,
});

const WRONG = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

it.each(WRONG)("a figure that is %s is drawn as a missing one", (wrong) => {
  const withValue = (value: number | null) => {
    const values = MONTHS.map((each, at) => (at === 2 ? value : each));
    return chart({ points: pointsOf(values) });
  };
  expect(chartSvg(withValue(wrong))).toBe(chartSvg(withValue(null)));
  const season = (low: number | null) =>
    MONTHS.map((middle, at) =>
      at === 3 && low === null ? null : { low: at === 3 ? low! : 20, middle, high: 40 },
    );
  expect(chartSvg(chart({ season: season(wrong) }))).toBe(chartSvg(chart({ season: season(null) })));
  const line = { tier: "II" as const, text: "Ⅱ" };
  expect(chartSvg(chart({ lines: [{ ...line, value: wrong }] }))).toBe(chartSvg(chart()));
  const panels = (value: number | null): Multiples => ({
    ...{ kind: "multiples", title: "两地", notes: [], alt: "" },
    panels: [{ ...withValue(value), sign: "Ⅱ", what: "" }],
  });
  expect(chartSvg(panels(wrong))).toBe(chartSvg(panels(null)));
});

it("control characters in the texts of a chart are left out", () => {
  const hostile = chart({
    title: "甲一旗\u0000走势\u0008",
    points: pointsOf(MONTHS).map((point) => ({ ...point, label: `${point.label}\u001b` })),
  });
  expect(chartSvg(hostile)).toBe(chartSvg(chart()));
  expect(chartPng(hostile).equals(chartPng(chart()))).toBe(true);
});

test("every format says in words what cannot be drawn, and has the other pictures", async () => {
  const broken = { ...chart({ title: "坏图", alt: "坏图显示的内容" }), points: null } as unknown as Picture;
  const letter: LetterText = {
    ...{ subject: "s", heading: "h", office: "o", lead: "l", blocks: [], foot: [] },
    charts: [broken, chart()],
  };
  const content = letterContent(letter, "zh-CN");
  const mail = { content, text: letterPlain(letter, "zh-CN"), html: letterHtml(letter, "zh-CN") };
  for (const { format, bytes } of await documentFiles(mail, ["html", "docx", "pdf"], {}))
    expect(await wordsOf(format, bytes), format).toContain("坏图显示的内容");
  const [page] = await documentFiles(mail, ["html"], {});
  expect(page!.bytes.toString().match(/<img/gu)).toHaveLength(1);
  expect(page!.bytes.toString()).toContain("data:image/png;base64,");
});
