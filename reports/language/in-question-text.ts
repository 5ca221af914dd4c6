import { findingKindById } from "../../rules/findings/index.ts";
import { indicatorById } from "../../rules/indicators/index.ts";
import type { FigureInQuestion } from "../../rules/judge/verdict.ts";
import { inLanguage, type Language, periodText, translate } from "./index.ts";

/** Most figures in question that are named; of more the number is given. */
const MOST = 5;

/** The figures in question that a verdict rests on, in words (存疑数据); null where there are none. */
export function inQuestionText(
  figures: readonly FigureInQuestion[] | undefined,
  areaName: (code: string) => string,
  language: Language,
): string | null {
  if (!figures || figures.length === 0) return null;
  const named = figures.slice(0, MOST).map(({ indicator, area, period, finding, kind }) => {
    const title = findingKindById(kind)?.title ?? { zh: kind, en: kind };
    return translate(language, "in-question.figure", {
      ...{ area: areaName(area), period: periodText(period, "month", language), finding },
      indicator: inLanguage(indicatorById(indicator)?.title ?? { zh: indicator, en: indicator }, language),
      title: inLanguage(title, language),
    });
  });
  return translate(language, figures.length > MOST ? "in-question.more" : "in-question.text", {
    ...{ count: figures.length, figures: named.join(translate(language, "list.separator")) },
  });
}
