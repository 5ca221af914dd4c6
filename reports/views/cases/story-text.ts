import type { CaseEvent } from "../../../rules/cases/case-event.ts";
import type { Limb } from "../../../rules/cases/episodes/episode.ts";
import { ruleById } from "../../../rules/definitions/index.ts";
import type { Policy } from "../../../rules/policy/policy.ts";
import { settingsAt } from "../../../rules/policy/settings-at.ts";
import { rank, type Tier } from "../../../rules/policy/tiers.ts";
import type { Directory } from "../../delivery/directory.ts";
import { isTextKey } from "../../language/bilingual.ts";
import type { TextKey } from "../../language/catalogue.ts";
import { inLanguage, type Language, translate } from "../../language/index.ts";
import { sentence } from "../../language/sentence.ts";
import type { CaseMessage, Story, StoryCase } from "./case-story.ts";
import type { StoryAct } from "./story-acts.ts";

/** What a story's text reads besides the story. */
export interface StorySetting {
  readonly language: Language;
  readonly directory: Directory;
  readonly policy: Policy;
}

/** A story as text (经过): what it is, its cases, and what happened in the order in which it did. */
export function storyText(story: Story, setting: StorySetting): string {
  const { language } = setting;
  return [
    ...headLines(story, setting),
    "",
    translate(language, "story.timeline"),
    ...timeline(story, setting),
  ].join("\n");
}

function headLines({ asked, cases, episode }: Story, setting: StorySetting): string[] {
  const { language } = setting;
  const title = episode && inLanguage(episode.title, language);
  const first = cases.find(({ id }) => id === asked);
  if (first)
    return [
      `${translate(language, "story.case", { case: first.id, ...namesOf(first, setting) })}`,
      stateText(first, language),
      ...(episode
        ? [translate(language, "story.of-episode", { episode: episode.id, title: title ?? "" })]
        : []),
      ...(episode && episode.limbs.length > 1 ? limbLines(episode.limbs, "limbs", cases, setting) : []),
    ];
  return [
    translate(language, "story.episode", { episode: episode!.id, title: title ?? "" }),
    ...limbLines(episode!.limbs, "limbs", cases, setting),
    ...relatedLines(episode!.related, cases, setting),
  ];
}

/** The gravest of the cases beside an episode that stand, and how many more there are. */
function relatedLines(
  related: readonly Limb[],
  cases: readonly StoryCase[],
  setting: StorySetting,
): string[] {
  if (related.length === 0) return [];
  const shown = related
    .filter(({ tier }) => tier !== null)
    .sort((a, b) => rank(b.tier) - rank(a.tier) || (a.caseId < b.caseId ? -1 : 1))
    .slice(0, MOST_RELATED);
  const more = related.length - shown.length;
  return [
    ...limbLines(shown, "related", cases, setting),
    ...(more > 0 ? [translate(setting.language, "story.related-more", { count: more })] : []),
  ];
}

/** Most cases beside an episode that are listed one by one. */
const MOST_RELATED = 10;

function limbLines(
  limbs: readonly Limb[],
  as: "limbs" | "related",
  cases: readonly StoryCase[],
  setting: StorySetting,
): string[] {
  const { language } = setting;
  return [
    translate(language, `story.${as}`),
    ...limbs.map((limb) => {
      const { caseId } = limb;
      const state = stateText(cases.find(({ id }) => id === caseId)!, language);
      return translate(language, "story.limb", {
        ...{ case: caseId, ...namesOf(limb, setting), state },
        link: translate(language, as === "related" ? "story.related-link" : linkKey(limb)),
      });
    }),
  ];
}

const linkKey = ({ link, isConfirmed }: Limb): TextKey =>
  link !== "first" && isConfirmed && link !== "person" ? "story.link-confirmed" : `story.link-${link}`;

function namesOf(
  { area, cause }: { readonly area: string; readonly cause: string },
  { language, directory }: StorySetting,
): { area: string; cause: string } {
  const key = `cause.${cause}`;
  return {
    area: directory.areaName(area),
    cause: isTextKey(key) ? translate(language, key) : cause,
  };
}

const stateText = ({ state, tier }: StoryCase, language: Language): string =>
  translate(language, `story.state-${state}`, { tier: translate(language, `tier.${tier}`) });

/** Every happening with its day, those of a day in the order: what people did, what the night changed, who was told. */
function timeline({ events, messages, acts, announcedBy }: Story, setting: StorySetting): string[] {
  const days = [...new Set([...events.map(({ date }) => date), ...acts.map(({ date }) => date)])].sort();
  return days.flatMap((day) => [
    ...acts.filter(({ date }) => date === day).map((act) => actLine(act, setting)),
    ...events
      .filter(({ date }) => date === day)
      .flatMap((event) => [
        ...eventLines(event, setting),
        ...messages
          .filter(({ caseId, seq }) => caseId === event.caseId && seq === event.seq)
          .map((office) => messageLine(office, setting)),
        ...(event.kind === "lifted" && announcedBy.has(event.caseId)
          ? [translate(setting.language, "story.told-by", { case: announcedBy.get(event.caseId)! })]
          : []),
      ]),
  ]);
}

function eventLines(event: CaseEvent & { readonly night: number }, setting: StorySetting): string[] {
  const { language } = setting;
  const { date, caseId, kind, tierFrom, tierTo, reason, causedBy, night, policy, facts } = event;
  const tierText = (tier: Tier | null) =>
    tier ? translate(language, `tier-short.${tier}`) : translate(language, "story.tier-none");
  const by =
    causedBy === "policy"
      ? translate(language, "story.by-policy", { night, policy })
      : causedBy === "register"
        ? translate(language, "story.by-register")
        : translate(language, "story.by-person", { by: causedBy });
  const moves = tierFrom !== tierTo && kind !== "closed";
  return [
    translate(language, "story.event", {
      ...{ date, case: caseId, change: changeText(event, language), by },
      tiers: moves
        ? translate(language, "story.tiers", { from: tierText(tierFrom), to: tierText(tierTo) })
        : "",
      reason: translate(language, `why.case-reason.${reason}` as TextKey),
    }),
    ...figureLines(event, setting),
    ...(facts.livesUntil === undefined
      ? []
      : [figure(translate(language, "story.lives-until", { date: facts.livesUntil }), language)]),
    ...(facts.closing?.outcome
      ? [
          figure(
            translate(language, "story.closing", {
              outcome: translate(language, `case.outcome-${facts.closing.outcome}`),
              note: facts.closing.note,
            }),
            language,
          ),
        ]
      : []),
  ];
}

/** What happened, in a word; that a case is ready to be lifted is no other standing than before. */
const changeText = ({ kind, reason }: CaseEvent, language: Language): string =>
  translate(
    language,
    kind === "quiet" && reason === "lift-proposed" ? "subject.lift-proposed" : `change.${kind}`,
  );

const figure = (text: string, language: Language): string => translate(language, "story.figure", { text });

/** What the event rests on, in the words of its rule; before a correction and after it. */
function figureLines(event: CaseEvent, { language, directory, policy }: StorySetting): string[] {
  const rule = ruleById(event.rule);
  if (!rule || event.drill || Object.keys(event.facts.values).length === 0) return [];
  const lines = settingsAt(policy, rule.id, directory.area(event.area)?.level ?? "")?.lines ?? {};
  const { period, periodKind: kind, facts } = event;
  const of = (values: typeof facts.values, isNow: boolean) =>
    sentence(rule, values, language, {
      ...{ seesEnterprises: true, period, kind, lines },
      shown: isNow ? facts.shown : undefined,
    });
  const now = of(facts.values, true);
  const texts = facts.before
    ? [
        translate(language, "story.before", { text: of(facts.before, false) }),
        translate(language, "story.after", { text: now }),
      ]
    : [now];
  return texts.map((text) => figure(text, language));
}

function messageLine(
  { office, subject, sent, open }: CaseMessage,
  { language, directory }: StorySetting,
): string {
  return translate(language, "story.told", {
    ...{ office: directory.office(office)?.name ?? office, subject },
    state: translate(language, open > 0 ? "story.told-open" : "story.told-sent", { sent, open }),
  });
}

function actLine(act: StoryAct, { language }: StorySetting): string {
  const { date, time, by, caseId } = act;
  const at = { date: time === null ? date : `${date} ${time}`, by, case: caseId };
  if (act.kind === "lift") return translate(language, "story.act-lift", at);
  if (act.kind === "close") {
    const outcome = translate(language, `case.outcome-${act.outcome}`);
    return translate(language, "story.act-close", { ...at, outcome, note: act.note });
  }
  if (act.kind === "call") {
    const note = act.note ? translate(language, "story.note", { note: act.note }) : "";
    return translate(language, "story.call", { ...at, to: act.to, note });
  }
  if (act.kind === "answer") {
    const text = act.text ? translate(language, "story.answer-text", { text: act.text }) : "";
    return translate(language, "story.answer", { ...at, finding: act.finding, verdict: act.verdict, text });
  }
  return translate(language, act.kind === "cut" ? "story.link-cut" : "story.link-made", {
    ...{ ...at, episode: act.episode },
    note: act.note ? translate(language, "story.note", { note: act.note }) : "",
  });
}
