import { shownText } from "../../warehouse/engine/shown-numbers.ts";
import { visibleText } from "../language/visible-text.ts";

/** Most characters of a cell that are shown. */
const LONGEST = 40;

/**
 * A cell as a letter shows it: numbers of persons masked, what cannot be seen as marks, not longer than a line. It is masked before it is cut, since
 * a part of a number is no longer found.
 *
 * @example
 * cellText("13812345678") // "138****678"
 */
export function cellText(cell: string | null | undefined, longest = LONGEST): string {
  // A long cell is cut twice: first where masking it would take long, then where it is shown.
  const shown = [...visibleText(shownText((cell ?? "").slice(0, 20 * longest)))];
  return shown.length > longest ? `${shown.slice(0, longest).join("")}…` : shown.join("");
}

/** The beginning of a text from outside that is looked at: a longer one takes long to mask. */
const MOST_LOOKED_AT = 2000;

/** A found cell in the lines of a receipt: as `cellText` has it, but not cut to a line. */
export const foundText = (found: string | null | undefined): string =>
  visibleText(shownText((found ?? "").slice(0, MOST_LOOKED_AT)));
