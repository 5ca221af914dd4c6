import type { CaseEvent, CaseReason } from "../../rules/cases/case-event.ts";
import { ruleById } from "../../rules/definitions/index.ts";
import type { Tier } from "../../rules/policy/tiers.ts";
import type { TextKey } from "../language/catalogue.ts";
import { limbText } from "../language/figures.ts";
import { inLanguage, type Language, translate } from "../language/index.ts";
import type { NoticeSetting } from "./notice-setting.ts";
import { briefOf, figuredText, isOver } from "./subjects.ts";

const tierText = (tier: Tier | null, language: Language): string =>
  tier ? translate(language, `tier.${tier}`) : "";

/** The change in words, and that a warning which fell still stands: `下调，预警尚未解除`. */
export function changeText(event: CaseEvent, language: Language): string {
  const change = translate(language, `change.${event.kind}`);
  if (isOver(event)) return event.tierFrom === null ? translate(language, "level.over", { change }) : change;
  return withRemark(event, change, language);
}

/** A text on a change with the remark that the warning is not lifted, where a reader might think so. */
function withRemark({ kind, reason }: CaseEvent, text: string, language: Language): string {
  if (kind !== "lowered" && kind !== "quiet") return text;
  const key: TextKey = reason === "lift-proposed" ? "level.to-decide" : "level.not-lifted";
  return translate(language, key, { text });
}

/** Tier and change as a notice names them: `Ⅱ级（橙色）→Ⅲ级（黄色）　下调，预警尚未解除`. */
export function levelText(event: CaseEvent, language: Language): string {
  const { kind, tierFrom, tierTo } = event;
  const tiers = { from: tierText(tierFrom, language), tier: tierText(tierTo ?? tierFrom, language) };
  const change = translate(language, `change.${kind}`);
  if (isOver(event))
    return translate(language, tierFrom === null ? "level.over" : "level.was", { ...tiers, change });
  const moved = tierFrom !== null && tierTo !== null && tierFrom !== tierTo;
  return withRemark(
    event,
    translate(language, moved ? "level.moved" : "level.stands", { ...tiers, change }),
    language,
  );
}

/** One sentence on what the notice is about: the area, the risk and its figure; of an ended case, that it has ended. */
export function headlineOf(event: CaseEvent, setting: NoticeSetting): string {
  const { language, directory } = setting;
  const [what = briefOf(event, language)] = isOver(event) ? [] : figuredText(event, setting);
  const key = event.kind === "opened" || event.kind === "raised" ? "headline.stands" : "headline.changed";
  return translate(language, key, {
    ...{ area: directory.areaName(event.area), what, change: translate(language, `change.${event.kind}`) },
  });
}

/** Area, title, and what changed: the tier that stands, since when it was without its lines, and a graver one that is reached. */
export function leadOf(event: CaseEvent, setting: NoticeSetting): string {
  const { language, directory } = setting;
  const state = translate(language, stateOf(event), fillingsOf(event, setting));
  const wanting = isOver(event) ? null : wantingText(event, language);
  return translate(language, "notice.lead", {
    area: directory.areaName(event.area),
    title: inLanguage(ruleById(event.rule)!.title, language),
    state: wanting ? translate(language, "notice.two-sentences", { first: state, second: wanting }) : state,
  });
}

function fillingsOf(event: CaseEvent, { language, policy, directory }: NoticeSetting) {
  const { facts, tierFrom, tierTo, reason } = event;
  const { limb, areaBefore, into, closing } = facts;
  return {
    ...{ tier: tierText(tierTo ?? tierFrom, language), from: tierText(tierFrom, language) },
    days: facts.daysWithout ?? policy.liftAfterDays,
    why: translate(language, HELD[reason] ?? "held.other"),
    limb: limb ? limbText(ruleById(event.rule)!, limb, language) : "",
    areaBefore: areaBefore ? directory.areaName(areaBefore) : "",
    ...{ area: directory.areaName(event.area), into: into ?? "" },
    outcome: closing?.outcome ? translate(language, `case-outcome.${closing.outcome}`) : "",
  };
}

function stateOf(event: CaseEvent): TextKey {
  const { kind, reason, facts, tierTo } = event;
  if (facts.before && (kind === "lowered" || kind === "lifted")) return `notice.state-corrected-${kind}`;
  switch (kind) {
    case "lifted":
      if (reason === "drill-ended") return "notice.state-drill-ended";
      return reason === "by-person" ? "notice.state-lifted-by-person" : "notice.state-lifted";
    case "raised":
      if (reason === "sources-agree") return "notice.state-agreeing";
      return facts.limb ? "notice.state-raised-by" : "notice.state-raised";
    case "lowered":
      return facts.daysWithout ? "notice.state-lowered-after" : "notice.state-lowered";
    case "quiet":
      if (reason === "lift-proposed") return "notice.state-lift-proposed";
      return reason === "another-stands" ? "notice.state-quiet-beside" : "notice.state-quiet";
    case "moved":
      return facts.areaBefore ? "notice.state-moved-from" : "notice.state-moved";
    case "merged":
      if (facts.into && facts.areaBefore) return "notice.state-merged-from";
      return facts.into ? "notice.state-merged-into" : "notice.state-merged";
    case "corrected":
      return tierTo === null ? "notice.state-corrected-over" : "notice.state-corrected";
    case "closed":
      return facts.closing?.outcome ? "notice.state-closed-as" : "notice.state-closed";
    default:
      return `notice.state-${kind}`;
  }
}

/** Why a case is held, by the reason of its event. */
const HELD: Readonly<Partial<Record<CaseReason, TextKey>>> = {
  "data-missing": "held.data-missing",
  "rule-gone": "held.rule-gone",
  "lines-changed": "held.lines-changed",
  "area-split": "held.area-split",
  "area-gone": "held.area-gone",
};

/** What is wanting before the case takes the graver tier that was reached; null where nothing is. */
export function wantingText({ facts, periodKind }: CaseEvent, language: Language): string | null {
  if (!facts.wanting) return null;
  const { tier, met, needed, of } = facts.wanting;
  const fillings = { met, needed, of, tier: translate(language, `tier.${tier}`) };
  return translate(language, needed === of ? "notice.wanting-in-a-row" : "notice.wanting-of", {
    ...fillings,
    unit: translate(language, `unit-of.${periodKind}`),
  });
}
