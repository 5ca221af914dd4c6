import type { Finding } from "../../rules/findings/finding-log.ts";
import type { Directory } from "../delivery/directory.ts";
import type { LetterBlock } from "../delivery/letter-text.ts";
import { type Language, translate } from "../language/index.ts";
import { findingTable } from "../views/finding-table.ts";
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

/** The same questions as sections of a letter, each with the figures that it is about. */
export const questionBlocks = (
  asked: readonly Finding[],
  directory: Directory,
  language: Language,
): LetterBlock[] =>
  asked.map((finding, at) => {
    const { title, message, question } = findingText(finding, directory, language);
    const table = findingTable(finding, language);
    return {
      title,
      lines: [message],
      ...(table ? { table } : {}),
      points: [
        { label: translate(language, "finding.ask"), text: question },
        // How to answer is the same for all.
        ...(at === asked.length - 1
          ? [
              {
                label: translate(language, "problem.answer"),
                text: translate(language, "receipt.in-question-how"),
              },
            ]
          : []),
      ],
    };
  });
