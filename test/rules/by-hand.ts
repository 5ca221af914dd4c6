import type { Past } from "../../rules/backtest/past.ts";
import type { Policy } from "../../rules/policy/policy.ts";

/**
 * The surge of new claims against one year earlier, and the life of a case, evaluated the long way: straight from what was reported, with
 * nothing of the judge, the reducer or the calendar. Slow, and easy to check by eye.
 */
type Tier = "IV" | "III" | "II" | "I";
const TIERS: readonly Tier[] = ["IV", "III", "II", "I"];
const BELOW: Readonly<Record<string, readonly string[]>> = {
  R: ["B1", "B2"],
  L1: ["B1", "B2"],
  B1: ["B1"],
  B2: ["B2"],
};
const LEVEL: Readonly<Record<string, "region" | "league" | "banner">> = {
  R: "region",
  L1: "league",
  B1: "banner",
  B2: "banner",
};
const WEIGHT: Readonly<Record<string, number>> = { B1: 3, B2: 1 };

const monthEnd = (year: number, month: number) =>
  new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
const monthsBefore = (period: string, count: number) => {
  const [year, month] = [Number(period.slice(0, 4)), Number(period.slice(5, 7))];
  return monthEnd(year, month - count);
};

/** What a place had reported for a month by a day; undefined where nothing, or where it was taken away. */
function reported(past: Past, place: string, period: string, date: string): number | undefined {
  const all = past.figures
    .get("new-claims")!
    .filter((figure) => figure.area === place && figure.period === period && figure.knownOn <= date);
  // The one that became known last; of one day, the one said last.
  let last: (typeof all)[number] | undefined;
  for (const figure of all) if (!last || figure.knownOn >= last.knownOn) last = figure;
  return last?.complete ? last.numerator : undefined;
}

const share = (places: readonly string[], present: readonly string[]) =>
  present.reduce((sum, place) => sum + WEIGHT[place]!, 0) /
  places.reduce((sum, place) => sum + WEIGHT[place]!, 0);

interface Reached {
  readonly judged: boolean;
  readonly tier: Tier | null;
  readonly exit: Tier | null;
}

function settingsIn(policy: Policy, area: string) {
  const rule = policy.rules["new-claims-surge"]!;
  const here = rule.levels[LEVEL[area]!] ?? {};
  return {
    lines: here.lines ?? rule.lines,
    exit: here.exit ?? rule.exit,
    dwell: here.dwell ?? rule.dwell,
    hold: here.hold ?? rule.hold,
    least: Number(rule.floor.count),
  };
}

/** One month of one area: the tier its change reaches. */
function monthByHand(past: Past, policy: Policy, area: string, period: string, date: string): Reached {
  const silent: Reached = { judged: false, tier: null, exit: null };
  const places = BELOW[area]!;
  const now = places.filter((place) => reported(past, place, period, date) !== undefined);
  if (share(places, now) < policy.coverageFloor) return silent;
  const before = monthsBefore(period, 12);
  const both = now.filter((place) => reported(past, place, before, date) !== undefined);
  if (both.length === 0 || share(places, both) < policy.coverageFloor) return silent;
  const sum = (at: string) => both.reduce((total, place) => total + reported(past, place, at, date)!, 0);
  const [count, expected] = [sum(period), sum(before)];
  const change = (100 * (count - expected)) / Math.max(expected, 1);
  const { lines, exit, least } = settingsIn(policy, area);
  const gravest = (bounds: typeof lines) =>
    count < least
      ? null
      : (TIERS.filter((tier) => (bounds[tier] ?? []).some((limb) => change >= Number(limb.change) - 1e-9)).at(
          -1,
        ) ?? null);
  return { judged: true, tier: gravest(lines), exit: gravest(exit) };
}

/** The verdict of an area on a day. */
export function verdictByHand(past: Past, policy: Policy, area: string, date: string) {
  const tenEarlier = new Date(Date.parse(date) - 10 * 86_400_000).toISOString().slice(0, 10);
  const sameMonth = monthEnd(Number(tenEarlier.slice(0, 4)), Number(tenEarlier.slice(5, 7)));
  const due = sameMonth <= tenEarlier ? sameMonth : monthsBefore(sameMonth, 1);
  const places = BELOW[area]!;
  const ready = (period: string) =>
    share(
      places,
      places.filter((place) => reported(past, place, period, date) !== undefined),
    ) >= policy.coverageFloor;
  const period = [-3, -2, -1, 0].map((ahead) => monthsBefore(due, ahead)).find(ready) ?? due;
  const now = monthByHand(past, policy, area, period, date);
  const { dwell } = settingsIn(policy, area);
  const earlier: (Tier | null)[] = [];
  for (let back = 1; earlier.length < 12 && back <= 14; back++) {
    const month = monthByHand(past, policy, area, monthsBefore(period, back), date);
    if (month.judged) earlier.push(month.tier);
  }
  const atLeast = (tier: Tier | null, other: Tier) =>
    tier !== null && TIERS.indexOf(tier) >= TIERS.indexOf(other);
  const steady =
    TIERS.filter((tier) => {
      const wanted = dwell[tier] ?? 1;
      const { periods, of } = typeof wanted === "number" ? { periods: wanted, of: wanted } : wanted;
      const met = [now.tier, ...earlier].slice(0, of).filter((past) => atLeast(past, tier)).length;
      return atLeast(now.tier, tier) && met >= periods;
    }).at(-1) ?? null;
  return { period, judged: now.judged, tier: now.tier, steady };
}

interface Day {
  readonly steady: Tier | null;
  readonly keeps: Tier | null;
  readonly judged: boolean;
}

/** The changes of one case after another, day by day, from what its only rule says. */
export function casesByHand(days: readonly Day[], policy: Policy, area: string, from: string): string[] {
  const { hold } = settingsIn(policy, area);
  const wait = (tier: Tier) => hold[tier] ?? (tier === "IV" ? policy.liftAfterDays : policy.lowerAfterDays);
  const rankOf = (tier: Tier | null) => (tier === null ? 0 : TIERS.indexOf(tier) + 1);
  const changes: string[] = [];
  let tier: Tier | null = null;
  let since = 0;
  for (let at = 0; at < days.length; at++) {
    const date = new Date(Date.parse(from) + at * 86_400_000).toISOString().slice(0, 10);
    const { steady, keeps, judged } = days[at]!;
    if (rankOf(steady) > rankOf(tier)) {
      changes.push(`${date} ${tier === null ? "opened" : "raised"} ${steady}`);
      if (tier === null) since = at;
      tier = steady;
      continue;
    }
    if (tier === null || !judged || rankOf(keeps) >= rankOf(tier)) continue;
    // Judged days, newest first, on which the case was without a tier.
    const without = (other: Tier) => {
      let count = 0;
      for (let back = at; back > since; back--) {
        if (rankOf(days[back]!.keeps) >= rankOf(other)) break;
        if (days[back]!.judged) count++;
      }
      return count;
    };
    if (keeps === null) {
      if (without("IV") < wait("IV")) continue;
      changes.push(`${date} lifted null`);
      tier = null;
    } else if (without(tier) >= wait(tier)) {
      const stood = TIERS.filter((other) => rankOf(other) < rankOf(tier) && without(other) < wait(tier!));
      const to: Tier = [...stood, keeps].sort((a, b) => rankOf(b) - rankOf(a))[0]!;
      changes.push(`${date} lowered ${to}`);
      tier = to;
    }
  }
  return changes;
}
