import type { Rule } from "../../definitions/define.ts";
import type { Level } from "../../indicators/define.ts";
import type { RuleSettings } from "../policy-schema.ts";
import { lighter, TIERS, type Tier } from "../tiers.ts";

/** Keys that a level of areas may have otherwise. */
type LevelKey = "lines" | "dwell" | "exit" | "hold" | "floor" | "cap";

/** The settings of a rule at one place: for all levels, or for a level that has some otherwise. */
export interface Place extends Pick<RuleSettings, LevelKey> {
  /** Where a key of these settings stands in the policy. */
  at(key: LevelKey): (string | number)[];
  /** Whether the key is written at this place, not taken over from the rule. */
  isWritten(key: LevelKey): boolean;
}

/** A rule of a policy, as the checks of rules read it. */
export interface RuleInPolicy {
  readonly id: string;
  readonly rule: Rule;
  readonly settings: RuleSettings;
  readonly places: readonly Place[];
}

/** A rule with the places of its settings. */
export function ruleInPolicy(id: string, rule: Rule, settings: RuleSettings): RuleInPolicy {
  const levels = rule.levels.filter((level) => settings.levels[level] !== undefined);
  const shared = rule.levels.some((level) => settings.levels[level]?.lines === undefined);
  const everywhere = shared || Object.keys(settings.lines).length > 0 ? [placeOf(id, settings, null)] : [];
  return {
    id,
    rule,
    settings,
    places: [...everywhere, ...levels.map((level) => placeOf(id, settings, level))],
  };
}

function placeOf(id: string, settings: RuleSettings, level: Level | null): Place {
  const here = level === null ? undefined : settings.levels[level];
  const isHere = (key: LevelKey) => here?.[key] !== undefined;
  return {
    lines: here?.lines ?? settings.lines,
    dwell: here?.dwell ?? settings.dwell,
    exit: here?.exit ?? settings.exit,
    hold: here?.hold ?? settings.hold,
    floor: here?.floor ?? settings.floor,
    cap: here?.cap ?? settings.cap,
    at: (key) => (level !== null && isHere(key) ? ["rules", id, "levels", level, key] : ["rules", id, key]),
    isWritten: (key) => (level === null ? settings[key] !== undefined : isHere(key)),
  };
}

/** The gravest tier that a rule gives areas of a level: of its lines, no higher than its cap; null without a line. */
export function gravestAt(settings: RuleSettings, level: Level): Tier | null {
  const here = settings.levels[level] ?? {};
  const gravestLine = tiersOf(here.lines ?? settings.lines).at(-1) ?? null;
  return lighter(gravestLine, here.cap ?? settings.cap ?? "I");
}

/** Tiers that have a line, from the lightest. */
export const tiersOf = (lines: Readonly<Partial<Record<Tier, unknown>>>): Tier[] =>
  TIERS.filter((tier) => lines[tier] !== undefined);
