/** Line ends of other systems, and the two separators of Unicode. */
const LINE_ENDS = /\r\n?|[\u2028\u2029]/gu;
/**
 * What XML 1.0 cannot hold – control characters but tab and line ends, halves of surrogate pairs, and two that are no characters – and the controls of
 * writing direction, which turn a text around: `\u202e009人` is shown as `人900`.
 */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\uFFFE\uFFFF\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/**
 * A text from outside as notices, letters and documents show it: in the order in which it is stored, its lines kept.
 *
 * @example
 * cleanText("\u202e009人\u202c") // "009人"
 */
export const cleanText = (text: string): string =>
  text
    .replace(LINE_ENDS, "\n")
    .replace(UNPRINTABLE, (found) => (found === "\n" || found === "\t" ? found : ""));

/** A text as a single line, such as a subject. */
export const cleanLine = (text: string): string => cleanText(text).replace(/[\n\t]+/gu, " ");
