import { cutText } from "../delivery/letter-budget.ts";
import { type Language, translate } from "../language/index.ts";
import type { FileRemark, StatusRefusal } from "../views/status.ts";
import { foundText } from "./cell-text.ts";
import { remarksOf } from "./problems.ts";
import { fileRefusalText } from "./receipt-text.ts";

/** Most lines of a file, and most further files, that a remark names. */
const MOST = { lines: 10, files: 5 } as const;
/** Most characters of a file's name, and of a remark. */
const LONGEST = { name: 60, remark: 160 } as const;

/** A file's name as a letter shows it: what cannot be seen as marks, and not longer than a line. */
export const shownName = (file: string): string => cutText(foundText(file), LONGEST.name);

/** A remark with the files that have it, and the lines in each where it is about lines. */
interface AlikeRemarks {
  readonly remark: FileRemark;
  readonly files: Map<StatusRefusal, number[]>;
}

/** What the senders should check in their files, or know about them: a remark that several lines or files have alike stands once. */
export function remarkLines(submissions: readonly StatusRefusal[], language: Language): string[] {
  const alike = new Map<string, AlikeRemarks>();
  for (const submission of submissions)
    for (const remark of remarksOf(submission)) {
      const { line, ...details } = remark.details;
      const key = JSON.stringify([remark.code, typeof line === "number", details]);
      const known = alike.get(key) ?? { remark, files: new Map() };
      alike.set(key, known);
      const lines = known.files.get(submission) ?? [];
      known.files.set(submission, lines);
      if (typeof line === "number") lines.push(line);
    }
  return [...alike.values()].map((each) => remarkLine(each, language));
}

type FileLines = readonly [StatusRefusal, readonly number[]];

function remarkLine({ remark: { code, details }, files }: AlikeRemarks, language: Language): string {
  const [[{ id, file }, lines], ...others] = [...files] as unknown as [FileLines, ...FileLines[]];
  const named = lines.length > 0 ? { ...details, line: namedLines(lines, language) } : details;
  const first = cutText(
    translate(language, "receipt.remark-of", {
      ...{ id, file: shownName(file), remark: fileRefusalText({ code, details: named }, language) },
    }),
    LONGEST.remark,
  );
  if (others.length === 0) return first;
  const list = others
    .slice(0, MOST.files)
    .map(([other, rows]) => {
      const words = { id: other.id, file: shownName(other.file) };
      return rows.length > 0
        ? translate(language, "receipt.file-lines", { ...words, lines: namedLines(rows, language) })
        : translate(language, "receipt.file-named", words);
    })
    .join(translate(language, "list.separator"));
  const key = others.length > MOST.files ? "receipt.remark-alike-more" : "receipt.remark-alike";
  return translate(language, key, { remark: first, count: others.length, list });
}

/** The first lines of a file, and how many there are where not all are named. */
function namedLines(lines: readonly number[], language: Language): string {
  const sorted = [...lines].sort((a, b) => a - b);
  const first = sorted.slice(0, MOST.lines).join(translate(language, "list.separator"));
  return lines.length > MOST.lines
    ? translate(language, "receipt.lines-of", { lines: first, count: lines.length })
    : first;
}
