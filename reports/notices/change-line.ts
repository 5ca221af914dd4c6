import type { CaseEvent } from "../../rules/cases/case-event.ts";
import { fitSubject } from "../language/fit-subject.ts";
import { dateText, shortDateText, translate } from "../language/index.ts";
import type { NoticeSetting, Story } from "./notice-setting.ts";
import { briefOf, figuredText, isOver, tierOf } from "./subjects.ts";

/** Most characters of a change in a digest. */
const MOST_OF_LINE = { "zh-CN": 60, en: 120 } as const;

/**
 * A change in one line of a digest: tier, area, what with its figure, the change, since when, the case. It never names an enterprise; what does not
 * fit is left out, since when first.
 *
 * @example
 * changeLine(event, setting, story) // "Ⅲ级黄色 甲一旗 企业裁员，涉及120人：下调（原Ⅱ级橙色），3月11日起（2026-0020）"
 */
export function changeLine(event: CaseEvent, setting: NoticeSetting, story: Story | null = null): string {
  const { language, directory } = setting;
  const tier = translate(language, `tier-short.${tierOf(event)}`);
  const word = translate(language, `change.${event.kind}`);
  const hasMoved = event.tierFrom !== null && event.tierTo !== null && event.tierFrom !== event.tierTo;
  const change = hasMoved
    ? translate(language, "change.became", {
        change: word,
        tier: translate(language, `tier-short.${event.tierFrom!}`),
      })
    : word;
  const whats = [...(isOver(event) ? [] : figuredText(event, setting)), briefOf(event, language)];
  const lines = whats.map((what) =>
    translate(language, "change.line", {
      tier: isOver(event) ? translate(language, "subject.was", { tier }) : tier,
      ...{ area: directory.areaName(event.area), what, change },
    }),
  );
  const withCase = (line: string) => translate(language, "change.line-case", { line, case: event.caseId });
  const since = story
    ? lines.map((line) =>
        withCase(
          translate(language, "change.line-since", { line, date: shortDateText(story.opened, language) }),
        ),
      )
    : [];
  const [first, ...rest] = [...since.slice(0, 1), ...lines.map(withCase), ...lines];
  return fitSubject([first!, ...rest], language, MOST_OF_LINE[language]);
}

/**
 * The sentence at the head of a notice to an address that was mended: that it tells the present state, since earlier notices did not arrive.
 *
 * @param last the last change of the case, whose tier stands or which ended it
 */
export const presentStateHead = (last: CaseEvent, { language }: NoticeSetting): string =>
  isOver(last)
    ? translate(language, "present.head-over", { date: dateText(last.date, language) })
    : translate(language, "present.head", {
        ...{ date: dateText(last.date, language), tier: translate(language, `tier.${tierOf(last)}`) },
      });
