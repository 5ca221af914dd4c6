import type { MailContent } from "../documents/content.ts";
import type { Language } from "../language/index.ts";
import { fittedLetter } from "./letter-budget.ts";
import { letterContent } from "./letter-content.ts";
import { type LetterText, letterHtml, letterPlain } from "./letter-text.ts";

/** Most bytes of a letter as plain text; a longer one says what the page says. */
const MOST_TEXT = 50_000;

/** A letter in the forms in which it is stored and sent. */
export interface LetterMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly content: MailContent;
}

/** A letter as text, page and data. The page is kept small; the text and the data are complete, but for pictures that the page does not have. */
export function letterMail(letter: LetterText, language: Language): LetterMail {
  const fitted = fittedLetter(letter, language);
  const { charts: _charts, ...words } = letter;
  const complete = letterPlain(letter, language);
  return {
    subject: fitted.subject,
    text: Buffer.byteLength(complete) <= MOST_TEXT ? complete : letterPlain(fitted, language),
    html: letterHtml(fitted, language),
    content: letterContent({ ...words, ...(fitted.charts ? { charts: fitted.charts } : {}) }, language),
  };
}
