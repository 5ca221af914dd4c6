import type { CaseEvent } from "../../rules/cases/case-event.ts";
import { byEmployer } from "../../rules/definitions/by-employer.ts";
import type { Rule } from "../../rules/definitions/define.ts";
import { besideText, limbText } from "../language/figures.ts";
import { dateText, inLanguage, type Language, numberText, translate } from "../language/index.ts";
import { baseText, estimatedText } from "../language/sentence.ts";
import type { NoticeSetting } from "./notice-setting.ts";
import { isOver } from "./subjects.ts";

/** The kind of warning (类别): large-scale unemployment, what it shows in, and the case's title. */
export const categoryText = ({ cause }: CaseEvent, rule: Rule, language: Language): string =>
  translate(language, "item.category-value", {
    cause: translate(language, `cause.${cause}` as "cause.layoffs"),
    title: inLanguage(rule.title, language),
  });

/** Since when it stands (起始时间): the day the case opened, that of this change, and the day from which workers leave. */
export function sinceText(event: CaseEvent, { language, story }: NoticeSetting): string {
  const opened = story?.opened ?? (event.seq === 1 ? event.date : null);
  const day = (iso: string) => dateText(iso, language);
  const text =
    opened === null
      ? translate(language, "item.since-change", { date: day(event.date) })
      : opened === event.date
        ? translate(language, "item.since-opened", { date: day(opened) })
        : translate(language, isOver(event) ? "item.since-until" : "item.since-both", {
            ...{ opened: day(opened), date: day(event.date) },
          });
  const leaving = event.facts.values.startsOn;
  return typeof leaving === "string"
    ? translate(language, "item.since-leaving", { text, date: day(leaving) })
    : text;
}

/** The base of the comparison by its true name, with its figure (比较基准). */
export function comparedText(event: CaseEvent, rule: Rule, language: Language): string {
  const { limb } = event.facts;
  const compared = comparedFigure(event, language);
  if (compared)
    return translate(language, "item.compared-base", { base: compared.base, value: compared.text });
  return limb
    ? translate(language, "item.compared-limb", { limb: limbText(rule, limb, language) })
    : translate(language, "item.compared-line");
}

/** The base by its true name, and its figure with its unit; null where a line is what a figure is held against. */
export function comparedFigure(
  { facts: { shown }, periodKind }: CaseEvent,
  language: Language,
): { readonly base: string; readonly text: string; readonly value: number } | null {
  if (!shown || shown.expected === null || shown.base.name === "line") return null;
  const value =
    shown.unit === "persons"
      ? estimatedText(shown.expected, language)
      : besideText(shown.expected, [], language);
  const base = baseText(shown.base, { language, kind: periodKind });
  return {
    base: shown.base.samePlaces ? translate(language, "item.compared-same-places", { base }) : base,
    ...{ text: translate(language, `shown.${shown.unit}`, { value }), value: shown.expected },
  };
}

/** The area, and how many persons, enterprises and areas below are known to be concerned (可能影响的范围). */
export function rangeText(event: CaseEvent, setting: NoticeSetting): string {
  const { language, directory, story } = setting;
  const area = translate(language, "notice.noted", {
    ...{ text: directory.areaName(event.area), remark: event.area },
  });
  const others = [...new Set((story?.episode?.limbs ?? []).map((limb) => limb.area))].filter(
    (code) => code !== event.area,
  );
  const parts = [
    area,
    // The figure of a case below its lines is a usual one and concerns nobody.
    ...(isOver(event) || event.kind === "quiet" ? [] : [concernedText(event, setting)]),
    ...(others.length > 0
      ? [
          translate(language, "item.range-others", {
            areas: others.map((code) => directory.areaName(code)).join(translate(language, "list.separator")),
          }),
        ]
      : []),
  ];
  return parts.join(translate(language, "list.reasons"));
}

/** Who is concerned, in words; that it is not known where nobody is counted. */
function concernedText(event: CaseEvent, setting: NoticeSetting): string {
  const { language } = setting;
  const known = concernedFigures(event, setting);
  return known.length > 0
    ? known.join(translate(language, "list.comma"))
    : translate(language, "item.range-unknown");
}

/** Persons, enterprises and areas concerned, as far as the facts count them, each with its unit. */
export function concernedFigures(event: CaseEvent, { language, story }: NoticeSetting): string[] {
  const { facts, rule } = event;
  const { values, shown } = facts;
  // Nothing was measured in an exercise.
  if (event.drill) return [];
  const reported = rule === "single-layoff" ? byEmployer(story?.reported ?? []) : [];
  if (reported.length > 1) {
    const sum = reported.reduce((persons, firm) => persons + firm.persons, 0);
    return [
      translate(language, "item.range-reported", {
        ...{ firms: reported.length, persons: numberText(sum, language, 0) },
      }),
    ];
  }
  const number = (name: string) => {
    const value = values[name];
    return typeof value === "number" && value > 0 ? numberText(value, language, 0) : null;
  };
  const persons =
    shown?.base.samePlaces === true
      ? null
      : (number("persons") ?? (shown?.unit === "persons" && shown.name === "count" ? number("count") : null));
  const firms = number("firms") ?? (rule === "single-layoff" && persons ? numberText(1, language) : null);
  const areas = number("places") ?? number("blue") ?? number("risen");
  return [
    ...(persons ? [translate(language, "item.range-persons", { count: persons })] : []),
    ...(firms ? [translate(language, "item.range-firms", { count: firms })] : []),
    ...(areas ? [translate(language, "item.range-areas", { count: areas })] : []),
  ];
}

/** How sure it is (核实情况): what it rests on, and that it is provisional or in question. */
export function certaintyText(event: CaseEvent, rule: Rule, language: Language): string {
  const { facts, coverage } = event;
  if (isOver(event)) return translate(language, "item.sure-over");
  const rests =
    rule.kind === "event"
      ? "item.sure-report"
      : rule.kind === "combined"
        ? "item.sure-below"
        : coverage < 1
          ? "item.sure-provisional"
          : "item.sure-complete";
  const remarks = [
    translate(language, rests),
    ...(facts.agreeing && facts.agreeing.length > 0 ? [translate(language, "item.sure-agreeing")] : []),
    ...(facts.inQuestion && facts.inQuestion.length > 0
      ? [translate(language, "item.sure-in-question")]
      : []),
  ];
  return remarks.join(translate(language, "list.reasons"));
}

/** Most offices that are named. */
const MOST_INFORMED = 12;

/** Who gets this notice (告知单位); how the deliveries end is not known when it is written. */
export function informedText({ language, informed = [] }: NoticeSetting): string | null {
  if (informed.length === 0) return null;
  const list = informed.slice(0, MOST_INFORMED).join(translate(language, "list.separator"));
  return informed.length > MOST_INFORMED
    ? translate(language, "item.informed-more", { list, count: informed.length })
    : list;
}

/** When it is judged again, and when it is lifted (研判和解除条件). */
export function endText(event: CaseEvent, { language, policy }: NoticeSetting): string {
  if (isOver(event)) return translate(language, "item.end-over");
  const { livesUntil } = event.facts;
  const text = translate(language, "item.end", { days: policy.liftAfterDays });
  return livesUntil
    ? translate(language, "item.end-not-before", { text, date: dateText(livesUntil, language) })
    : text;
}

/** Who issues the notice, and when (发布单位和发布时间). */
export const issuedText = (event: CaseEvent, region: string, language: Language): string =>
  translate(language, "item.issued-value", { region, date: dateText(event.date, language) });
