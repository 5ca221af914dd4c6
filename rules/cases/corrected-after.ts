import type { CaseEvent } from "./case-event.ts";
import type { EndedCase } from "./case-state.ts";
import { isOtherFigure } from "./correct.ts";
import { eventOf, groundOf } from "./risk-event.ts";
import type { RiskNight } from "./risk-night.ts";

/**
 * A correction of the figures of a case that was lifted (解除后更正): the case stays over, and everyone who was told of it is told of the figures.
 * Null where nothing that it rests on has become another figure.
 */
export function correctedAfter(
  over: EndedCase,
  night: RiskNight,
): { readonly next: EndedCase; readonly event: CaseEvent } | null {
  const again = night.verdicts.find(
    ({ occasion, rule, period }) =>
      occasion === "again" && rule === over.ground.rule && period === over.ground.period,
  );
  if (!again || !isOtherFigure(over, again)) return null;
  const event = eventOf(over, night, {
    ...{ kind: "corrected", to: null, reason: "figures-corrected", main: again, before: over.ground.values },
  });
  const next = { ...over, events: event.seq, ground: groundOf(again, over.ground.date) };
  return { next, event: { ...event, tierFrom: over.tier } };
}
