import type { Text } from "../../rules/indicators/define.ts";
import type { TextKey } from "../language/catalogue.ts";
import { fill, inLanguage, type Language, translate } from "../language/index.ts";
import type { FileRemark, RefusalReason } from "../views/status.ts";

/** A remark on a whole file, in words: why it was refused, is a duplicate or needs a check. */
export function fileRefusalText(refusal: FileRemark, language: Language): string {
  const fillings = Object.fromEntries(
    Object.entries(refusal.details).map(([name, value]) => [name, detailText(value, language)]),
  );
  return translate(language, `file.${refusal.code}` as TextKey, fillings);
}

function detailText(value: unknown, language: Language): string {
  if (Array.isArray(value)) return value.join(translate(language, "list.separator"));
  if (typeof value === "object" && value !== null) return inLanguage(value as Text, language);
  return String(value);
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
        message: where?.message ? fill(inLanguage(where.message, language), { found: found ?? "" }) : "",
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
  const found = reason.found ?? "";
  const example = reason.where?.example ?? "";
  const [family, condition] = reason.code.split(":");
  if (condition !== undefined) {
    const message = reason.where?.message ? inLanguage(reason.where.message, language) : condition;
    return translate(language, `refusal.${family}` as TextKey, { where, message, found });
  }
  return translate(language, `refusal.${reason.code}` as TextKey, { where, found, example });
}
