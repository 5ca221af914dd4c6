import type { CaseEvent } from "../../rules/cases/case-event.ts";
import { ruleById } from "../../rules/definitions/index.ts";
import { settingsAt } from "../../rules/policy/settings-at.ts";
import type { TextKey } from "../language/catalogue.ts";
import { besideText, boundsOf } from "../language/figures.ts";
import { fitSubject } from "../language/fit-subject.ts";
import { inLanguage, type Language, translate } from "../language/index.ts";
import { estimatedText } from "../language/sentence.ts";
import type { NoticeSetting } from "./notice-setting.ts";

/** Changes after which nothing stands: their subject names the change instead of a tier. */
export const isOver = ({ kind, tierTo }: CaseEvent): boolean =>
  kind === "lifted" || kind === "closed" || (kind === "corrected" && tierTo === null);

/** The tier of a change: the one that stands, else the one it had; blue where a case that has ended is corrected. */
export const tierOf = ({ tierTo, tierFrom }: Pick<CaseEvent, "tierTo" | "tierFrom">) =>
  tierTo ?? tierFrom ?? "IV";

/**
 * The subject of a change (标题): tier and change in brackets, area, what the risk is with its figure, the case. It never names an enterprise. What
 * does not fit is left out: first the case, then the figure.
 *
 * @example
 * subjectOf(event, setting) // "【Ⅰ级红色】甲一旗：企业关闭，涉及900人"
 */
export function subjectOf(event: CaseEvent, setting: NoticeSetting): string {
  const { language } = setting;
  const subjects = isOver(event) ? endSubjects(event, setting) : standingSubjects(event, setting);
  const [first, ...rest] = event.drill
    ? subjects.map((subject) => translate(language, "notice.subject-drill", { subject }))
    : subjects;
  return fitSubject([first!, ...rest], language);
}

/** Subjects of a change after which the case stands, the fullest first. */
function standingSubjects(event: CaseEvent, setting: NoticeSetting): string[] {
  const { language } = setting;
  const key = event.kind === "opened" ? "subject.tier" : "subject.change";
  const [fullest, ...plainer] = [...figuredText(event, setting), briefOf(event, language)].map((what) =>
    translate(language, key, { ...partsOf(event, setting), what }),
  );
  const withCase = translate(language, "subject.with-case", { subject: fullest!, case: event.caseId });
  return [withCase, fullest!, ...plainer];
}

/** Subjects of a change after which nothing stands, the fullest first. */
function endSubjects(event: CaseEvent, setting: NoticeSetting): string[] {
  const { language } = setting;
  const parts = { ...partsOf(event, setting), what: briefOf(event, language) };
  const was = event.tierFrom === null ? "subject.over" : "subject.was";
  const remarks = [translate(language, `${was}-case`, parts), translate(language, was, parts)];
  return [
    ...remarks.map((remark) => translate(language, "subject.ended", { ...parts, remark })),
    translate(language, "subject.tier", { ...parts, tier: parts.change }),
  ];
}

const partsOf = (event: CaseEvent, { language, directory }: NoticeSetting) => ({
  ...{ area: directory.areaName(event.area), case: event.caseId, change: changeWord(event, language) },
  tier: translate(language, `tier-short.${tierOf(event)}`),
});

/** The change in the brackets of a subject. */
function changeWord({ kind, tierTo, reason, facts }: CaseEvent, language: Language): string {
  if (facts.before && (kind === "lowered" || kind === "lifted"))
    return translate(language, `subject.corrected-${kind}`);
  if (kind === "corrected" && tierTo === null) return translate(language, "subject.corrected-over");
  if (kind === "quiet" && reason === "lift-proposed") return translate(language, "subject.lift-proposed");
  return kind === "opened" ? translate(language, "change.opened") : translate(language, `subject.${kind}`);
}

/** What the risk is, in at most six characters. */
export function briefOf({ rule, facts }: CaseEvent, language: Language): string {
  const found = ruleById(rule)!;
  const isClosure = Number(facts.values.closed ?? 0) > 0 && found.briefOfClosure !== undefined;
  return inLanguage(isClosure ? found.briefOfClosure! : found.brief, language);
}

/** What the risk is with its figure; nothing where there is no figure of the whole area, or one below every line: it is not what the risk was. */
export function figuredText(event: CaseEvent, setting: NoticeSetting): string[] {
  const { language } = setting;
  if (event.kind === "quiet") return [];
  const figure = shownText(event, setting);
  const key: TextKey = event.facts.shown?.name === "persons" ? "subject.affected" : "subject.figure";
  return figure ? [translate(language, key, { what: briefOf(event, language), figure })] : [];
}

/** The figure a case is about, with its unit; empty where it is not known, is nothing, or is not that of the whole area. */
function shownText({ facts, area, rule }: CaseEvent, { language, policy, directory }: NoticeSetting): string {
  const { shown } = facts;
  if (!shown || shown.base.samePlaces || shown.value === 0) return "";
  const lines = settingsAt(policy, rule, directory.area(area)?.level ?? "")?.lines;
  const value =
    shown.unit === "persons" && !shown.counted
      ? estimatedText(shown.value, language)
      : besideText(shown.value, boundsOf(lines, shown.name), language, shown.counted ? 0 : 2);
  return translate(language, `shown.${shown.unit}`, { value });
}
