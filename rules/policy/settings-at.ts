import type { Limb, Lines } from "./lines.ts";
import type { Policy } from "./policy-schema.ts";
import { TIERS, type Tier } from "./tiers.ts";

/** A rule's settings for the areas of one level, complete: nothing is left to a default. */
export interface SettingsAt {
  readonly role: "primary" | "corroborating";
  readonly parameters: Readonly<Record<string, number | string | boolean>>;
  readonly cap: Tier;
  readonly lines: Lines;
  /** Bounds under which a figure has left a tier; where a tier has none, it is left as soon as it is no longer given. */
  readonly exit: Lines;
  /** So many of the last so many judged periods must reach a line. */
  readonly dwell: Readonly<Record<Tier, { readonly periods: number; readonly of: number }>>;
  /** Days without the tier before a case leaves it. */
  readonly hold: Readonly<Record<Tier, number>>;
  readonly floor: Limb;
  readonly coverageFloor: number;
}

const made = new WeakMap<Policy, Map<string, SettingsAt>>();

/** The settings of a rule of the policy at a level of areas; null where the policy does not use the rule. */
export function settingsAt(policy: Policy, rule: string, level: string): SettingsAt | null {
  const known = made.get(policy) ?? new Map<string, SettingsAt>();
  made.set(policy, known);
  const key = `${rule} ${level}`;
  const settings = known.get(key) ?? resolve(policy, rule, level);
  if (settings) known.set(key, settings);
  return settings;
}

/**
 * Let a policy use the same objects as another one where their settings are equal: what is measured by an object of settings is then measured
 * once for both.
 */
export function shareSettings(policy: Policy, other: Policy): void {
  const known = made.get(other) ?? new Map<string, SettingsAt>();
  made.set(other, known);
  for (const rule of Object.keys(other.rules))
    for (const level of ["region", "league", "banner"]) {
      const [settings, others] = [settingsAt(policy, rule, level), settingsAt(other, rule, level)];
      if (settings && JSON.stringify(settings) === JSON.stringify(others))
        known.set(`${rule} ${level}`, settings);
    }
}

function resolve(policy: Policy, rule: string, level: string): SettingsAt | null {
  const settings = policy.rules[rule];
  if (!settings) return null;
  const here = settings.levels[level as keyof typeof settings.levels] ?? {};
  const lines = here.lines ?? settings.lines;
  const dwell = here.dwell ?? settings.dwell;
  const hold = here.hold ?? settings.hold;
  const of = <Value>(value: (tier: Tier) => Value) =>
    Object.fromEntries(TIERS.map((tier) => [tier, value(tier)])) as Record<Tier, Value>;
  const coverageFloor = here.coverageFloor ?? settings.coverageFloor ?? policy.coverageFloor;
  return {
    role: settings.role,
    parameters: settings.parameters,
    cap: here.cap ?? settings.cap ?? "I",
    lines,
    exit: here.exit ?? settings.exit,
    dwell: of((tier) => {
      const wanted = dwell[tier] ?? 1;
      return typeof wanted === "number" ? { periods: wanted, of: wanted } : wanted;
    }),
    hold: of((tier) => hold[tier] ?? (tier === "IV" ? policy.liftAfterDays : policy.lowerAfterDays)),
    floor: here.floor ?? settings.floor,
    coverageFloor,
  };
}
