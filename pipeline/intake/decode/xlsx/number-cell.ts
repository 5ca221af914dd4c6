import { parseUnit } from "../layout/units.ts";
import { type NumberDisplay, scaleOf } from "./number-format.ts";

/** A number of a workbook as text, and how its display differs from it; null where it does not. */
export interface NumberCell {
  readonly text: string;
  readonly mark: { readonly places: number; readonly power: number } | null;
}

/** Digits that the general format shows, and the decimals that contracts keep. */
const [GENERAL_DIGITS, KEPT_PLACES] = [10, 4];

/** A number as stored, without the digits that binary fractions add: `0.30000000000000004` is `0.3`. */
export function numberText(value: string): string {
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  return Number.isInteger(number) && Math.abs(number) < 1e15
    ? String(number)
    : String(Number(number.toPrecision(15)));
}

/**
 * A number of a workbook as it is to be read: zeros in front that the display adds belong to it, and so does a unit behind it. Digits that
 * the display hides, and a display that divides the number, are told.
 *
 * @param value the number as stored
 */
export function numberCell(value: string, display: NumberDisplay | undefined): NumberCell {
  const text = /^-?\d{1,15}$/.test(value) ? value : numberText(value);
  const decimals = decimalsOf(text);
  if (display === undefined) return { text, mark: hiddenDecimals(text, decimals, null) };
  if (display.zeros > 0 && /^\d+$/.test(text))
    return { text: `${display.prefix}${text.padStart(display.zeros, "0")}`, mark: null };
  if (display.isMixed) return { text, mark: { places: 0, power: Number.NaN } };
  // A sign that the display adds belongs to what its reader has seen.
  if (/[-(（]/u.test(display.prefix))
    return { text: `${display.prefix}${text}${display.suffix}`, mark: null };
  if (display.power !== 0)
    return { text, mark: { places: display.places ?? decimals, power: display.power } };
  const unit = parseUnit(display.suffix);
  return {
    text: (unit && unit.factor !== 1) || scaleOf(display.suffix) !== "" ? `${text}${display.suffix}` : text,
    mark: hiddenDecimals(text, decimals, display.places),
  };
}

const decimalsOf = (text: string): number => {
  const point = text.indexOf(".");
  return point < 0 ? 0 : text.length - point - 1;
};

function hiddenDecimals(text: string, decimals: number, places: number | null): NumberCell["mark"] {
  if (decimals === 0) return null;
  const shown = places ?? Math.max(0, GENERAL_DIGITS - text.replace("-", "").indexOf("."));
  return decimals > Math.min(shown, KEPT_PLACES) ? { places: shown, power: 0 } : null;
}
