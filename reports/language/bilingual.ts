import type { Text } from "../../rules/indicators/define.ts";
import type { TextKey } from "./catalogue.ts";
import { catalogues, inLanguage, type Language, translate } from "./index.ts";

/** A value for a placeholder in both languages: a list is joined as each language does. */
export type BilingualFilling = string | number | Text | readonly (string | number | Text)[];

/** A catalogue text in both languages, with its placeholders filled. */
export function bilingual(key: TextKey, fillings: Readonly<Record<string, BilingualFilling>> = {}): Text {
  const inOne = (language: Language) =>
    translate(
      language,
      key,
      Object.fromEntries(
        Object.entries(fillings).map(([name, value]) => [name, fillingText(value, language)]),
      ),
    );
  return { zh: inOne("zh-CN"), en: inOne("en") };
}

/** Whether a text is a key of the catalogue: messages of schemas are, since schemas cannot read the catalogue. */
export const isTextKey = (text: string): text is TextKey => Object.hasOwn(catalogues.en, text);

/** A text that is composed in one language already, such as the answer of another program. */
export const asItStands = (text: string): Text => ({ zh: text, en: text });

/** Texts below one another, a line each. */
export const bilingualLines = (texts: readonly Text[]): Text => ({
  zh: texts.map(({ zh }) => zh).join("\n"),
  en: texts.map(({ en }) => en).join("\n"),
});

function fillingText(value: BilingualFilling, language: Language): string {
  if (typeof value === "string" || typeof value === "number") return String(value);
  if ("zh" in value) return inLanguage(value, language);
  return value.length === 0
    ? translate(language, "list.none")
    : value.map((item) => fillingText(item, language)).join(translate(language, "list.separator"));
}
