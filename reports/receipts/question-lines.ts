import type { Finding } from "../../rules/findings/finding-log.ts";
import type { Directory } from "../delivery/directory.ts";
import { type Language, translate } from "../language/index.ts";
import { findingText } from "../views/finding-text.ts";

/** The questions about the figures of a submission, each with what it says and asks, and what follows. */
export function questionLines(asked: readonly Finding[], directory: Directory, language: Language): string[] {
  if (asked.length === 0) return [];
  return [
    ...asked.map((finding) => {
      const { id } = finding;
      const { message, question } = findingText(finding, directory, language);
      return translate(language, "receipt.in-question", { id, message, question });
    }),
    translate(language, "receipt.in-question-how"),
  ];
}
