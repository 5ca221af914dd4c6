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

/** One row of the indicator table, in Markdown. */
export const indicatorRow = (indicator: Indicator): string =>
  `| ${[
    `\`${indicator.id}\``,
    indicator.title.zh,
    indicator.title.en,
    indicator.unit.en,
    indicator.periods.join(", "),
    indicator.levels.join(", "),
    notShown(indicator),
    indicator.numerator,
    indicator.denominator ?? "-",
    indicator.definition ? `${indicator.definition.zh} / ${indicator.definition.en}` : "-",
    indicator.whenMissing,
  ].join(" | ")} |`;
