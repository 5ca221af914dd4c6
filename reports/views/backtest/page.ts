import type { Backtest } from "../../../rules/backtest/backtest.ts";
import { escapeHtml, htmlDocument } from "../../documents/html.ts";
import { type Language, translate } from "../../language/index.ts";
import { delayChart, falseChart, timeChart } from "./charts.ts";
import { backtestTable, eventTable, type LevelName, type TableText } from "./rows.ts";

/** Names and texts of a backtest page. */
export interface BacktestPageSetting {
  readonly name: string;
  /** Sentences on what was judged and how. */
  readonly basis: readonly string[];
  readonly levelName: LevelName;
  readonly levelOf: (area: string) => string;
  readonly language: Language;
}

/** A backtest as one self-contained page: tables and charts, no external resources. */
export function backtestPage(found: Backtest, setting: BacktestPageSetting): string {
  const { name, basis, language, levelName, levelOf } = setting;
  const title = translate(language, "skill.title", { name });
  const events = eventTable(found.detections, levelOf, levelName, language);
  const parts = [
    `<h1>${escapeHtml(title)}</h1>`,
    ...basis.map((line) => `<p>${escapeHtml(line)}</p>`),
    ...(events.rows.length > 0
      ? [tableHtml(events), section(language, "skill.chart.delay", delayChart(found, language))]
      : [`<p>${escapeHtml(translate(language, "skill.no-events"))}</p>`]),
    section(language, "skill.chart.time", timeChart(found)),
    section(language, "skill.chart.false", falseChart(found, levelName, language)),
    tableHtml(backtestTable(found, levelName, language)),
    `<p class="note">${escapeHtml(translate(language, "skill.explain"))}</p>`,
  ];
  return htmlDocument({ language, title, styleSheet: STYLE, body: parts.join("\n") });
}

const section = (
  language: Language,
  key: "skill.chart.false" | "skill.chart.delay" | "skill.chart.time",
  svg: string,
): string => `<figure><figcaption>${escapeHtml(translate(language, key))}</figcaption>${svg}</figure>`;

const row = (cells: readonly string[], tag: "th" | "td"): string =>
  `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join("")}</tr>`;
const tableHtml = ({ head, rows }: TableText): string =>
  `<table><thead>${row(head, "th")}</thead><tbody>\n${rows.map((cells) => row(cells, "td")).join("\n")}\n</tbody></table>`;

const STYLE = `body{font:15px/1.5 "Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei",sans-serif;max-width:1100px;margin:2em auto;padding:0 1em;color:#222}
table{border-collapse:collapse;margin:1em 0;font-size:13px}th,td{border:1px solid #ccc;padding:3px 8px;text-align:right}
th:first-child,td:first-child{text-align:left}th{background:#f3f3f3}figure{margin:1.5em 0}figcaption{font-weight:bold}
.note{color:#666;font-size:13px}svg text{font-size:12px;fill:#333}`;
