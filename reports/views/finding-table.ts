import type { ComparedFigure, Evidence } from "../../rules/findings/define.ts";
import { figureText } from "../../rules/findings/figure-text.ts";
import type { Finding } from "../../rules/findings/finding-log.ts";
import type { Text } from "../../rules/indicators/define.ts";
import type { Cell, Table } from "../documents/content.ts";
import type { TextKey } from "../language/catalogue.ts";
import { inLanguage, type Language, numberText, periodText, translate } from "../language/index.ts";
import { valueText } from "./finding-text.ts";

/** Figures of the kinds whose evidence names them one by one: the text of each, its name in the evidence; the first is asked about. */
const NAMED: Readonly<Record<string, readonly (readonly [TextKey, string])[]>> = {
  "drop-without-layoffs": [
    ["finding.insured", "insured"],
    ["finding.insured-before", "before"],
    ["finding.reported", "reported"],
  ],
  "layoffs-without-drop": [
    ["finding.insured", "insured"],
    ["finding.insured-start", "before"],
    ["finding.planned", "persons"],
  ],
  "parts-differ": [
    ["finding.parts-above", "own"],
    ["finding.parts-below", "sum"],
  ],
  "postings-fall-as-layoffs-rise": [
    ["finding.postings", "postings"],
    ["finding.postings-before", "before"],
    ["finding.layoffs", "layoffs"],
    ["finding.layoffs-before", "earlier"],
  ],
  "panel-differs": [
    ["finding.panel", "panel"],
    ["finding.panel-insured", "insured"],
  ],
  "probable-amendment": [
    ["finding.later", "workers"],
    ["finding.earlier", "earlierWorkers"],
  ],
};

/**
 * The figures that a finding asks about, marked, and what they were compared with: months before, the same month of earlier years, another report.
 * Undefined where its evidence has no figures, as with habits over many months.
 */
export function findingTable(
  { kind, period, evidence }: Pick<Finding, "kind" | "period" | "evidence">,
  language: Language,
): Table | undefined {
  const { compared } = evidence;
  if (Array.isArray(compared) && period !== null)
    return monthsTable(compared as readonly ComparedFigure[], period, evidence, language);
  const named = (NAMED[kind] ?? []).filter(([, name]) => typeof evidence[name] === "number");
  if (named.length < 2) return undefined;
  const words = Object.fromEntries(
    Object.entries(evidence).map(([name, value]) => [name, valueText(value, language)]),
  );
  return {
    ...{ form: "list", title: "", notes: [] },
    head: [translate(language, "finding.figure"), translate(language, "finding.value")],
    rows: named.map(([key, name], at) => [
      { text: translate(language, key, words) },
      figureCell(Number(evidence[name]), language, at === 0),
    ]),
  };
}

/** A row for each figure: of the month asked about, what it was expected to be near, and of other months. */
function monthsTable(
  figures: readonly ComparedFigure[],
  period: string,
  { comparedWith }: Evidence,
  language: Language,
): Table {
  const months = [...new Set(figures.flatMap(({ others }) => others.map((other) => other.period)))];
  const ordered = months.sort().reverse();
  return {
    ...{ form: "list", title: "", notes: [] },
    head: [
      translate(language, "finding.figure"),
      periodText(period, "month", language),
      comparedWith ? inLanguage(comparedWith as Text, language) : "",
      ...ordered.map((month) => periodText(month, "month", language)),
    ],
    rows: figures.map(({ title, value, expected, unit, others }) => [
      { text: inLanguage(title, language) },
      { text: figureText(value, unit), value, isMarked: true },
      { text: figureText(expected, unit), value: expected },
      ...ordered.map((month): Cell => {
        const other = others.find((each) => each.period === month);
        return other ? { text: figureText(other.value, unit), value: other.value } : { text: "—" };
      }),
    ]),
  };
}

const figureCell = (value: number, language: Language, isMarked = false): Cell => ({
  ...{ text: numberText(value, language), value },
  ...(isMarked ? { isMarked } : {}),
});
