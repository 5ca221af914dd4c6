import { isSetAside } from "../judge/set-aside.ts";
import type { Verdict } from "../judge/verdict.ts";
import { graver, rank } from "../policy/tiers.ts";
import { countedFrom, type OpenCase } from "./case-state.ts";
import { livingTier } from "./lives.ts";
import { eventOf, groundOf } from "./risk-event.ts";
import { gravest, type RiskNight, type RiskStep } from "./risk-night.ts";
import type { Standing } from "./standing.ts";

/**
 * A correction of the ground of a case: judged again its figures are others. Where they no longer reach the tier, and nothing else does
 * tonight, it is lowered or lifted at once; else everyone who was told hears of the figures, and the tier stays.
 */
export function correctionOf(
  open: OpenCase,
  night: RiskNight,
  primary: readonly Verdict[],
  { memory: { lives } }: Standing,
): RiskStep | null {
  const again = night.verdicts.find(
    ({ occasion, rule, period }) =>
      occasion === "again" && rule === open.ground.rule && period === open.ground.period,
  );
  if (!again || JSON.stringify(again.facts.values) === JSON.stringify(open.ground.values)) return null;
  const tonight = graver(
    gravest(primary, ({ steadyTier }) => steadyTier),
    livingTier(lives, night.date),
  );
  const reached = night.agreedOn(graver(tonight, again.steadyTier));
  // A rule that stood in the case and failed tonight might still reach the tier: silence lowers nothing.
  const isSilent = night.verdicts.some(
    (verdict) => isSetAside(verdict) && open.memory.rules.includes(verdict.rule),
  );
  const isQuiet = open.memory.quiet !== undefined;
  const before = open.ground.values;
  const ground = groundOf(again, open.ground.date);
  const { lives: _lives, ...memory } = open.memory;
  const kept = { ...memory, ...(lives ? { lives } : {}) };
  if (isQuiet || isSilent || rank(reached) >= rank(open.tier)) {
    if (!isOtherFigure(open, again)) return null;
    const event = eventOf(open, night, {
      ...{ kind: "corrected", to: open.tier, reason: "figures-corrected", main: again, before },
    });
    const next = { ...open, ground, events: open.events + 1, memory: kept };
    return { next, event, patience: 1 };
  }
  const kind = reached === null ? "lifted" : "lowered";
  const event = eventOf(open, night, { kind, to: reached, reason: "corrected", main: again, before });
  const nightsWithout = countedFrom(reached, open.memory.nightsWithout);
  const next = reached && {
    ...{ ...open, tier: reached, ground, events: open.events + 1 },
    memory: { ...kept, nightsWithout },
  };
  return { next, event, patience: 1 };
}

/** Whether a judgement made again has another figure, or another day on which workers leave: what else moved beside it is no correction. */
export function isOtherFigure({ ground }: Pick<OpenCase, "ground">, { facts }: Verdict): boolean {
  const { shown, values } = facts;
  if (!shown || !ground.shown) return true;
  // What an earlier version of the rule did not say is not another day.
  const isOtherDay = "startsOn" in ground.values && values.startsOn !== ground.values.startsOn;
  return shown.value !== ground.shown.value || isOtherDay;
}
