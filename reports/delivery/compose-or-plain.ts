import { dateText, type Language, translate } from "../language/index.ts";
import type { LetterText } from "./letter-text.ts";

/** Called with the name of a text that could not be composed, and the error. */
export type OnBrokenText = (template: string, error: unknown) => void;

/**
 * Compose a text (撰写); where that throws, its plain form, so that no change, receipt or reminder is lost by a fault in its wording.
 *
 * @param template name of the text, under which the fault is counted
 */
export function composeOrPlain<Text>(
  template: string,
  compose: () => Text,
  plain: () => Text,
  onBroken: OnBrokenText = () => undefined,
): Text {
  try {
    return compose();
  } catch (error) {
    onBroken(template, error);
    return plain();
  }
}

/** What every plain letter is made of. */
export interface PlainLetter {
  /** Name of the office that reads it. */
  readonly office: string;
  readonly date: string;
  /** What it is about, in a few words: "reminder". */
  readonly about: "receipt" | "reminder" | "finding" | "plan" | "changes" | "life" | "digest";
  /** The facts, a line each. */
  readonly lines: readonly string[];
}

/** A letter in its plain form (简式): what it is about, and the facts as they are stored. */
export function plainLetter({ office, date, about, lines }: PlainLetter, language: Language): LetterText {
  const fillings = {
    date: dateText(date, language),
    about: translate(language, `plain.${about}`),
    count: lines.length,
  };
  return {
    subject: translate(language, "plain.subject", fillings),
    heading: translate(language, `plain.${about}`),
    office,
    lead: translate(language, "plain.lead", fillings),
    blocks: [{ title: translate(language, `plain.${about}`), lines }],
    foot: [translate(language, "letter.automatic")],
  };
}
