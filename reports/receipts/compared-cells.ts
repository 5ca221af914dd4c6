import type { Cell } from "../documents/content.ts";
import { type Language, numberText, translate } from "../language/index.ts";
import type { RefusalReason } from "../views/status.ts";

/** A figure that was compared, what it was compared with, and what that is: `8191 ≠ 8189`, `120 > 100 (2026-03)`. */
const COMPARED = /^(-?[\d.]+) ([≠<>]) (-?[\d.]+)(?: \((\d{4}-\d{2})\))?$/u;

/** A comparison that a reason carries. */
interface Comparison {
  readonly position: number;
  readonly figure: number;
  readonly sign: string;
  readonly other: number;
  readonly period: string | undefined;
}

/**
 * Rows under those that were refused, with what the reasons compare: the sum of the rows and what it should be with the difference, or the figure of
 * the period before or next.
 *
 * @param places where the cells of the shown columns stand in the file
 */
export function comparedCells(
  reasons: readonly RefusalReason[],
  places: readonly (number | null)[],
  language: Language,
): Cell[][] {
  const compared = reasons.flatMap(comparisonIn);
  const [first] = compared;
  if (!first) return [];
  const row = (label: string, text: (comparison: Comparison) => string): Cell[] => [
    { text: label },
    ...places.map((place) => {
      const comparison = compared.find(({ position }) => position === place);
      return { text: comparison ? text(comparison) : "" };
    }),
  ];
  const number = (value: number) => numberText(value, language, 4);
  const should = (label: string) => row(label, (comparison) => differenceText(comparison, number, language));
  if (first.period !== undefined) {
    const key = first.sign === ">" ? "problem.next" : "problem.before";
    return [should(translate(language, key, { period: first.period }))];
  }
  return [
    row(translate(language, "problem.sum"), ({ figure }) => number(figure)),
    should(translate(language, "problem.should")),
  ];
}

function comparisonIn({ found, where }: RefusalReason): Comparison[] {
  const [, figure, sign = "", other, period] = COMPARED.exec(found ?? "") ?? [];
  const position = where?.position ?? null;
  if (figure === undefined || other === undefined || position === null) return [];
  return [{ position, figure: Number(figure), sign, other: Number(other), period }];
}

/** The figure of the comparison, and by how much the refused one is above or below it. */
function differenceText(
  { figure, other }: Comparison,
  number: (value: number) => string,
  language: Language,
): string {
  const difference = Math.round((figure - other) * 1e4) / 1e4;
  const key = difference > 0 ? "problem.more-than" : "problem.less-than";
  return `${number(other)}\n${translate(language, key, { difference: number(Math.abs(difference)) })}`;
}
