import type { Backtest } from "../../../rules/backtest/backtest.ts";
import type { EarlySpell, NamedSpell } from "../../../rules/backtest/named-spells.ts";
import type { Against } from "../../../rules/backtest/sahm-warnings.ts";
import { ruleById } from "../../../rules/definitions/index.ts";
import type { TextKey } from "../../language/catalogue.ts";
import { dateText, inLanguage, type Language, translate } from "../../language/index.ts";
import { figure, type LevelName, type TableText } from "./rows.ts";

/** The name of an area in the reader's language. */
export type AreaName = (area: string) => string;

/** Each known event in each of its areas: when it was found, and when the Sahm rule found it. */
export function areaTable(against: readonly Against[], areaName: AreaName, language: Language): TableText {
  const none = translate(language, "skill.none");
  const missed = translate(language, "skill.not-found");
  const rows = against.map(({ ours, sahm, lead }) => [
    inLanguage(ours.event.title, language),
    areaName(ours.area),
    ours.found === null ? missed : dateText(ours.found, language),
    figure(ours.delay, language, 0),
    sahm === null ? none : sahm.found === null ? missed : dateText(sahm.found, language),
    figure(lead, language, 0),
  ]);
  return { head: AREA_HEAD.map((key) => translate(language, key)), rows };
}

const AREA_HEAD: readonly TextKey[] = [
  ...(["skill.event", "skill.area", "skill.found-on", "skill.delay", "skill.sahm", "skill.lead"] as const),
];

/** False warnings at Ⅱ or above of each quiet span, by level. */
export function spanTable({ scores }: Backtest, levelName: LevelName, language: Language): TableText {
  const rows = (scores[0]?.rows ?? [])
    .filter(({ tier }) => tier === "II")
    .flatMap(({ level, spans }) =>
      spans.map(({ from, to, falseWarnings, areaYears }) => [
        `${from} – ${to}`,
        levelName(level),
        `${falseWarnings}`,
        figure(areaYears, language, 1),
        figure(areaYears > 0 ? falseWarnings / areaYears : null, language, 4),
      ]),
    );
  const head = ["skill.span", "skill.level", "skill.false", "skill.area-years", "skill.false-rate"] as const;
  return { head: head.map((key) => translate(language, key)), rows };
}

/** Most spells that are listed. */
const MOST_LISTED = 60;

/** Spells by name, a line each; what an early one is early for is said as well. */
export function spellLines(
  spells: readonly (NamedSpell | EarlySpell)[],
  areaName: AreaName,
  language: Language,
): string[] {
  if (spells.length === 0) return [translate(language, "skill.nothing")];
  const lines = spells.slice(0, MOST_LISTED).map((spell) => {
    const text = translate(language, "skill.spell", {
      area: areaName(spell.area),
      from: dateText(spell.from, language),
      to: spell.to === null ? translate(language, "skill.standing") : dateText(spell.to, language),
      rule: inLanguage(ruleById(spell.rule)!.title, language),
    });
    return "event" in spell ? `${inLanguage(spell.event.title, language)}: ${text}` : text;
  });
  const left = spells.length - lines.length;
  return left > 0 ? [...lines, translate(language, "skill.more", { count: left })] : lines;
}
