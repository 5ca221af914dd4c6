import type { Indicator } from "./define.ts";
import { indicators } from "./index.ts";

/** The page of all indicators, made from their definitions; a test compares it with `INDICATORS.md`. */
export function indicatorsPage(): string {
  return [
    "# Indicators",
    "",
    "Made from `rules/indicators/`; the number of each is the SQL file of its name in `warehouse/measure/indicators/`.",
    "",
    "| id | 指标 | indicator | unit | periods | levels | not shown at | numerator | denominator | definition | when missing |",
    "|---|---|---|---|---|---|---|---|---|---|---|",
    ...indicators.map(indicatorRow),
    "",
  ].join("\n");
}

/** The levels at which a figure must not be shown, and why. */
export function notShown({ levels, notBelow }: Indicator): string {
  const others = (["region", "league", "banner"] as const).filter((level) => !levels.includes(level));
  if (others.length === 0) return "-";
  return `${others.join(", ")}${notBelow ? `: ${notBelow.zh} / ${notBelow.en}` : ""}`;
}

export const indicatorRow = (own: Indicator): string =>
  `| ${[
    `\`${own.id}\``,
    own.title.zh,
    own.title.en,
    own.unit.en,
    own.periods.join(", "),
    own.levels.join(", "),
    notShown(own),
    own.numerator,
    own.denominator ?? "-",
    own.definition ? `${own.definition.zh} / ${own.definition.en}` : "-",
    own.whenMissing,
  ].join(" | ")} |`;
