import type { CaseEvent } from "../../rules/cases/case-event.ts";
import type { Tier } from "../../rules/policy/tiers.ts";
import type { Band, BandStyle } from "../documents/mail-band.ts";
import { type Language, translate } from "../language/index.ts";
import { changeText, headlineOf, leadOf } from "./headline.ts";
import type { NoticeSetting } from "./notice-setting.ts";
import { isOver, tierOf } from "./subjects.ts";

/** The band of a notice (等级条): tier, change and one sentence, in the form that tells new, raised, lowered, lifted and corrected apart. */
export function bandOf(event: CaseEvent, setting: NoticeSetting): Band {
  const { language } = setting;
  const { tierFrom } = event;
  const tier = tierOf(event);
  const isOther = tierFrom !== null && (isOver(event) || tierFrom !== event.tierTo);
  return {
    ...{ style: styleOf(event), tier, level: levelName(tier, language) },
    before: isOther ? { tier: tierFrom, level: levelName(tierFrom, language) } : null,
    change: marked(event, changeText(event, language), language),
    headline: marked(event, headlineOf(event, setting), language),
    lead: marked(event, leadOf(event, setting), language),
  };
}

/** A text with the mark of an exercise, so that it is read as such wherever it stands alone. */
const marked = ({ drill }: CaseEvent, text: string, language: Language): string =>
  drill ? translate(language, "notice.subject-drill", { subject: text }) : text;

const levelName = (tier: Tier, language: Language): string => translate(language, `tier.${tier}`);

function styleOf(event: CaseEvent): BandStyle {
  if (event.drill) return "exercise";
  if (isOver(event)) return "over";
  if (event.kind === "corrected" || event.facts.before !== undefined) return "corrected";
  return event.kind === "lowered" ? "moved" : "stands";
}
