import type { PeriodKind } from "../../rules/calendar/periods.ts";
import type { Text } from "../../rules/indicators/define.ts";
import type { Catalogue, TextKey } from "./catalogue.ts";
import { en } from "./en.ts";
import { zhCn } from "./zh-cn.ts";

export type Language = "zh-CN" | "en";
export const catalogues: Readonly<Record<Language, Catalogue>> = { "zh-CN": zhCn, en };

/** Values for the placeholders of a text. */
export type Fillings = Readonly<Record<string, string | number>>;

/** A catalogue text with its placeholders filled. A placeholder without a value stays visible, with its braces. */
export const translate = (language: Language, key: TextKey, fillings: Fillings = {}): string =>
  fill(catalogues[language][key], fillings);

/** Fill the {names} of a text. `fill("{a} of {b}", { a: 1, b: 2 })` is `"1 of 2"`. */
export const fill = (text: string, fillings: Fillings): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    String(Object.hasOwn(fillings, name) ? fillings[name] : whole),
  );

/** A two-language text in one language. */
export const inLanguage = (text: Text, language: Language): string => (language === "en" ? text.en : text.zh);

/** A day as the language writes it: `2026年3月10日`, `2026-03-10`. */
export function dateText(iso: string, language: Language): string {
  return translate(language, "date", dateParts(iso));
}

/** A day without its year, for subjects and lines: `3月10日`, `03-10`. */
export const shortDateText = (iso: string, language: Language): string =>
  translate(language, "date-short", dateParts(iso));

/** A period in words: a month by its name, a window by its last day. */
export function periodText(period: string, kind: PeriodKind, language: Language): string {
  return translate(language, `period.${kind}`, { ...dateParts(period), date: dateText(period, language) });
}

function dateParts(iso: string): Fillings {
  const [year = "", month2 = "", day2 = ""] = iso.split("-");
  const month = Number(month2);
  return { year, month, month2, day: Number(day2), day2, quarter: Math.ceil(month / 3) };
}

/** A figure as text: grouped thousands, at most `decimals` decimals. */
export function numberText(value: number, language: Language, decimals = 2): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: decimals }).format(value);
}
