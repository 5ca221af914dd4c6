/** What stands around a numeral, and the numeral: sign, digits with or without groups, decimals, per cent. */
const NUMERAL = /^([^\d+−-]*)([+−-]?)((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?)(.*)$/su;

/**
 * The number format by which a workbook shows a figure as the text of its cell does, so that who computes with the number reads the same as who reads
 * the notice. A text that shows another number leaves the format to the program.
 *
 * @example
 * numberFormat("≤1.20‰", 1.2) // "\"≤\"0.00\"‰\""
 */
export function numberFormat(text: string, value: number): string {
  const [, before = "", sign = "", digits = "", decimals = "", after = ""] = NUMERAL.exec(text) ?? [];
  const shown = Number(digits.replaceAll(",", "")) * (sign === "-" || sign === "−" ? -1 : 1);
  const isPerCent = after.startsWith("%");
  const scale = isPerCent && isShown(100 * value, shown, decimals.length) ? 100 : 1;
  if (digits === "" || /\d/u.test(after) || !isShown(scale * value, shown, decimals.length)) return "General";
  const numeral = `${digits.includes(",") ? "#,##0" : "0"}${decimals === "" ? "" : `.${"0".repeat(decimals.length)}`}`;
  const rest = scale === 100 ? `%${quoted(after.slice(1))}` : quoted(after);
  if (sign === "") return `${quoted(before)}${numeral}${rest}`;
  const part = (mark: string) => `${quoted(before + mark)}${numeral}${rest}`;
  return `${part("+")};${part("−")};${part("")}`;
}

const isShown = (value: number, shown: number, decimals: number): boolean =>
  Math.abs(value - shown) <= 0.5000001 * 10 ** -decimals;

/** Text that stands as it is within a number format. */
const quoted = (text: string): string =>
  text
    .split('"')
    .map((part) => (part === "" ? "" : `"${part}"`))
    .join('\\"');
