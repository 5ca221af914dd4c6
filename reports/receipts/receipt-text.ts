import type { Text } from "../../rules/indicators/define.ts";
import type { TextKey } from "../language/catalogue.ts";
import { catalogues, fill, inLanguage, type Language, translate } from "../language/index.ts";
import type { FileRemark, RefusalReason } from "../views/status.ts";
import { foundText } from "./cell-text.ts";

/** A remark on a whole file, in words: why it was refused, is a duplicate or needs a check. */
export const fileRefusalText = (refusal: FileRemark, language: Language): string =>
  translate(language, `file.${refusal.code}` as TextKey, fillingsOf(refusal, language));

/** What is wrong with a whole file, without what is to be done: the first clause of its text. */
export function refusalCause(refusal: FileRemark, language: Language): string {
  const [cause = ""] = catalogues[language][`file.${refusal.code}` as TextKey].split(/；|; /u);
  return fill(cause, fillingsOf(refusal, language));
}

const fillingsOf = ({ details }: FileRemark, language: Language): Record<string, string> =>
  Object.fromEntries(Object.entries(details).map(([name, value]) => [name, detailText(value, language)]));

function detailText(value: unknown, language: Language): string {
  if (Array.isArray(value))
    return value.map((each) => foundText(String(each))).join(translate(language, "list.separator"));
  if (typeof value === "object" && value !== null) return inLanguage(value as Text, language);
  return foundText(String(value));
}

/** Why a row was refused, reason by reason. */
export const reasonsText = (reasons: readonly RefusalReason[], language: Language): string =>
  reasons.map((reason) => reasonText(reason, language)).join(translate(language, "list.reasons"));

/** What is asked about a row (待说明), question by question. */
export const questionsText = (questions: readonly RefusalReason[], language: Language): string =>
  questions
    .map(({ where, found }) =>
      translate(language, "question.asked", {
        where: placeText(where, language),
        message: where?.message ? fill(inLanguage(where.message, language), { found: foundText(found) }) : "",
      }),
    )
    .join(translate(language, "list.reasons"));

function placeText(where: RefusalReason["where"], language: Language): string {
  const { position, header } = where ?? { position: null, header: "" };
  return position ? translate(language, "where", { position, header }) : header;
}

/** Why a cell was refused, in words: what was found, where, what is allowed. */
export function reasonText(reason: RefusalReason, language: Language): string {
  const where = placeText(reason.where, language);
  const found = foundText(reason.found);
  const example = reason.where?.example ?? "";
  const [family, condition] = reason.code.split(":");
  if (condition !== undefined) {
    const message = reason.where?.message ? inLanguage(reason.where.message, language) : condition;
    return translate(language, `refusal.${family}` as TextKey, { where, message, found });
  }
  return translate(language, `refusal.${reason.code}` as TextKey, { where, found, example });
}

/** Places of the found cell in a refusal's text: in brackets or quoted. */
const FOUND = /（[^（）]*\{found\}[^（）]*）| \([^()]*\{found\}[^()]*\)|“\{found\}” ?/g;

/** The text of a reason's kind, what was found in a single row left out. */
function kindOf(
  reason: RefusalReason,
  language: Language,
): { readonly problem: string; readonly cell: string } {
  const [family] = reason.code.split(":");
  const template = catalogues[language][`refusal.${family}` as TextKey];
  const where = placeText(reason.where, language);
  const message = reason.where?.message ? inLanguage(reason.where.message, language) : "";
  const found = foundText(reason.found);
  const general = template.replace(FOUND, "");
  const isApart = found !== "" && general !== template;
  return {
    problem: fill(general, { where, message, found, example: reason.where?.example ?? "" }),
    cell: !isApart ? "" : template.includes("“{found}”") ? ` “${found}”` : ` (${found})`,
  };
}

/** Most examples of one kind of refusal. */
const MOST_EXAMPLES = 5;

/** Refused rows by kind: one line for each column and what is wrong with it, with how many rows and some of them; the most frequent first. */
export function kindLines(
  rows: readonly { readonly line: number; readonly reasons: readonly RefusalReason[] }[],
  most: number,
  language: Language,
): string[] {
  const kinds = new Map<string, { readonly lines: Set<number>; readonly examples: string[] }>();
  for (const { line, reasons } of rows)
    for (const reason of reasons) {
      const { problem, cell } = kindOf(reason, language);
      const kind = kinds.get(problem) ?? { lines: new Set(), examples: [] };
      kinds.set(problem, kind);
      if (kind.lines.has(line)) continue;
      kind.lines.add(line);
      if (kind.examples.length < MOST_EXAMPLES)
        kind.examples.push(`${translate(language, "receipt.kind-line", { line })}${cell}`);
    }
  const sorted = [...kinds].sort(([, a], [, b]) => b.lines.size - a.lines.size);
  const shown = sorted.slice(0, most);
  const listed = new Set(shown.flatMap(([, { lines }]) => [...lines]));
  return [
    ...shown.map(([problem, { lines, examples }]) =>
      translate(language, lines.size > examples.length ? "receipt.kind-such-as" : "receipt.kind", {
        ...{ problem, count: lines.size, examples: examples.join(translate(language, "list.separator")) },
      }),
    ),
    ...(listed.size < rows.length
      ? [translate(language, "receipt.more", { count: rows.length - listed.size })]
      : []),
  ];
}
