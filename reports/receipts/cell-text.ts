import { maskedText } from "../../warehouse/engine/personal-numbers.ts";
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
  const shown = [...visibleText(maskedText((cell ?? "").slice(0, 20 * longest)))];
  return shown.length > longest ? `${shown.slice(0, longest).join("")}…` : shown.join("");
}
