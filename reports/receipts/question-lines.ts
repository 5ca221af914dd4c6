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

/** Most questions with a section each; a page with more would be too large for a mail. */
const MOST_WHOLE = 6;

/** The same questions as sections of a letter, each with the figures that it is about; those beyond the first ones are lines. */
export function questionBlocks(
  asked: readonly Finding[],
  directory: Directory,
  language: Language,
): LetterBlock[] {
  const blocks = asked.slice(0, MOST_WHOLE).map((finding): LetterBlock => {
    const { title, message, question } = findingText(finding, directory, language);
    const table = findingTable(finding, language);
    return {
      ...{ title, lines: [message], ...(table ? { table } : {}) },
      points: [{ label: translate(language, "finding.ask"), text: question }],
    };
  });
  const others = asked.slice(MOST_WHOLE);
  if (others.length > 0)
    blocks.push({
      title: translate(language, "finding.others-alike", { count: others.length }),
      lines: questionLines(others, directory, language).slice(0, -1),
    });
  // How to answer is the same for all.
  const answer = {
    label: translate(language, "problem.answer"),
    text: translate(language, "receipt.in-question-how"),
  };
  return blocks.map((block, at) =>
    at === blocks.length - 1 ? { ...block, points: [...(block.points ?? []), answer] } : block,
  );
}
