import type { Bound, Limb, Lines } from "./lines.ts";
import { boundText, limbText } from "./mistakes/bounds.ts";
import type { Policy, RuleSettings } from "./policy-schema.ts";
import { TIERS } from "./tiers.ts";

/** A window of a mute or a drill by its keys. */
export type WindowKeys = Readonly<Record<string, string | undefined>>;

/** What stands at a place of a policy: a value as it is written, a condition of a tier, or a window; null for nothing. */
export type ChangeValue = string | { readonly limb: Limb } | { readonly window: WindowKeys } | null;

/** A single change between two versions: where, and what stood and stands there. */
export interface PolicyChange {
  /** Keys down to the change: `["rules", "single-layoff", "lines", "III", "persons"]`. */
  readonly path: readonly string[];
  readonly before: ChangeValue;
  readonly after: ChangeValue;
}

/** Every change between two versions of a policy, in the order of the file. */
export function policyChanges(before: Policy, after: Policy): PolicyChange[] {
  return [
    ...valueChanges([], standing(before), standing(after)),
    ...valueChanges([], waiting(before), waiting(after)),
    ...windowChanges("mutes", before.mutes, after.mutes),
    ...windowChanges("drills", before.drills, after.drills),
    ...rulesChanges(before.rules, after.rules),
  ];
}

type Values = Readonly<Record<string, string | number | boolean | undefined>>;

/** The keys of a version besides its rules and windows, by their path. */
function standing({
  combination,
  mail,
  neighbours,
  budget = {},
  smallCells,
  episodes,
  rules: _rules,
  ...keys
}: Policy): Values {
  const { mutes: _mutes, drills: _drills, approvers = [], ...values } = keys;
  const accepted = Object.entries(budget).flatMap(([level, tiers]) =>
    Object.entries(tiers ?? {}).map(([tier, count]) => [`budget.${level}.${tier}`, count] as const),
  );
  return {
    ...values,
    approvers: approvers.length > 0 ? approvers.join(", ") : undefined,
    "combination.families": combination?.families,
    "combination.from": combination?.from,
    "combination.upTo": combination?.upTo,
    "mail.on": mail.on,
    "episodes.parentShare": episodes.parentShare,
    "episodes.claimsMonths": episodes.claimsMonths,
    "episodes.reopenDays": episodes.reopenDays,
    "episodes.liftedByPolicy": episodes.liftedByPolicy,
    ...Object.fromEntries(
      Object.entries(episodes.follows).flatMap(([cause, followers]) =>
        Object.entries(followers).map(([follower, months]) => [
          `episodes.follows.${cause}.${follower}`,
          months,
        ]),
      ),
    ),
    "mail.signOfLife": mail.signOfLife,
    "mail.blueList": mail.blueList,
    "neighbours.tiers": neighbours.tiers.length > 0 ? neighbours.tiers.join(", ") : undefined,
    ...Object.fromEntries(accepted),
    "smallCells.firms": smallCells.firms,
    "smallCells.share": smallCells.share,
    "smallCells.p": smallCells.p,
  };
}

/** Which change waits at which tier. */
const waiting = ({ mail }: Policy): Values =>
  Object.fromEntries(
    mail.wait.flatMap(({ change, tiers }) => tiers.map((tier) => [`mail.wait.${change}.${tier}`, true])),
  );

/** Changes of single values; a key may be a path with dots. */
function valueChanges(path: readonly string[], before: Values, after: Values): PolicyChange[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key) => {
    const [from, to] = [textOf(before[key]), textOf(after[key])];
    return from === to ? [] : [{ path: [...path, ...key.split(".")], before: from, after: to }];
  });
}

const textOf = (value: Values[string]): string | null => (value === undefined ? null : String(value));

/** Windows that came, and windows that went. */
function windowChanges(
  key: string,
  before: readonly WindowKeys[],
  after: readonly WindowKeys[],
): PolicyChange[] {
  const isIn = (windows: readonly WindowKeys[], window: WindowKeys) =>
    windows.some((other) => JSON.stringify(other) === JSON.stringify(window));
  return [
    ...before
      .filter((window) => !isIn(after, window))
      .map((window) => ({ path: [key], before: { window }, after: null })),
    ...after
      .filter((window) => !isIn(before, window))
      .map((window) => ({ path: [key], before: null, after: { window } })),
  ];
}

function rulesChanges(before: Policy["rules"], after: Policy["rules"]): PolicyChange[] {
  const ids = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return ids.flatMap((id) => {
    const [from, to] = [before[id], after[id]];
    const path = ["rules", id];
    if (from && to) return ruleChanges(path, from, to);
    // What an added rule says is printed whole, as changes from nothing.
    return [
      { path, before: from ? id : null, after: to ? id : null },
      ...(to ? ruleChanges(path, { levels: {} }, to) : []),
    ];
  });
}

type LevelSettings = { readonly [Key in keyof Omit<RuleSettings, "levels">]?: RuleSettings[Key] | undefined };

function ruleChanges(
  path: readonly string[],
  before: LevelSettings & Pick<RuleSettings, "levels">,
  after: RuleSettings,
): PolicyChange[] {
  const levels = [
    ...new Set([...Object.keys(before.levels), ...Object.keys(after.levels)]),
  ] as (keyof RuleSettings["levels"])[];
  return [
    ...settingsChanges(path, before, after),
    ...levels.flatMap((level) =>
      settingsChanges([...path, "levels", level], before.levels[level] ?? {}, after.levels[level] ?? {}),
    ),
  ];
}

function settingsChanges(
  path: readonly string[],
  before: LevelSettings,
  after: LevelSettings,
): PolicyChange[] {
  const values = ({ status, note, role, cap, coverageFloor }: LevelSettings): Values => ({
    ...{ status, role, cap, coverageFloor },
    note: note === "" ? undefined : note,
  });
  const under = (key: string, stood: Values = {}, stands: Values = {}) =>
    valueChanges([...path, key], stood, stands);
  return [
    ...valueChanges(path, values(before), values(after)),
    ...under("parameters", before.parameters, after.parameters),
    ...linesChanges([...path, "lines"], before.lines, after.lines),
    ...linesChanges([...path, "exit"], before.exit, after.exit),
    ...under("dwell", dwellValues(before.dwell), dwellValues(after.dwell)),
    ...under("hold", before.hold, after.hold),
    ...under("floor", before.floor, after.floor),
  ];
}

/** `2` for two in a row, `2/3` for two of the last three. */
const dwellValues = (dwell: RuleSettings["dwell"] = {}): Values =>
  Object.fromEntries(
    Object.entries(dwell).map(([tier, wanted]) => [
      tier,
      typeof wanted === "number" ? `${wanted}/${wanted}` : `${wanted.periods}/${wanted.of}`,
    ]),
  );

function linesChanges(path: readonly string[], before: Lines = {}, after: Lines = {}): PolicyChange[] {
  return TIERS.flatMap((tier) => limbsChanges([...path, tier], before[tier] ?? [], after[tier] ?? []));
}

/** Changes between the conditions of a tier: of single bounds where the same quantities stand in the same place, else of whole conditions. */
function limbsChanges(
  path: readonly string[],
  before: readonly Limb[],
  after: readonly Limb[],
): PolicyChange[] {
  const gone = before.filter((limb) => !after.some((other) => isSame(limb, other)));
  const come = after.filter((limb) => !before.some((other) => isSame(limb, other)));
  const isPaired =
    gone.length === come.length && isEachOnce(gone) && gone.every((limb) => partnerOf(limb, come));
  if (isPaired && isEachOnce(come))
    return gone.flatMap((limb) =>
      Object.entries(partnerOf(limb, come)!).flatMap(([quantity, bound]) =>
        boundChange([...path, quantity], limb[quantity]!, bound),
      ),
    );
  return [
    ...gone.map((limb) => ({ path, before: { limb }, after: null })),
    ...come.map((limb) => ({ path, before: null, after: { limb } })),
  ];
}

/** The condition on the same quantities. */
const partnerOf = (limb: Limb, others: readonly Limb[]): Limb | undefined =>
  others.find((other) => quantitiesOf(other) === quantitiesOf(limb));
/** Whether no two conditions are on the same quantities. */
const isEachOnce = (limbs: readonly Limb[]): boolean =>
  new Set(limbs.map(quantitiesOf)).size === limbs.length;
const quantitiesOf = (limb: Limb): string => Object.keys(limb).sort().join(" ");
const isSame = (a: Limb, b: Limb): boolean =>
  quantitiesOf(a) === quantitiesOf(b) && limbText(sorted(a)) === limbText(sorted(b));
const sorted = (limb: Limb): Limb =>
  Object.fromEntries(Object.entries(limb).sort(([a], [b]) => (a < b ? -1 : 1)));

/** A changed bound; a plain number stays plain. */
function boundChange(path: readonly string[], before: Bound, after: Bound): PolicyChange[] {
  const written = (bound: Bound) => (typeof bound === "number" ? String(bound) : boundText(bound));
  return written(before) === written(after) ? [] : [{ path, before: written(before), after: written(after) }];
}
