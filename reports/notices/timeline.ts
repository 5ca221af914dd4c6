import type { CaseEvent } from "../../rules/cases/case-event.ts";
import type { Moment } from "../documents/content.ts";
import { dateText, type Language, translate } from "../language/index.ts";
import type { CaseMoment } from "./case-moment.ts";
import type { NoticeSetting } from "./notice-setting.ts";
import { tierOf } from "./subjects.ts";

/** The life of a case up to a change (事项经过), and what is to come: the day from which workers leave. */
export function timelineOf(event: CaseEvent, { language, story }: NoticeSetting): Moment[] {
  const before = (story?.moments ?? []).filter(({ seq }) => seq < event.seq);
  const leaving = event.facts.values.startsOn;
  return [
    ...before.map((moment) => momentOf(moment, "past", language)),
    momentOf(event, "now", language),
    ...(typeof leaving === "string" && leaving > event.date
      ? [
          {
            day: dateText(leaving, language),
            ...{ text: translate(language, "timeline.leaving"), tier: null, state: "to-come" as const },
          },
        ]
      : []),
  ];
}

function momentOf(moment: CaseMoment, state: "past" | "now", language: Language): Moment {
  const { tierFrom, tierTo, kind, date } = moment;
  const change = translate(language, `change.${kind}`);
  const moved = tierFrom !== null && tierTo !== null && tierFrom !== tierTo;
  const key = tierTo === null ? "timeline.over" : moved ? "timeline.moved" : "timeline.stands";
  const text =
    tierFrom === null && tierTo === null
      ? change
      : translate(language, key, {
          ...{ change, tier: translate(language, `tier.${tierOf(moment)}`) },
          from: tierFrom ? translate(language, `tier.${tierFrom}`) : "",
        });
  return {
    day: dateText(date, language),
    text: state === "now" ? translate(language, "timeline.now", { text }) : text,
    ...{ tier: tierTo, state },
  };
}
