import { TIERS, type Tier } from "../policy/tiers.ts";
import { peakOf, type Warning } from "./warnings.ts";

/** How a warning differs between two policies; each way is named by what happens to it under the later one. */
export type Move = "earlier" | "later" | "graver" | "lighter" | "steps" | "ends-earlier" | "ends-later";

/** A warning that the later of two policies adds, removes, moves, or leaves as it is. */
export type WarningChange =
  | { readonly kind: "added"; readonly after: Warning }
  | { readonly kind: "removed"; readonly before: Warning }
  | {
      readonly kind: "moved";
      readonly before: Warning;
      readonly after: Warning;
      readonly moves: readonly Move[];
    }
  | { readonly kind: "same"; readonly before: Warning; readonly after: Warning };

/**
 * What becomes of each warning of a policy under another one (预警变化). Two warnings are the same where they are of one area and one cause and
 * stood at the same time; each is paired once, in the order in which they opened.
 */
export function compareWarnings(before: readonly Warning[], after: readonly Warning[]): WarningChange[] {
  const left = grouped(after);
  const changes = before.map((warning): WarningChange => {
    const candidates = left.get(riskOf(warning)) ?? [];
    const at = candidates.findIndex((candidate) => stoodTogether(warning, candidate));
    if (at < 0) return { kind: "removed", before: warning };
    const [partner] = candidates.splice(at, 1);
    return paired(warning, partner!);
  });
  const added = [...left.values()]
    .flat()
    .map((warning): WarningChange => ({ kind: "added", after: warning }));
  return [...changes, ...added].sort((a, b) => compareText(openedOf(a), openedOf(b)));
}

const riskOf = ({ area, cause }: Warning): string => `${area} ${cause}`;
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The day of a change: when the earlier of its warnings opened, then its area. */
function openedOf(change: WarningChange): string {
  const warnings = [
    ...("before" in change ? [change.before] : []),
    ...("after" in change ? [change.after] : []),
  ];
  return `${warnings.map(({ opened }) => opened).sort()[0]!} ${warnings[0]!.area}`;
}

function grouped(warnings: readonly Warning[]): Map<string, Warning[]> {
  const found = new Map<string, Warning[]>();
  for (const warning of warnings)
    found.set(riskOf(warning), [...(found.get(riskOf(warning)) ?? []), warning]);
  return found;
}

const stoodTogether = (a: Warning, b: Warning): boolean =>
  a.opened <= (b.lifted ?? OPEN_STILL) && b.opened <= (a.lifted ?? OPEN_STILL);
const OPEN_STILL = "9999-12-31";

function paired(before: Warning, after: Warning): WarningChange {
  const moves: Move[] = [
    ...whichWay(before.opened, after.opened, "earlier", "later"),
    ...whichWay(gravity(after), gravity(before), "graver", "lighter"),
    ...whichWay(before.lifted ?? OPEN_STILL, after.lifted ?? OPEN_STILL, "ends-earlier", "ends-later"),
  ];
  if (moves.length === 0 && stepsText(before) !== stepsText(after)) moves.push("steps");
  return moves.length > 0 ? { kind: "moved", before, after, moves } : { kind: "same", before, after };
}

function whichWay<Value extends string | number>(from: Value, to: Value, less: Move, more: Move): Move[] {
  if (from === to) return [];
  return [to < from ? less : more];
}

const gravity = (warning: Warning): number => TIERS.indexOf(peakOf(warning));
const stepsText = ({ steps }: Warning): string =>
  steps.map(({ date, tier, rule }) => `${date} ${tier} ${rule}`).join();

/** How many warnings of a level reached a tier at most, by two policies, and how many of them changed. */
export interface ChangeCount {
  readonly level: string;
  readonly tier: Tier;
  readonly before: number;
  readonly after: number;
  readonly added: number;
  readonly removed: number;
  /** Moved to this tier from another one or within it. */
  readonly moved: number;
}

/** Changes counted by level and by the gravest tier reached; the later policy's where both have the warning. */
export function countChanges(changes: readonly WarningChange[], levels: readonly string[]): ChangeCount[] {
  const isAt = (warning: Warning, level: string, tier: Tier) =>
    warning.level === level && peakOf(warning) === tier;
  return levels.flatMap((level) =>
    TIERS.flatMap((tier) => {
      const count = (counts: (change: WarningChange) => boolean) => changes.filter(counts).length;
      const row: ChangeCount = {
        ...{ level, tier },
        before: count((change) => "before" in change && isAt(change.before, level, tier)),
        after: count((change) => "after" in change && isAt(change.after, level, tier)),
        added: count((change) => change.kind === "added" && isAt(change.after, level, tier)),
        removed: count((change) => change.kind === "removed" && isAt(change.before, level, tier)),
        moved: count((change) => change.kind === "moved" && isAt(change.after, level, tier)),
      };
      return row.before + row.after > 0 ? [row] : [];
    }),
  );
}
