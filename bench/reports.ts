import { performance } from "node:perf_hooks";
import { Resvg } from "@resvg/resvg-js";
import { Document, ImageRun, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from "docx";
import { LineChart } from "echarts/charts";
import { GridComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import pdfmake from "pdfmake";
import { compileMessage } from "../reports/delivery/mime.ts";
import { withPictures } from "../reports/delivery/pictures.ts";
import { chartPng } from "../reports/documents/charts/draw-chart.ts";
import type { Chart, NoticeContent } from "../reports/documents/content.ts";
import { docxOf } from "../reports/documents/docx.ts";
import { FONTS } from "../reports/documents/paper.ts";
import { pdfOf } from "../reports/documents/pdf.ts";
import { renderHtml, renderText } from "../reports/notices/render.ts";
import { noticeOf } from "../test/reports/notices/notice-of.ts";
import { SITUATIONS } from "../test/reports/notices/situations.ts";

use([LineChart, GridComponent, SVGRenderer]);

/** Offices of the example, and rounds of which the fastest counts. */
const [OFFICES, ROUNDS] = [118, 3];

/**
 * `npm run bench -- reports [OFFICES]`: mails for 118 offices, each with a chart of its own, against the chart and PNG libraries alone on the same
 * figures; Word against docx, PDF against pdfmake, on the same texts, tables and pictures in their plainest form; at most twice their time.
 */
export async function run(args: string[]): Promise<void> {
  const notices = noticesFor(Number(args[0] ?? OFFICES));
  const pictures = notices.map(({ charts }) => charts.map((chart) => chartPng(chart)));
  console.log(`reports: ${notices.length} notices, ${pictures.flat().length} charts`);
  await compare("mails", "echarts and resvg alone", {
    ours: async () => {
      for (const notice of notices) await mailOf(notice);
    },
    theirs: async () => {
      for (const { charts } of notices) for (const chart of charts) plainPicture(chart);
    },
  });
  await compare("Word", "docx alone", {
    ours: async () => {
      for (const [at, notice] of notices.entries()) await docxOf(notice, { pictures: pictures[at]! });
    },
    theirs: async () => {
      for (const [at, notice] of notices.entries()) await plainDocx(notice, pictures[at]!);
    },
  });
  await compare("PDF", "pdfmake alone", {
    ours: async () => {
      for (const [at, notice] of notices.entries()) await pdfOf(notice, { pictures: pictures[at]! });
    },
    theirs: async () => {
      for (const [at, notice] of notices.entries()) await plainPdf(notice, pictures[at]!);
    },
  });
}

/** Two ways to the same result. */
interface Pair {
  readonly ours: () => Promise<void>;
  readonly theirs: () => Promise<void>;
}

/** The fastest of some rounds of each, interleaved, after a round of each that counts for nothing. */
async function compare(name: string, baseline: string, { ours, theirs }: Pair): Promise<void> {
  const [mine, others]: [number[], number[]] = [[], []];
  for (let round = 0; round <= ROUNDS; round++) {
    const [a, b] = [await secondsOf(theirs), await secondsOf(ours)];
    if (round > 0) [others, mine].forEach((all, at) => void all.push(at === 0 ? a : b));
  }
  const [base, measured] = [Math.min(...others), Math.min(...mine)];
  console.log(
    `  ${name.padEnd(6)} ${measured.toFixed(2)} s, ${baseline} ${base.toFixed(2)} s: ${(measured / base).toFixed(2)} times (at most 2)`,
  );
}

async function secondsOf(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

/** Notices with charts, each with other figures: no two pictures are the same. */
function noticesFor(count: number): NoticeContent[] {
  const drawn = SITUATIONS.map(noticeOf).filter(({ charts }) => charts.length > 0);
  return Array.from({ length: count }, (_, at) => {
    const notice = drawn[at % drawn.length]!;
    return { ...notice, charts: notice.charts.map((chart) => shifted(chart, at)) };
  });
}

let serial = 0;
/** A chart whose figures nobody has drawn yet. */
const shifted = (chart: Chart, by: number): Chart => ({
  ...chart,
  points: chart.points.map((point) => (point.value === null ? point : { ...point, value: point.value + by })),
});

/** A mail as it is sent: page, text, pictures, bytes. */
async function mailOf(notice: NoticeContent): Promise<Buffer> {
  // What was drawn in an earlier round is kept; here each is new.
  serial++;
  const charts = notice.charts.map((chart) => ({ ...chart, alt: `${chart.alt} ${serial}` }));
  const { html, pictures } = await withPictures(renderHtml({ ...notice, charts }), charts);
  return compileMessage({
    ...{
      from: "a@example.org",
      to: "b@example.org",
      messageId: `<${serial}@example.org>`,
      date: new Date(0),
    },
    ...{ subject: notice.subject, text: renderText(notice), html, attachments: pictures },
  });
}

/** The figures as a line of the library, with nothing of ours. */
function plainPicture({ points, season }: Chart): Buffer {
  const chart = init(null, null, { renderer: "svg", ssr: true, width: 520, height: 260 });
  const line = (values: readonly (number | null)[]) => ({ type: "line" as const, data: [...values] });
  chart.setOption({
    animation: false,
    textStyle: { fontFamily: "Noto Sans SC" },
    xAxis: { type: "category", data: points.map(({ label }) => label) },
    yAxis: { type: "value" },
    series: [
      line(points.map(({ value }) => value)),
      ...(season.length > 0
        ? (["low", "middle", "high"] as const).map((key) => line(season.map((point) => point?.[key] ?? null)))
        : []),
    ],
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  const fontFiles = [FONTS.regular, FONTS.bold];
  const font = { fontFiles, loadSystemFonts: false, defaultFontFamily: "Noto Sans SC" };
  return new Resvg(svg, { fitTo: { mode: "zoom", value: 2 }, font }).render().asPng();
}

/** A notice in the simplest form of the libraries: its lines, and its rows as tables. */
const linesOf = ({ title, head, office, lead, foot, signature, charts }: NoticeContent): string[] => [
  ...[title, ...head, office, lead],
  ...charts.flatMap((chart) => [chart.title, ...chart.notes]),
  ...[...foot, signature],
];

/** The tables of a notice: labels with texts, measures, the comparison, the timeline. */
const tablesOf = ({ paragraphs, comparison, timeline }: NoticeContent): string[][][] =>
  [
    paragraphs.map(({ label, text }) => [label, text]),
    paragraphs.flatMap(({ steps = [] }) => steps.map(({ text, taker, due }) => [text, taker, due])),
    comparison ? [[...comparison.head], ...comparison.rows.map((row) => row.map(({ text }) => text))] : [],
    timeline.map(({ day, text }) => [day, text]),
  ].filter((rows) => rows.length > 0);

const plainDocx = (notice: NoticeContent, pictures: readonly Buffer[]): Promise<Buffer> =>
  Packer.toBuffer(
    new Document({
      sections: [
        {
          children: [
            ...linesOf(notice).map((line) => new Paragraph({ children: [new TextRun(line)] })),
            ...tablesOf(notice).map(
              (rows) =>
                new Table({
                  rows: rows.map(
                    (cells) =>
                      new TableRow({
                        children: cells.map((text) => new TableCell({ children: [new Paragraph(text)] })),
                      }),
                  ),
                }),
            ),
            ...pictures.map(
              (data) =>
                new Paragraph({
                  children: [
                    new ImageRun({ type: "png", data, transformation: { width: 520, height: 260 } }),
                  ],
                }),
            ),
          ],
        },
      ],
    }),
  );

function plainPdf(notice: NoticeContent, pictures: readonly Buffer[]): Promise<Buffer> {
  const { regular, bold } = FONTS;
  pdfmake.setLocalAccessPolicy(() => true);
  pdfmake.setFonts({ Noto: { normal: regular, bold, italics: regular, bolditalics: bold } });
  return pdfmake
    .createPdf({
      defaultStyle: { font: "Noto" },
      content: [
        ...linesOf(notice),
        ...tablesOf(notice).map((rows) => ({ table: { body: rows } })),
        ...pictures.map((png) => ({ image: `data:image/png;base64,${png.toString("base64")}`, width: 500 })),
      ],
    })
    .getBuffer();
}
