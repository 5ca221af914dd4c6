import type { TextKey } from "../../language/catalogue.ts";
import { type Language, translate } from "../../language/index.ts";

/** What the text of an explanation needs besides the explanation itself. */
export interface ExplainSetting {
  readonly language: Language;
  /** Enterprises are named only to those who may see them. */
  readonly seesEnterprises: boolean;
  /** Most rows of each list. */
  readonly most: number;
  /** How the policy stands to its approval, in words. */
  readonly approval: string;
  areaName(code: string): string;
  instantText(instant: string): string;
  industryName(code: string): string;
}

/** A label and its text, as one line. */
export const labelled = (key: TextKey, text: string, { language }: ExplainSetting): string =>
  `${translate(language, key)}${translate(language, "notice.colon")}${text}`;

/** Names of areas in one line; of many the first ones, with their number. */
export function placesText(codes: readonly string[], { language, most, areaName }: ExplainSetting): string {
  const places = codes.slice(0, most).map(areaName).join(translate(language, "list.separator"));
  if (codes.length === 0) return translate(language, "list.none");
  return codes.length > most
    ? translate(language, "why.places-more", { places, count: codes.length })
    : places;
}
