import { extname } from "node:path";
import {
  ANSWER_CHARTS,
  type AnswerChartKind,
  answerSvg,
  ChartError,
  seriesOf,
} from "../../../reports/documents/charts/answer-chart.ts";
import { AREAS_OF_COPY, answerMapSvg, type DrawnArea } from "../../../reports/documents/charts/answer-map.ts";
import { bilingual } from "../../../reports/language/bilingual.ts";
import { translate } from "../../../reports/language/index.ts";
import { terminalChart } from "../../../reports/views/terminal-chart.ts";
import { UserError } from "../../deployment/user-error.ts";
import type { Asker } from "./ask.ts";
import { writeWhole } from "./write-out.ts";

/** The areas of the copy. */
async function areasOf(asker: Asker): Promise<DrawnArea[]> {
  const { rows } = await asker.ask({ sql: AREAS_OF_COPY, rows: 20_000 });
  return rows.map(([code, name, parent]) => ({
    ...{ code: String(code), name: String(name), parent: parent === null ? null : String(parent) },
  }));
}

/** Most rows of an answer that is drawn. */
export const MOST_DRAWN = 16_000;

/** Charts of an answer, and its areas as tiles. */
const KINDS = [...ANSWER_CHARTS, "map"] as const;
export type ChartKind = AnswerChartKind | "map";

/** The kind of chart that `--chart` names. @throws UserError for one that there is not */
export function chartKind(text: string): ChartKind {
  const kind = KINDS.find((known) => known === text);
  if (!kind) throw new UserError(bilingual("error.chart-option", { value: text, known: KINDS }));
  return kind;
}

/**
 * Ask a question and draw its answer: into a new file, SVG or PNG by its ending, or as bars on the terminal.
 *
 * @returns what is printed
 * @throws UserError where the answer cannot be drawn, or the file not be written
 */
export async function drawAnswer(
  asker: Asker,
  question: Parameters<Asker["ask"]>[0],
  kind: ChartKind,
  { out, replace }: { readonly out?: string | undefined; readonly replace: boolean },
): Promise<string> {
  const ending = out === undefined ? null : extname(out).toLowerCase();
  if (ending !== null && ending !== ".svg" && ending !== ".png")
    throw new UserError(bilingual("error.chart-file", { file: out! }));
  const { columns, rows, end } = await asker.ask(question);
  try {
    if (out === undefined)
      return terminalChart(
        seriesOf({ columns, rows }, { kind: kind === "map" ? "bar" : kind }),
        asker.language,
      );
    const svg =
      kind === "map"
        ? answerMapSvg({ columns, rows }, await areasOf(asker), asker.language)
        : answerSvg({ columns, rows }, { kind }, asker.language);
    if (ending === ".svg") writeWhole(out, replace, svg);
    else {
      const { svgPng } = await import("../../../reports/documents/charts/draw-chart.ts");
      writeWhole(out, replace, svgPng(svg));
    }
    return translate(asker.language, "ask.drawn", { file: out, count: end.count });
  } catch (error) {
    if (error instanceof ChartError) throw new UserError(bilingual(error.key, { ...error.fillings }));
    throw error;
  }
}
