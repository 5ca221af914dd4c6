import { type Language, translate } from "./index.ts";

/** Most characters of a subject: a telephone shows some 20, and mail programs cut after 30 of Chinese. */
export const MOST_OF_SUBJECT: Readonly<Record<Language, number>> = { "zh-CN": 30, en: 78 };

/**
 * The first of several subjects that fits, the fullest given first; where none does, the last of them, cut.
 *
 * @example
 * fitSubject(["【催报】失业保险月报（5月）等3份逾期3日，请尽快报送", "【催报】3份报表逾期3日"], "zh-CN")
 */
export function fitSubject(
  subjects: readonly [string, ...string[]],
  language: Language,
  most = MOST_OF_SUBJECT[language],
): string {
  const found = subjects.find((subject) => [...subject].length <= most);
  if (found !== undefined) return found;
  const letters = [...subjects.at(-1)!];
  return `${letters.slice(0, most - 1).join("")}${translate(language, "subject.cut")}`;
}
