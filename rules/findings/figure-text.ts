/** Units of figures that are not counted in persons, posts or money. */
export type FigureUnit = "percent";

const DECIMALS = { counted: 1, percent: 2 } as const;

/**
 * A figure of a finding as text, the same in the sentence and in the table under it: grouped thousands, one decimal at most.
 *
 * @example
 * figureText(552.5) // "552.5"
 * figureText(5.25, "percent") // "5.25%"
 */
export function figureText(value: number, unit?: FigureUnit): string {
  const decimals = unit === "percent" ? DECIMALS.percent : DECIMALS.counted;
  const text = new Intl.NumberFormat("en", { maximumFractionDigits: decimals }).format(value);
  return unit === "percent" ? `${text}%` : text;
}
