import type { LetterBlock } from "../delivery/letter-text.ts";
import type { LabelledText } from "../documents/mail.ts";
import type { TextKey } from "../language/catalogue.ts";
import { catalogues, fill, inLanguage, type Language, translate } from "../language/index.ts";
import type { RefusalReason } from "../views/status.ts";
import { cellText } from "./cell-text.ts";
import { offendingCells } from "./offending-cells.ts";
import { countRows, type FileProblem, type RowProblem } from "./problems.ts";
import { fileRefusalText, refusalCause } from "./receipt-text.ts";
import { shownName } from "./remark-lines.ts";

/** Most columns, lines of a file, files with such rows, and files refused as a whole that a problem names one by one. */
const MOST = { columns: 3, lines: 5, files: 5, refused: 20 } as const;

/** A problem of refused rows in a few words: `“需求人数”不是人数`. */
export function rowProblemTitle({ code, files }: RowProblem, language: Language): string {
  const columns = columnsOf(files);
  const message = columns[0]?.where?.message;
  if (message) return fill(inLanguage(message, language), { found: "" });
  const key = keyOf(code, "", language);
  if (key === null) return code;
  return translate(language, key, { columns: namedColumns(columns, "problem.quoted", language) });
}

/** A problem of whole files in a few words: what the refusal says before it says what to do. */
export const fileProblemTitle = ({ refusal }: FileProblem, language: Language): string =>
  cellText(refusalCause(refusal, language), 60);

/** A section on a problem: which rows of which files, their cells as they stood, what is required, how to mend it. */
export function rowProblemBlock(problem: RowProblem, number: number, language: Language): LetterBlock {
  const { code, files } = problem;
  const columns = columnsOf(files).filter(({ where }) => where !== null && where.header !== "");
  const places = namedColumns(columns, "where", language);
  return {
    title: translate(language, "problem.title", { number, title: rowProblemTitle(problem, language) }),
    lines: [
      ...files.slice(0, MOST.files).map(({ file, lines }) =>
        translate(language, "problem.in-file", {
          ...{ file: shownName(file.file), id: file.id, rows: namedRows(lines, language) },
        }),
      ),
      ...(files.length > MOST.files
        ? [translate(language, "problem.files-more", { count: files.length - MOST.files })]
        : []),
      ...(places === "" ? [] : [translate(language, "problem.columns", { columns: places })]),
    ],
    table: offendingCells(problem, language),
    points: pointsOf(code, columns, language),
  };
}

/** A section on files that were refused as a whole, with all that their refusal says. */
export const fileProblemBlock = (problem: FileProblem, number: number, language: Language): LetterBlock => ({
  title: translate(language, "problem.title-file", { number, title: fileProblemTitle(problem, language) }),
  lines: [
    ...problem.files.slice(0, MOST.refused).map(({ id, file }) =>
      translate(language, "receipt.remark-of", {
        ...{ id, file: shownName(file), remark: fileRefusalText(problem.refusal, language) },
      }),
    ),
    ...(problem.files.length > MOST.refused
      ? [translate(language, "problem.files-more", { count: problem.files.length - MOST.refused })]
      : []),
  ],
});

/** A problem in a line, where many stand together. */
export const rowProblemLine = (problem: RowProblem, language: Language): string =>
  translate(language, "problem.other", {
    title: rowProblemTitle(problem, language),
    count: countRows(problem),
    rows: namedRows(problem.files[0]!.lines, language, false),
  });

/** One reason for each column that a problem is about. */
const columnsOf = (files: RowProblem["files"]): RefusalReason[] => [
  ...new Map(
    files.flatMap(({ columns }) => columns).map((reason) => [reason.where?.header ?? "", reason]),
  ).values(),
];

/** The first columns by their headers, or with their places too. */
function namedColumns(
  columns: readonly RefusalReason[],
  key: "problem.quoted" | "where",
  language: Language,
): string {
  const named = columns
    .slice(0, MOST.columns)
    .map(({ where }) => {
      const header = cellText(where?.header);
      const position = where?.position ?? null;
      return translate(language, position === null ? "problem.quoted" : key, {
        header,
        position: position ?? 0,
      });
    })
    .join(translate(language, "list.separator"));
  return columns.length > MOST.columns
    ? translate(language, "problem.columns-more", { columns: named, count: columns.length })
    : named;
}

/** The first lines of a file; how many there are where not all are named. */
function namedRows(lines: readonly number[], language: Language, isCounted = true): string {
  const first = lines.slice(0, MOST.lines).join(translate(language, "list.separator"));
  const rows = translate(language, "problem.rows", { lines: first });
  return lines.length > MOST.lines && isCounted
    ? translate(language, "problem.rows-more", { rows, count: lines.length })
    : rows;
}

/** The key of a text of a problem, by the family of its code where that has none of its own; null where there is none. */
function keyOf(code: string, ending: string, language: Language): TextKey | null {
  const key = `problem.${code.split(":")[0]}${ending}`;
  return key in catalogues[language] ? (key as TextKey) : null;
}

/** What is required and how to mend it, each where a text says it. */
function pointsOf(code: string, columns: readonly RefusalReason[], language: Language): LabelledText[] {
  const examples = examplesOf(columns, language);
  return (["rule", "how"] as const).flatMap((part) => {
    const key = keyOf(code, `.${part}`, language);
    if (key === null) return [];
    const text = translate(language, key, { examples }).replace(/[，,\s]+$/u, "");
    return [{ label: translate(language, `problem.${part}`), text }];
  });
}

/** What the columns take: the words of a short list, or an example of each. */
function examplesOf(columns: readonly RefusalReason[], language: Language): string {
  const separator = translate(language, "list.separator");
  const [only] = columns;
  const allowed = columns.length === 1 ? (only?.where?.allowed ?? []) : [];
  if (allowed.length > 0) return translate(language, "problem.allowed", { words: allowed.join(separator) });
  const shown = columns.flatMap(({ where }) =>
    where && where.example !== ""
      ? [{ header: cellText(where.header), example: cellText(where.example) }]
      : [],
  );
  if (shown.length === 1) return translate(language, "problem.example", shown[0]);
  return shown
    .slice(0, MOST.columns)
    .map((each) => translate(language, "problem.example-of", each))
    .join(separator);
}
