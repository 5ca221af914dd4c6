import type { PeriodKind } from "../../rules/calendar/periods.ts";
import type { Base, FactForm, Facts, Rule, Shown } from "../../rules/definitions/define.ts";
import type { Lines } from "../../rules/policy/lines.ts";
import { besideText, boundsOf } from "./figures.ts";
import { dateText, fill, inLanguage, type Language, numberText, periodText, translate } from "./index.ts";

/** What a sentence says besides its facts. */
export interface SentenceSetting {
  /** The enterprise is named only to those who may see it. */
  readonly seesEnterprises: boolean;
  /** The period judged, where the sentence names it. */
  readonly period: string;
  readonly kind: PeriodKind;
  readonly shown?: Shown | undefined;
  /** The rule's lines: figures are printed on their side of them. */
  readonly lines?: Lines | undefined;
}

/** A place of a sentence, with what stands in it. */
export type FilledPlace = readonly [name: string, text: string];

/** The places of the sentence on some facts, filled in their order; null where a fact is missing, so that no sentence has a hole in it. */
export function sentencePlaces(
  rule: Rule,
  facts: Facts,
  language: Language,
  setting: SentenceSetting,
): FilledPlace[] | null {
  const text = inLanguage(messageOf(rule, facts), language);
  const places = [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);
  // An enterprise without a name is one all the same.
  const isMissing = (name: string) =>
    !SETTING_PLACES.has(name) && rule.facts?.[name] !== "firm" && (facts[name] ?? null) === null;
  if (places.some(isMissing)) return null;
  return places.map((name) => [name, placeText(name, rule, facts, language, setting)]);
}

/** What a rule says of its facts, in words: the sentence that fits them, with its places filled. */
export function sentence(rule: Rule, facts: Facts, language: Language, setting: SentenceSetting): string {
  const places = sentencePlaces(rule, facts, language, setting);
  if (places === null) return translate(language, "notice.no-figures");
  const sentenceText = fill(inLanguage(messageOf(rule, facts), language), Object.fromEntries(places));
  return setting.shown?.base.samePlaces
    ? translate(language, "notice.same-places", { text: sentenceText })
    : sentenceText;
}

/** Places that the setting fills. */
const SETTING_PLACES: ReadonlySet<string> = new Set(["period", "base"]);

/** The sentence of a rule that fits its facts. */
function messageOf(rule: Rule, facts: Facts) {
  const holds = (name: string) => facts[name] !== undefined && facts[name] !== null && facts[name] !== 0;
  const found = rule.variants?.find(
    ({ when = [], without }) => when.every(holds) && (without === undefined || !holds(without)),
  );
  return found?.message ?? rule.message;
}

function placeText(
  name: string,
  rule: Rule,
  facts: Facts,
  language: Language,
  setting: SentenceSetting,
): string {
  const { shown, period, kind } = setting;
  if (name === "period") {
    const periods = periodsText(shown?.periods ?? [], period, kind, language);
    const isTotal = shown?.counted && shown.periods.length > 1;
    return isTotal ? translate(language, "period.total", { periods }) : periods;
  }
  if (name === "base") return baseText(shown?.base, { language, kind });
  const value = facts[name] ?? null;
  const form = rule.facts?.[name];
  if (form === "firm")
    return setting.seesEnterprises && value !== null ? String(value) : translate(language, "fact.enterprise");
  if (typeof value === "string")
    return form === "day" || /^\d{4}-\d{2}-\d{2}$/.test(value) ? dateText(value, language) : value;
  return figureText(value ?? 0, form ?? "decimal", boundsOf(setting.lines, name), { language, kind });
}

/** A figure in the form of its fact, on its side of the lines. */
export function figureText(
  value: number,
  form: FactForm,
  bounds: readonly number[],
  { language, kind }: { readonly language: Language; readonly kind: PeriodKind },
): string {
  const beside = (decimals: number, figure = value) => besideText(figure, bounds, language, decimals);
  switch (form) {
    case "counted":
      return beside(0);
    case "estimated":
      return estimatedText(value, language);
    case "percent":
      return `${beside(1)}%`;
    case "change":
      return movedText("change", value, beside(1, Math.abs(value)), language);
    case "fall":
      return movedText("change", -value, beside(1, Math.abs(value)), language);
    case "points":
      return movedText("points", value, beside(2, Math.abs(value)), language);
    case "chance":
      return chanceText(value, kind, language);
    default:
      return beside(Math.abs(value) >= 1000 ? 0 : 2);
  }
}

/** Persons that were computed: whole, and with 约 unless the figure is whole as it is. */
export function estimatedText(value: number, language: Language): string {
  const text = numberText(Math.round(value), language, 0);
  return Math.abs(value - Math.round(value)) < 1e-6
    ? text
    : translate(language, "fact.about", { value: text });
}

function movedText(what: "change" | "points", value: number, text: string, language: Language): string {
  if (text === "0") return translate(language, `fact.${what}-none`);
  return translate(language, value > 0 ? `fact.${what}-up` : `fact.${what}-down`, { value: text });
}

/** From so many periods on, chance is told in words: a model of a few years knows no such figure. */
const RARE = [
  { from: 1e6, key: "chance.millionth" },
  { from: 1e5, key: "chance.hundred-thousandth" },
  { from: 1e4, key: "chance.ten-thousandth" },
] as const;

/** How often chance alone shows a figure, in words; never more than the model can know. */
function chanceText(rarity: number, kind: PeriodKind, language: Language): string {
  const rare = RARE.find(({ from }) => rarity >= from - 1e-6);
  if (rare) return translate(language, rare.key);
  const unit = translate(
    language,
    kind === "week" ? "chance.weeks" : kind === "month" ? "chance.months" : "chance.periods",
  );
  const times = numberText(Math.max(1, Math.floor(rarity + 1e-9)), language, 0);
  return translate(language, "chance.once", { times, unit });
}

/** The base of a comparison by name: `往年参照值（取前3年同期中位数，扣除春节影响）`. */
export function baseText(
  base: Base | undefined,
  { language, kind }: { readonly language: Language; readonly kind: PeriodKind },
): string {
  if (!base) return translate(language, "base.some");
  const { name, years = 0, festival, leftOut = [] } = base;
  const isPlain = name === "last-year" && !festival;
  const remarks = [
    ...(isPlain ? [] : [translate(language, `base-of.${name}`, { years })]),
    ...(festival ? [translate(language, "base-of.festival")] : []),
    ...(leftOut.length > 0
      ? [translate(language, "base-of.left-out", { periods: leftOutText(leftOut, kind, language) })]
      : []),
  ];
  const head = translate(language, isPlain ? "base.last-year" : HEADS[name]);
  if (remarks.length === 0) return head;
  return translate(language, "base.noted", {
    head,
    remarks: remarks.join(translate(language, "list.comma")),
  });
}

/** The periods left out of a base, the latest ones by name where they are many. */
function leftOutText(periods: readonly string[], kind: PeriodKind, language: Language): string {
  const named = periods.slice(-MOST_NAMED).map((period) => periodText(period, kind, language));
  const list = named.join(translate(language, "list.comma"));
  return periods.length > MOST_NAMED
    ? translate(language, "base-of.left-out-more", { list, count: periods.length })
    : list;
}

const MOST_NAMED = 3;

const HEADS = {
  "last-year": "base.some",
  "median-of-years": "base.some",
  "model-of-years": "base.some",
  "usual-growth": "base.some",
  "low-of-the-year": "base.low",
  line: "base.line",
} as const;

/** The periods that a figure covers; of layoffs the days that the rule takes together. */
export const coveredText = (
  periods: readonly string[],
  { period, kind, rule }: { readonly period: string; readonly kind: PeriodKind; readonly rule: Rule },
  language: Language,
): string =>
  rule.kind === "event"
    ? translate(language, "period.window", { days: rule.windowDays, date: dateText(period, language) })
    : periodsText(periods, period, kind, language);

/** The periods that a figure covers, in words: `2026年1—2月`, `January–February 2026`. */
export function periodsText(
  periods: readonly string[],
  period: string,
  kind: PeriodKind,
  language: Language,
): string {
  const [first, last] = [periods[0], periods.at(-1)];
  if (!first || !last || first === last || kind !== "month")
    return periodText(last ?? period, kind, language);
  const parts = (day: string) => ({ year: day.slice(0, 4), month: Number(day.slice(5, 7)) });
  const [from, to] = [parts(first), parts(last)];
  const name = (month: number) => translate(language, `month.${month}` as "month.1");
  const spans = { year: from.year, from: name(from.month), to: name(to.month), yearTo: to.year };
  return translate(language, from.year === to.year ? "period.months" : "period.months-of-two-years", spans);
}
