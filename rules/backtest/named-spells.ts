import { addDays } from "../calendar/periods.ts";
import { rank, type Tier } from "../policy/tiers.ts";
import type { KnownEvent } from "./known-event.ts";
import { explainedBy, isFoundBy, markOf, type ScoreRequest, spansOf } from "./score.ts";
import { type Spell, spellsAt, type Warning } from "./warnings.ts";

/** A false warning, named: who reads the table can look up what happened there. */
export interface NamedSpell {
  readonly area: string;
  readonly from: string;
  readonly to: string | null;
  readonly rule: string;
}

const named = ({ warning, step, to }: Spell): NamedSpell => ({
  ...{ area: warning.area, from: step.date, to, rule: step.rule },
});

const byDay = (a: NamedSpell, b: NamedSpell): number =>
  a.from < b.from ? -1 : a.from > b.from ? 1 : a.area < b.area ? -1 : 1;

/** The false warnings of a level that reached a tier, in order. */
export function falseSpells(
  warnings: readonly Warning[],
  request: ScoreRequest,
  level: string,
  tier: Tier,
): NamedSpell[] {
  const explained = explainedBy(request.known.events, request.areas);
  return warnings
    .filter((warning) => warning.level === level)
    .flatMap((warning) => spellsAt(warning, tier))
    .filter((spell) => markOf(spell, request, explained) === "false")
    .map(named)
    .sort(byDay);
}

/** Days before an event within which a warning that has ended is called early. */
const EARLY_DAYS = 365;

/** A warning that came and went in the year before an event, outside every quiet span: early, and no lead. */
export interface EarlySpell extends NamedSpell {
  readonly event: KnownEvent;
}

/** The early warnings of a level at a tier, in order. */
export function earlySpells(
  warnings: readonly Warning[],
  request: ScoreRequest,
  level: string,
  tier: Tier,
): EarlySpell[] {
  const quiet = request.known.quiet.length > 0 ? spansOf(request) : [];
  const isQuiet = (day: string) => quiet.some(({ from, to }) => from <= day && day <= to);
  const spells = warnings
    .filter((warning) => warning.level === level)
    .flatMap((warning) => spellsAt(warning, tier));
  return request.known.events
    .filter((event) => event.tier !== null && rank(event.tier) >= rank(tier))
    .flatMap((event) =>
      spells
        .filter((spell) => isEarly(spell, event) && !isQuiet(spell.step.date))
        .filter((spell) => !request.known.events.some((other) => isFoundBy(spell, other)))
        .map((spell) => ({ ...named(spell), event })),
    )
    .sort(byDay);
}

const isEarly = ({ warning, step, to }: Spell, { areas, from }: KnownEvent): boolean =>
  areas.includes(warning.area) &&
  step.date >= addDays(from, -EARLY_DAYS) &&
  step.date < from &&
  to !== null &&
  to <= from;
