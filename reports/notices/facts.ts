import type { CaseEvent } from "../../rules/cases/case-event.ts";
import type { Facts, Rule } from "../../rules/definitions/define.ts";
import { ruleById } from "../../rules/definitions/index.ts";
import type { Limb } from "../../rules/policy/lines.ts";
import type { Certainty, Fact } from "../documents/content.ts";
import type { TextKey } from "../language/catalogue.ts";
import { limbBounds, shareText } from "../language/figures.ts";
import {
  dateText,
  inLanguage,
  type Language,
  numberText,
  periodText,
  shortDateText,
  translate,
} from "../language/index.ts";
import { baseText, sentencePlaces } from "../language/sentence.ts";
import { linesOf, periodOf } from "./figure-rows.ts";
import { comparedFigure, concernedFigures } from "./items.ts";
import type { NoticeSetting } from "./notice-setting.ts";
import { reportedLayoffs } from "./reported-layoffs.ts";
import { contactOf, measureSteps, telephonesOf } from "./response.ts";
import type { Addressee } from "./route.ts";
import { openLimbs } from "./story.ts";
import { figuredText, isOver } from "./subjects.ts";

/** A fact before it is listed: its text may hold no figure. */
type Found = Omit<Fact, "name" | "base" | "certainty"> & {
  readonly name: TextKey | { readonly words: string };
  readonly base?: string | null;
  readonly certainty: Certainty;
};

/** A rule with the facts that it found, and how they are printed. */
interface Finding {
  readonly rule: Rule;
  readonly values: Facts;
  readonly setting: Parameters<typeof sentencePlaces>[3];
}

/**
 * Every figure, day and number that the texts of a notice print (要素): each with what it is, what it is compared with and how sure it is. Those of
 * charts, of the comparison and of the timeline stand there. Two that print the same are one fact with both names.
 *
 * @param texts what the notice says; what none of them prints is no fact of it
 */
export function factsOf(
  event: CaseEvent,
  addressee: Addressee,
  setting: NoticeSetting,
  texts: readonly string[],
): Fact[] {
  const { language } = setting;
  const rule = ruleById(event.rule)!;
  const found = [
    ...(event.drill ? [] : measuredFacts(event, addressee, setting)),
    ...figuredText(event, setting).map(
      (text): Found => ({
        ...{
          name: "item.matter",
          text,
          value: event.facts.shown?.value ?? text,
          certainty: certaintyOf(event, rule),
        },
      }),
    ),
    ...concernedFigures(event, setting).map(
      (text): Found => ({
        ...{ name: "item.range", text, value: text, certainty: certaintyOf(event, rule) },
      }),
    ),
    ...lineFacts(rule, event.facts.limb, language),
    ...dayFacts(event, setting),
    ...(event.drill ? [] : layoffFacts(event, addressee, setting)),
    ...numberFacts(event, addressee, setting),
    ...storyFacts(event, setting),
    ...measureFacts(event, addressee, setting),
  ];
  const facts = new Map<string, Fact>();
  for (const { name, base = null, ...fact } of found) {
    if (!/\d/u.test(fact.text)) continue;
    const words = typeof name === "string" ? translate(language, name) : name.words;
    const known = facts.get(fact.text);
    const names = new Set([...(known ? known.name.split(SEPARATOR[language]) : []), words]);
    facts.set(fact.text, {
      ...(known ?? fact),
      name: [...names].join(SEPARATOR[language]),
      base: known?.base ?? base,
    });
  }
  return printedFacts([...facts.values()], texts);
}

/** Those facts that some text prints outside a longer one: the `3` of `2026年3月11日` is no count of offices. */
function printedFacts(facts: readonly Fact[], texts: readonly string[]): Fact[] {
  let rest = texts.join("\n");
  const printed = new Set<Fact>();
  for (const fact of [...facts].sort((a, b) => b.text.length - a.text.length)) {
    if (!rest.includes(fact.text)) continue;
    const others = rest.replaceAll(wholeNumeral(fact.text), TAKEN);
    if (others !== rest) printed.add(fact);
    rest = others;
  }
  return facts.filter((fact) => printed.has(fact));
}

/** Stands where a fact was found. */
const TAKEN = "\u0000";

/** A text as it stands by itself: its numerals are not parts of longer ones. */
const wholeNumeral = (text: string): RegExp => {
  const escaped = text.replaceAll(/[.*+?^${}()|[\]\\]/gu, "\\$&");
  return new RegExp(
    `${/^\d/u.test(text) ? "(?<![\\d.,])" : ""}${escaped}${/\d$/u.test(text) ? "(?![.,]?\\d)" : ""}`,
    "gu",
  );
};

const SEPARATOR: Readonly<Record<Language, string>> = { "zh-CN": "、", en: "; " };

/** What was measured and judged, what it was held against, and how complete it is. */
function measuredFacts(event: CaseEvent, addressee: Addressee, setting: NoticeSetting): Found[] {
  const { language } = setting;
  const rule = ruleById(event.rule)!;
  const { facts } = event;
  const { before, holding, shown } = facts;
  const printed = {
    seesEnterprises: addressee.seesEnterprises,
    period: event.period,
    kind: event.periodKind,
  };
  const lines = linesOf(event, rule, setting);
  const holds = holding && ruleById(holding.rule);
  return [
    ...placeFacts(
      { rule, values: facts.values, setting: { ...printed, lines, shown } },
      event,
      "item.matter",
      setting,
    ),
    ...(before
      ? placeFacts(
          { rule, values: before, setting: { ...printed, lines } },
          event,
          "notice.before-correction",
          setting,
        )
      : []),
    ...(holding && holds
      ? placeFacts(
          {
            rule: holds,
            values: holding.values,
            setting: {
              ...{ ...printed, period: holding.period, kind: holding.kind, shown: holding.shown },
              lines: holding.limb ? { IV: [holding.limb] } : {},
            },
          },
          event,
          "notice.holding",
          setting,
        )
      : []),
    ...baseFacts(event, language),
    ...(facts.closing && addressee.seesEnterprises
      ? [recorded("item.closing", facts.closing.note, facts.closing.note)]
      : []),
    ...completenessFacts(event, language),
    ...ruleFacts(event, rule, setting),
  ];
}

/** The figures of a sentence, each by the name of its quantity. */
function placeFacts(
  { rule, values, setting: printed }: Finding,
  event: CaseEvent,
  label: TextKey,
  { language }: NoticeSetting,
): Found[] {
  const { shown } = printed;
  return (sentencePlaces(rule, values, language, printed) ?? []).map(([place, text]) => {
    const quantity = rule.quantities[place];
    const isJudged = shown !== undefined && (place === shown.name || place === shown.judged);
    return {
      name: quantity
        ? {
            words: translate(language, "notice.noted", {
              text: translate(language, label),
              remark: inLanguage(quantity, language),
            }),
          }
        : label,
      ...{ text, value: values[place] ?? text, certainty: certaintyOf(event, rule) },
      base:
        isJudged && shown.expected !== null && shown.base.name !== "line"
          ? baseText(shown.base, { language, kind: printed.kind })
          : null,
    };
  });
}

/** How sure a figure of a case is: reported by an enterprise, of all reports or of some. */
const certaintyOf = ({ coverage }: CaseEvent, rule: Rule): Certainty =>
  rule.kind === "event" ? "reported" : coverage < 1 ? "provisional" : "complete";

/** The base of the comparison with its figure. */
function baseFacts(event: CaseEvent, language: Language): Found[] {
  const compared = comparedFigure(event, language);
  if (!compared) return [];
  return [
    { name: "item.compared", text: compared.base, value: compared.base, certainty: "recorded" },
    {
      ...{ name: "item.compared", text: compared.text, value: compared.value },
      // Of the places alone that have data in every period it is a part.
      certainty: event.facts.shown?.base.samePlaces ? "provisional" : "complete",
    },
  ];
}

/** The conditions of the line that was reached. */
const lineFacts = (rule: Rule, limb: Limb | undefined, language: Language): Found[] =>
  limbBounds(rule, limb ?? {}, language).map(({ what, text, value }) => ({
    name: {
      words: translate(language, "notice.noted", {
        text: translate(language, "notice.threshold"),
        remark: what,
      }),
    },
    ...{ text, value, certainty: "set" },
  }));

/** The share of cases in which the interval of an estimate holds the total, as the texts print it. */
const NOWCAST_INTERVAL = "90%";

/** Reports in and owed, and what the late ones may add. */
function completenessFacts({ facts, coverage }: CaseEvent, language: Language): Found[] {
  const { partsIn, partsExpected, nowcast, inQuestion = [] } = facts;
  const whole = (value: number) => numberText(Math.round(value), language);
  const estimated = (text: string, value: number): Found => ({
    ...{ name: "notice.nowcast", text, value, certainty: "estimated" },
  });
  return [
    recorded("notice.completeness", String(partsIn), partsIn),
    recorded("notice.completeness", String(partsExpected), partsExpected),
    recorded("notice.completeness", shareText(coverage, language), coverage),
    ...(nowcast
      ? [
          estimated(shareText(nowcast.share, language), nowcast.share),
          ...[nowcast.estimate, nowcast.low, nowcast.high].flatMap((value) =>
            value === null ? [] : [estimated(whole(value), value)],
          ),
          estimated(NOWCAST_INTERVAL, 0.9),
        ]
      : []),
    ...inQuestion.flatMap(({ period, finding }) => [
      recorded("notice.in-question", periodText(period, "month", language), period),
      recorded("notice.in-question", String(finding), finding),
    ]),
    recorded("notice.in-question", String(inQuestion.length), inQuestion.length),
  ];
}

/** What the rule and the policy say of themselves. */
function ruleFacts(event: CaseEvent, rule: Rule, { language, policy }: NoticeSetting): Found[] {
  const set = (name: TextKey, text: string): Found => ({ name, text, value: text, certainty: "set" });
  const { wanting } = event.facts;
  return [
    set("notice.basis", rule.basis),
    set("notice.cannot-know", inLanguage(rule.limitations, language)),
    set("notice.policy", event.policy),
    set("notice.policy", policy.approvedBy),
    ...(rule.kind === "event" ? [set("notice.period", String(rule.windowDays))] : []),
    ...(wanting
      ? [wanting.met, wanting.needed, wanting.of].map((count) => recorded("item.level", String(count), count))
      : []),
  ];
}

/** The days of a notice, each by what happened on it. */
function dayFacts(event: CaseEvent, { language, story }: NoticeSetting): Found[] {
  const day = (name: TextKey, iso: unknown): Found[] =>
    typeof iso === "string" ? [recorded(name, dateText(iso, language), iso)] : [];
  const { episode, opened } = story ?? {};
  return [
    ...day("item.issued", event.date),
    ...day("item.since", opened),
    ...day("item.since", event.facts.values.startsOn),
    ...day("item.end-label", event.facts.livesUntil),
    ...day("episode.label", episode?.opened),
    ...day("episode.label", episode?.lifted),
    recorded("notice.period", periodOf(event, ruleById(event.rule)!, language), event.period),
  ];
}

/** The layoffs reported in the window, as far as the reader may see them. */
function layoffFacts(event: CaseEvent, addressee: Addressee, setting: NoticeSetting): Found[] {
  const { language, directory } = setting;
  const reported = reportedLayoffs(event, addressee, setting);
  const persons = (count: number) => numberText(count, language, 0);
  if (reported === null) return [];
  return reported.kind === "firms"
    ? reported.firms.flatMap((firm) => [
        recorded("item.firms", firm.employer, firm.employer),
        recorded("item.firms", persons(firm.persons), firm.persons),
        ...(firm.startsOn
          ? [recorded("item.firms", shortDateText(firm.startsOn, language), firm.startsOn)]
          : []),
        recorded("item.firms", String(reported.firms.length), reported.firms.length),
      ])
    : reported.places.flatMap((place) => [
        recorded("item.places", directory.areaName(place.code), place.code),
        recorded("item.places", persons(place.persons), place.persons),
        recorded("item.places", String(place.firms), place.firms),
        recorded("item.places", String(reported.places.length), reported.places.length),
      ]);
}

/** Codes and counts. */
function numberFacts(
  event: CaseEvent,
  { office }: Addressee,
  { policy, informed = [] }: NoticeSetting,
): Found[] {
  const { facts, caseId, seq, area } = event;
  const number = (name: TextKey, value: number | undefined): Found[] =>
    value === undefined ? [] : [recorded(name, String(value), value)];
  return [
    recorded("notice.case", caseId, caseId),
    ...number("notice.case", seq),
    recorded("item.range", area, area),
    recorded("notice.case", office.name, office.name),
    ...(facts.into ? [recorded("notice.case", facts.into, facts.into)] : []),
    ...number("item.end-label", policy.liftAfterDays),
    ...number("item.since", facts.daysWithout),
    ...number("item.informed", informed.length),
    ...informed.map((name) => recorded("item.informed", name, name)),
    ...(isOver(event) || !facts.drill
      ? []
      : [recorded("item.matter", facts.drill.reason, facts.drill.reason)]),
  ];
}

/** Other cases and their areas, and how many of them stand. */
function storyFacts(event: CaseEvent, setting: NoticeSetting): Found[] {
  const { story, directory, language } = setting;
  const limbs = [
    ...(story?.episode?.limbs ?? []),
    ...(story?.episode?.related ?? []),
    ...(story?.openInArea ?? []),
  ];
  const open = openLimbs(event, setting).length;
  const title = story?.episode ? inLanguage(story.episode.title, language) : "";
  return [
    ...(story?.episode
      ? [
          recorded("episode.label", title, story.episode.id),
          recorded("episode.label", story.episode.id, story.episode.id),
        ]
      : []),
    ...limbs.flatMap(({ caseId, area }) => [
      recorded("episode.related", caseId, caseId),
      recorded("episode.related", directory.areaName(area), area),
    ]),
    ...(open > 0
      ? [recorded("open.label", translate(language, "open.some", { count: open, list: "" }).trimEnd(), open)]
      : []),
  ];
}

/** What is to be done, by when, and whom to call. */
const measureFacts = (event: CaseEvent, addressee: Addressee, setting: NoticeSetting): Found[] => [
  ...measureSteps(event, addressee, setting).flatMap(({ text, taker, due }): Found[] => [
    { name: "notice.advice", text, value: text, certainty: "set" },
    { name: "notice.advice", text: taker, value: taker, certainty: "set" },
    { name: "notice.advice", text: due, value: due, certainty: "set" },
  ]),
  ...[contactOf(event, addressee, setting)?.name ?? "", ...telephonesOf(event, addressee, setting)].map(
    (text) => recorded("item.reply", text, text),
  ),
];

const recorded = (name: TextKey, text: string, value: number | string): Found => ({
  ...{ name, text, value, certainty: "recorded" },
});
