import { type Language, translate } from "./index.ts";

/**
 * What a subject names of several: the first by its name, and how many there are. Nothing is added where it is alone.
 *
 * @example
 * subjectNames("《失业保险月报》2026年2月", 3, "reports", "zh-CN").more // "等3份报表"
 */
export const subjectNames = (
  first: string,
  count: number,
  of: "reports" | "figures",
  language: Language,
): { first: string; more: string } => ({
  first,
  more: count > 1 ? translate(language, `subject.more-${of}`, { count }) : "",
});
