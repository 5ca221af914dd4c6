import {
  answerSvg,
  ChartError,
  chartErrorText,
  type DrawnAnswer,
} from "../../documents/charts/answer-chart.ts";
import { isFigureType } from "../../documents/figure-type.ts";
import { escapeHtml, htmlDocument } from "../../documents/html.ts";
import { type Language, numberText, translate } from "../../language/index.ts";
import { visibleText } from "../../language/visible-text.ts";
import { BLOCK_WORDS, type Notebook, type NotebookStatement } from "./notebook.ts";

/** A statement with its answer, or why it has none. */
export type Answered =
  | (DrawnAnswer & { readonly count: number; readonly isCut: boolean })
  | { readonly reason: string };

/** What a page says of itself: the file it was made from, and the night whose figures it shows. */
export interface PageSetting {
  readonly file: string;
  readonly night: { readonly date: string; readonly asOf: string };
  readonly language: Language;
}

/** The statement that gives the night whose figures the readers' copy holds: its date, and the instant up to which it knew. */
export const NIGHT_OF_COPY =
  "SELECT CAST(date AS VARCHAR), CAST(as_of AS VARCHAR) FROM night WHERE state = 'done' ORDER BY id DESC LIMIT 1";

/**
 * A notebook with its answers as one page (分析页) that needs nothing from elsewhere: tables, charts, and each statement to be run again.
 *
 * @param answers one for each statement, in order
 */
export function notebookPage(notebook: Notebook, answers: readonly Answered[], setting: PageSetting): string {
  const { language, file, night } = setting;
  let at = 0;
  const body = notebook.parts.map((part) =>
    "html" in part ? part.html : statementHtml(part.statement, answers[at++]!, language),
  );
  const failed = answers.filter((answer) => "reason" in answer).length;
  const foot = translate(language, "notebook.foot", { file, count: answers.length, failed, ...night });
  return htmlDocument({
    ...{ language, title: notebook.title || file, styleSheet: STYLE },
    body: [`<main>`, ...body, `<footer>${escapeHtml(foot)}</footer>`, `</main>`].join("\n"),
  });
}

function statementHtml(statement: NotebookStatement, answer: Answered, language: Language): string {
  const { sql, title, unknown } = statement;
  const parts = [
    ...(title ? [`<h3>${escapeHtml(title)}</h3>`] : []),
    ...(unknown
      ? [remark(translate(language, "notebook.bad-option", { word: unknown, known: BLOCK_WORDS.join(" ") }))]
      : []),
    ...("reason" in answer
      ? [remark(translate(language, "notebook.failed", { reason: answer.reason }))]
      : answerHtml(statement, answer, language)),
    `<details><summary>${escapeHtml(translate(language, "notebook.statement"))}</summary><pre><code>${escapeHtml(sql)}</code></pre></details>`,
  ];
  return `<section>${parts.join("\n")}</section>`;
}

const remark = (text: string): string => `<p class="remark" role="note">${escapeHtml(text)}</p>`;

function answerHtml(
  statement: NotebookStatement,
  answer: Exclude<Answered, { readonly reason: string }>,
  language: Language,
): string[] {
  const { chart, rows: most = MOST_ROWS } = statement;
  const shown = answer.rows.slice(0, most);
  const isCut = answer.isCut || shown.length < answer.rows.length;
  const fillings = { count: answer.count, shown: shown.length };
  const key = answer.rows.length === 0 ? "notebook.no-rows" : isCut ? "notebook.rows-cut" : "notebook.rows";
  const table = tableHtml({ ...answer, rows: shown }, language);
  const caption = `<p class="count">${escapeHtml(translate(language, key, fillings))}</p>`;
  if (chart === null) return [table, caption];
  return [
    chartHtml(statement, answer, language),
    `<details${answer.rows.length <= FEW_ROWS ? " open" : ""}><summary>${escapeHtml(translate(language, key, fillings))}</summary>${table}</details>`,
  ];
}

/** Most rows of a table below a chart that stands open. */
const FEW_ROWS = 12;

/** Most rows of a table, unless the block says. */
const MOST_ROWS = 200;

function chartHtml(
  { chart, x, y, by, title }: NotebookStatement,
  answer: DrawnAnswer,
  language: Language,
): string {
  const wanted = { kind: chart!, ...(x ? { x } : {}), ...(y ? { y } : {}), ...(by ? { by } : {}) };
  try {
    return `<figure role="img" aria-label="${escapeHtml(title ?? "")}">${answerSvg(answer, wanted, language)}</figure>`;
  } catch (error) {
    if (!(error instanceof ChartError)) throw error;
    return remark(chartErrorText(error, language));
  }
}

function tableHtml({ columns, rows }: DrawnAnswer, language: Language): string {
  if (rows.length === 0) return "";
  const sides = columns.map(({ type }) =>
    isFigureType(type) ? ' class="n"' : /^(?:DATE|TIMESTAMP)/u.test(type) ? ' class="d"' : "",
  );
  const head = columns.map(
    ({ name }, at) => `<th scope="col"${sides[at]}>${escapeHtml(visibleText(name))}</th>`,
  );
  const body = rows.map(
    (row) =>
      `<tr>${row.map((value, at) => `<td${sides[at]}>${escapeHtml(cellText(value, sides[at] === ' class="n"', language))}</td>`).join("")}</tr>`,
  );
  return `<div class="wide"><table><thead><tr>${head.join("")}</tr></thead><tbody>${body.join("\n")}</tbody></table></div>`;
}

/** Decimals of a figure whose indicator is not known. */
const DECIMALS = 4;

function cellText(value: unknown, isFigure: boolean, language: Language): string {
  if (value === null || value === undefined) return "—";
  if (isFigure && Number.isSafeInteger(Math.trunc(Number(value))))
    return numberText(Number(value), language, DECIMALS);
  return visibleText(typeof value === "object" ? JSON.stringify(value) : String(value));
}

const STYLE = `*{box-sizing:border-box}body{margin:0;background:#F3F5F6;color:#1A2027;font:15px/1.65 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",sans-serif}
main{max-width:960px;margin:0 auto;padding:24px 28px 40px;background:#fff}h1{font-size:24px;line-height:34px;margin:8px 0 12px}h2{font-size:19px;line-height:28px;margin:32px 0 8px;padding-top:16px;border-top:1px solid #DDE2E6}h3{font-size:16px;line-height:24px;margin:20px 0 6px}
section{margin:12px 0 22px}.wide{overflow-x:auto}table{border-collapse:collapse;font-size:14px;line-height:21px;font-variant-numeric:tabular-nums}th{font-weight:400;color:#55606B;font-size:13px;text-align:left;border-bottom:1px solid #6B7680;padding:5px 16px 5px 0;vertical-align:bottom}td{border-bottom:1px solid #DDE2E6;padding:5px 16px 5px 0;vertical-align:top}.n{text-align:right}.n,.d{white-space:nowrap}
figure{margin:8px 0;overflow-x:auto}figure svg{max-width:100%;height:auto}.count,summary,footer{color:#55606B;font-size:13px;line-height:20px}summary{cursor:pointer;min-height:28px}pre{overflow-x:auto;background:#F3F5F6;padding:10px 14px;font-size:13px;line-height:20px}.remark{border-left:4px solid #A84C00;background:#FDF1E6;padding:8px 14px}footer{margin-top:36px;border-top:1px solid #DDE2E6;padding-top:12px}
@media (max-width:600px){figure svg{max-width:none;width:600px}main{padding:16px}h1{font-size:20px;line-height:29px}}
@media (prefers-color-scheme:dark){body{background:#12171C;color:#E8EDF1}main{background:#1B2229}th,.count,summary,footer{color:#A7B3BD}td,h2,footer{border-color:#36414B}pre{background:#12171C}figure{background:#fff}.remark{background:#33261A}a{color:#8DBBF5}}
@media print{body,main{background:#fff;padding:0}details:not([open]){display:none}}`;
