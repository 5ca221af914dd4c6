import type { CaseEvent } from "../cases/case-event.ts";
import { causeOf, type Verdict } from "../judge/verdict.ts";
import type { JudgedArea } from "../judge/view.ts";
import type { Tier } from "../policy/tiers.ts";
import type { Judged } from "./through.ts";

/** The offices that a notice of a tier in an area goes to, by id; `affectedBelow` are the areas directly below that are warned too. */
export type NoticeRoute = (tier: Tier, area: string, affectedBelow: readonly string[]) => readonly string[];

/** A change of a case with the offices that are notified of it. */
export interface Notified {
  readonly event: CaseEvent;
  readonly offices: readonly string[];
}

/**
 * Who is notified of every change (通知去向): of an opening those that its tier reaches, of a rise these and everyone who was notified
 * before, of any other change everyone who was notified before.
 */
export function noticesOf(
  { moments, events }: Judged,
  areas: readonly JudgedArea[],
  route: NoticeRoute,
): Notified[] {
  const below = new Map<string, string[]>();
  for (const { code, parent } of areas)
    if (parent !== null) below.set(parent, [...(below.get(parent) ?? []), code]);
  const standing = new Map<string, Map<string, Verdict>>();
  const notified = new Map<string, Set<string>>();
  let next = 0;
  return events.map((event) => {
    for (; next < moments.length && moments[next]!.date <= event.date; next++)
      for (const verdict of moments[next]!.changed) {
        const ofArea = standing.get(verdict.area) ?? new Map<string, Verdict>();
        standing.set(verdict.area, ofArea.set(verdict.rule, verdict));
      }
    const warned = (code: string) =>
      [...(standing.get(code)?.values() ?? [])].some(
        (verdict) => verdict.outcome === "fired" && causeOf(verdict) === event.cause,
      );
    const all = below.get(event.area) ?? [];
    const affected = all.filter(warned);
    const earlier = notified.get(event.caseId) ?? new Set<string>();
    const isRise = event.kind === "opened" || event.kind === "raised";
    const fresh = isRise ? route(event.tierTo!, event.area, affected.length > 0 ? affected : all) : [];
    const offices = new Set([...fresh, ...earlier]);
    notified.set(event.caseId, offices);
    return { event, offices: [...offices] };
  });
}
