import type { CaseEvent } from "../../rules/cases/case-event.ts";
import type { Limb } from "../../rules/cases/episodes/episode.ts";
import { ruleById } from "../../rules/definitions/index.ts";
import { dateText, inLanguage, type Language, translate } from "../language/index.ts";
import type { NoticeSetting } from "./notice-setting.ts";

/** The episode by its title, which never changes, and its number, with since when it stands; null where the case is of none. */
export function episodeText({ story }: NoticeSetting, language: Language): string | null {
  const episode = story?.episode;
  if (!episode) return null;
  const { id, title, opened, lifted } = episode;
  return translate(language, lifted === null ? "episode.stands" : "episode.lifted", {
    ...{ id, title: inLanguage(title, language), opened: dateText(opened, language) },
    lifted: lifted === null ? "" : dateText(lifted, language),
  });
}

/** The other cases of the episode, each with its tier; those that nobody confirmed agree in time and place only. */
export function limbsText({ caseId }: CaseEvent, setting: NoticeSetting): string | null {
  const { language, story } = setting;
  const limbs = story?.episode?.limbs ?? [];
  const others = limbs.filter((limb) => limb.caseId !== caseId);
  // A case that nobody confirmed is as little known to be of one risk with the first as that with it.
  const isVerified = limbs.every((limb) => limb.caseId !== caseId || isKnown(limb));
  const marked = others.map((limb) =>
    isVerified ? limb : { ...limb, link: "follows" as const, isConfirmed: false },
  );
  return others.length === 0 ? null : listOf(marked, setting, language);
}

/** Cases that stand beside the episode. */
export function relatedText(setting: NoticeSetting): string | null {
  const related = setting.story?.episode?.related ?? [];
  return related.length === 0 ? null : listOf(related, setting, setting.language);
}

/** Cases that stay open besides one: those of its episode that have a tier, and those of its area. */
export function openLimbs({ caseId }: CaseEvent, { story }: NoticeSetting): Limb[] {
  if (!story) return [];
  const known = new Set([caseId, ...(story.episode?.limbs ?? []).map((limb) => limb.caseId)]);
  const open = story.openInArea.filter((limb) => !known.has(limb.caseId));
  const standing = (story.episode?.limbs ?? []).filter(
    (limb) => limb.caseId !== caseId && limb.tier !== null,
  );
  return [...standing, ...open];
}

/** What stays open in the area besides this case: asked of every lifting, so that nobody takes a lifting for the end of all; null where it is not known. */
export function openText(event: CaseEvent, setting: NoticeSetting): string | null {
  const { language, story } = setting;
  if (!story) return null;
  const open = openLimbs(event, setting);
  if (open.length === 0) return translate(language, "open.none");
  return translate(language, "open.some", {
    count: open.length,
    list: open.map((limb) => limbText(limb, setting)).join(translate(language, "list.reasons")),
  });
}

const isKnown = ({ link, isConfirmed }: Limb): boolean => isConfirmed || link === "first";

/** Cases of an episode, or beside it, each with a remark where nobody confirmed that it is of the same risk. */
const listOf = (limbs: readonly Limb[], setting: NoticeSetting, language: Language): string =>
  limbs
    .map((limb) => {
      const text = limbText(limb, setting);
      return isKnown(limb) ? text : translate(language, "episode.unverified", { text });
    })
    .join(translate(language, "list.reasons"));

/** A case in a few words: area, title, number, tier. */
function limbText(limb: Limb, { language, directory }: NoticeSetting): string {
  const rule = ruleById(limb.rule);
  const isOver = limb.lastChange === "lifted" || limb.lastChange === "closed";
  return translate(language, "episode.limb", {
    ...{ area: directory.areaName(limb.area), case: limb.caseId },
    title: inLanguage(rule?.title ?? { zh: limb.rule, en: limb.rule }, language),
    tier: limb.tier
      ? translate(language, `tier.${limb.tier}`)
      : translate(language, isOver ? "episode.limb-over" : "episode.limb-quiet"),
  });
}
