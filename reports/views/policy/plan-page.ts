import { escapeHtml, htmlDocument } from "../../documents/html.ts";
import type { Language } from "../../language/index.ts";
import type { PlanTable } from "./plan-tables.ts";

/** A part of a plan: a heading, sentences, tables and lines, each where there is one. */
export interface PlanPart {
  readonly heading?: string;
  readonly sentences?: readonly string[];
  readonly tables?: readonly PlanTable[];
  readonly lines?: readonly string[];
}

/** A plan as one self-contained page, without external resources. */
export function planPage(title: string, parts: readonly PlanPart[], language: Language): string {
  const body = [`<h1>${escapeHtml(title)}</h1>`, ...parts.flatMap(partHtml)].join("\n");
  return htmlDocument({ language, title, styleSheet: STYLE, body });
}

function partHtml({ heading, sentences = [], tables = [], lines = [] }: PlanPart): string[] {
  return [
    ...(heading ? [`<h2>${escapeHtml(heading.replaceAll("==", "").trim())}</h2>`] : []),
    ...sentences.map((sentence) => `<p>${escapeHtml(sentence)}</p>`),
    ...tables.filter(({ rows }) => rows.length > 0).map(tableHtml),
    ...(lines.length > 0
      ? [`<ul>${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join("\n")}</ul>`]
      : []),
  ];
}

const row = (cells: readonly string[], tag: "th" | "td"): string =>
  `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join("")}</tr>`;
const tableHtml = ({ head, rows }: PlanTable): string =>
  `<table><thead>${row(head, "th")}</thead><tbody>\n${rows.map((cells) => row(cells, "td")).join("\n")}\n</tbody></table>`;

const STYLE = `body{font:15px/1.5 "Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei",sans-serif;max-width:1100px;margin:2em auto;padding:0 1em;color:#222}
table{border-collapse:collapse;margin:1em 0;font-size:13px}th,td{border:1px solid #ccc;padding:3px 8px;text-align:right}
th:first-child,td:first-child{text-align:left}th{background:#f3f3f3}ul{list-style:none;padding:0;font-size:13px}li{padding:2px 0;border-bottom:1px solid #eee}`;
