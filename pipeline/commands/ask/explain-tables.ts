import type { TextKey } from "../../../reports/language/catalogue.ts";
import { inLanguage, numberText, translate } from "../../../reports/language/index.ts";
import { answerTable } from "../../../reports/views/answer-table.ts";
import type { Contribution, NumberVersion } from "../../../reports/views/explain/explained-number.ts";
import type { ReportBehind } from "../../../reports/views/explain/reports-behind.ts";
import { contractById } from "../../intake/contracts/index.ts";
import type { ExplainedSource } from "./explained-source.ts";

/** An instant as text, to the minute. */
export const instantText = (iso: string): string => `${iso.slice(0, 16).replace("T", " ")} UTC`;

/** The contributions of the areas directly below, as a table. */
export function contributionTable(source: ExplainedSource, rows: readonly Contribution[]): string {
  const { language } = source;
  return table(
    source,
    ["explain.area", "explain.numerator", "explain.denominator-head", "explain.value", "explain.in"],
    rows.map(({ area, numerator, denominator, value, partsIn, partsExpected }) => [
      source.areaName(area),
      ...[numerator, denominator, value].map((figure) =>
        figure === null ? null : numberText(figure, language, 4),
      ),
      `${partsIn}/${partsExpected}`,
    ]),
  );
}

/** Revisions as a table, latest first, each with its change from the previous one. */
export function revisionTable(
  source: ExplainedSource,
  rows: readonly NumberVersion[],
  versions: readonly NumberVersion[],
): string {
  const { language } = source;
  return table(
    source,
    [
      "explain.known-head",
      "explain.night",
      "explain.value",
      "explain.change",
      "explain.numerator",
      "explain.in",
    ],
    rows.map((version) => {
      const before = versions[versions.indexOf(version) - 1];
      const change =
        before && version.value !== null && before.value !== null ? version.value - before.value : null;
      const figure = (number: number | null) => (number === null ? null : numberText(number, language, 4));
      return [
        instantText(version.knownAt),
        version.night,
        figure(version.value),
        change === null ? null : `${change > 0 ? "+" : ""}${figure(change)}`,
        figure(version.numerator),
        `${version.partsIn}/${version.partsExpected}`,
      ];
    }),
  );
}

/** The submissions a number is computed from, as a table. */
export function reportTable(source: ExplainedSource, rows: readonly ReportBehind[]): string {
  const { language } = source;
  return table(
    source,
    [
      "explain.submission",
      "explain.file",
      "explain.sender",
      "explain.period",
      "explain.received",
      "explain.row-count",
      "explain.areas",
    ],
    rows.map(({ submission, contract, fileName, sender, period, receivedAt, rows: count, areas }) => [
      String(submission),
      `${inLanguage(contractById(contract)!.title, language)} ${fileName}`,
      sender ?? translate(language, "trace.operator"),
      period,
      instantText(receivedAt),
      count === 0 ? translate(language, "explain.nil") : String(count),
      String(areas),
    ]),
  );
}

const LEFT = new Set<TextKey>([
  "explain.area",
  "explain.file",
  "explain.sender",
  "explain.known-head",
  "explain.night",
  "explain.period",
  "explain.received",
]);

const table = (
  source: ExplainedSource,
  heads: readonly TextKey[],
  rows: readonly (readonly (string | null)[])[],
): string =>
  answerTable(
    heads.map((key) => ({
      name: translate(source.language, key),
      type: LEFT.has(key) ? "VARCHAR" : "DOUBLE",
    })),
    rows,
  );
