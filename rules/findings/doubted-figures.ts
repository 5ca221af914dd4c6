import { shiftPeriod } from "../calendar/periods.ts";
import type { Text } from "../indicators/define.ts";
import type { ComparedFigure, Found } from "./define.ts";
import type { MonthFigures, MonthWithPast } from "./figure-history.ts";
import { figureText } from "./figure-text.ts";

/** A figure to ask about and the figure it was expected to be near. */
export interface Doubted {
  /** The figure's place among those of its report. */
  readonly at: number;
  readonly value: number;
  readonly expected: number;
}

/** What the figure of the comparison is, in words. */
export interface ComparedWith {
  readonly zh: (expected: string) => string;
  readonly en: (expected: string) => string;
}

/**
 * A question about figures of one month, named by their values: the same figures are asked about once, and corrected ones anew. The evidence
 * names their columns, by which verdicts that rest on them are found.
 */
export function foundOf(
  { report, month: { area, period }, past }: MonthWithPast,
  doubted: readonly Doubted[],
  comparedWith: ComparedWith,
  more: Readonly<Record<string, Text>> = {},
): Found {
  const columns = doubted.map(({ at }) => report.figures[at]!.name);
  const values = doubted.map(({ at, value }) => `${report.figures[at]!.name}=${value}`);
  const inWords = (language: "zh" | "en") =>
    doubted.map(({ at, value, expected }) => {
      const { title, unit } = report.figures[at]!;
      const noted = comparedWith[language](figureText(expected, unit));
      const figure = figureText(value, unit);
      return language === "zh" ? `${title.zh}${figure}（${noted}）` : `${title.en} ${figure} (${noted})`;
    });
  return {
    key: `${area} ${report.contract} ${period} ${values.join(" ")}`,
    ...{ area, contract: report.contract, period, pValue: null },
    evidence: {
      ...{ report: report.title, period, count: doubted.length, columns: columns.join(" "), ...more },
      figures: { zh: inWords("zh").join("、"), en: inWords("en").join(", ") },
      comparedWith: { zh: nameOf(comparedWith.zh), en: nameOf(comparedWith.en) },
      compared: doubted.map(
        ({ at, value, expected }): ComparedFigure => ({
          ...{ title: report.figures[at]!.title, value, expected },
          ...(report.figures[at]!.unit ? { unit: report.figures[at]!.unit } : {}),
          others: othersOf(past, period, at),
        }),
      ),
    },
  };
}

/** Name of what figures are compared with: its words without the figure. */
const nameOf = (inWords: (expected: string) => string): string => inWords("").trim().replace(/为$/u, "");

/** Months before a month, and earlier years, whose figures stand beside it. */
const [MONTHS_BEFORE, YEARS_BEFORE] = [2, 2];

/** What is known of a figure in the months before, and in the same month of earlier years; the latest first. */
function othersOf(past: readonly MonthFigures[], period: string, at: number): ComparedFigure["others"] {
  const months = [
    ...Array.from({ length: MONTHS_BEFORE }, (_, before) => -1 - before),
    ...Array.from({ length: YEARS_BEFORE }, (_, before) => -12 * (1 + before)),
  ].map((months) => shiftPeriod(period, "month", months));
  return months.flatMap((other) => {
    const value = past.find((month) => month.period === other)?.values[at] ?? null;
    return value === null ? [] : [{ period: other, value }];
  });
}
