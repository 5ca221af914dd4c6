/** Days, as dates of a letter or an export: they say when a file was made, not what it reports. */
const DAYS =
  /(?<!\d)(?:19|20)\d{2}(?:\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|([-_./])\d{1,2}\1\d{1,2}(?!\d)|\d{4}(?!\d))/gu;
/** A year with a month, a quarter, or alone before 年: `202602`, `2026-02`, `2026年2月`, `2026Q1`, `2026年度`. */
const YEARS =
  /(?<!\d)((?:19|20)\d{2})(?:\s*年|(?:0[1-9]|1[0-2])(?!\d)|[-_./](?:0?[1-9]|1[0-2])(?!\d)|\s*[Qq第][1-4一二三四])/gu;

/**
 * The year that the names of a file and the titles of its table state (文件名、标题所写年份); null where they state none, or several.
 *
 * Days are not read: a file named after the day of its export may hold figures of the year before.
 *
 * @example
 * statedYear(["人力资源市场供求_202602.csv"]) // 2026
 */
export function statedYear(texts: readonly string[]): number | null {
  const years = new Set(
    texts.flatMap((text) =>
      [...text.normalize("NFKC").replace(DAYS, " ").matchAll(YEARS)].map((match) => Number(match[1])),
    ),
  );
  return years.size === 1 ? [...years][0]! : null;
}
