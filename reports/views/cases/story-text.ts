import type { CaseEvent } from "../../../rules/cases/case-event.ts";
import type { Limb } from "../../../rules/cases/episodes/episode.ts";
import { ruleById } from "../../../rules/definitions/index.ts";
import type { Policy } from "../../../rules/policy/policy.ts";
import { settingsAt } from "../../../rules/policy/settings-at.ts";
import type { Tier } from "../../../rules/policy/tiers.ts";
import type { Directory } from "../../delivery/directory.ts";
import { isTextKey } from "../../language/bilingual.ts";
import type { TextKey } from "../../language/catalogue.ts";
import { inLanguage, type Language, translate } from "../../language/index.ts";
import { sentence } from "../../language/sentence.ts";
import type { CaseMessage, Story, StoryAct, StoryCase } from "./case-story.ts";

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
  const [first] = cases;
  if (asked !== null && first)
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
    ...(episode!.related.length > 0 ? limbLines(episode!.related, "related", cases, setting) : []),
  ];
}

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
      const { caseId, tier, lastChange } = limb;
      const known = cases.find(({ id }) => id === caseId);
      const state = known
        ? stateText(known, language)
        : tier
          ? translate(language, "story.state-open", { tier: translate(language, `tier.${tier}`) })
          : translate(language, `change.${lastChange}` as TextKey);
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
function timeline({ events, messages, acts }: Story, setting: StorySetting): string[] {
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
      ...{ date, case: caseId, change: translate(language, `change.${kind}`), by },
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
  return [...(facts.before ? [of(facts.before, false)] : []), of(facts.values, true)].map((text) =>
    figure(text, language),
  );
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
  const { date, by, caseId } = act;
  const at = { date, by, case: caseId };
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
  });
}
