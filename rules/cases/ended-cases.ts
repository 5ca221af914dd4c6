import { addDays } from "../calendar/periods.ts";
import { CORRECTED_DAYS } from "../judge/reach-back.ts";
import type { Policy } from "../policy/policy.ts";
import type { CaseEvent } from "./case-event.ts";
import { type EndedCase, type OpenCase, shadowKey } from "./case-state.ts";
import { caseKey } from "./drills.ts";
import { givesGround, groundOfEvent } from "./risk-event.ts";

/** Since when cases that are over are remembered on a date: as long as they may be reopened, or corrected. */
export const rememberedSince = (date: string, { episodes }: Pick<Policy, "episodes">): string =>
  addDays(date, -Math.max(CORRECTED_DAYS, episodes.reopenDays));

/** A case that reached its lines again is not over; one in whose place another stands keeps another name. Changes `over` in place. */
export function giveWay(over: Map<string, EndedCase>, open: ReadonlyMap<string, OpenCase>): void {
  for (const [key, { id }] of open) {
    const before = over.get(key);
    if (!before) continue;
    over.delete(key);
    if (before.id !== id) over.set(shadowKey(key, before), before);
  }
}

/** What a night did to cases: those over before it, those open after it, its events, and what ended with its episode. */
interface NightOfEnds {
  readonly over: ReadonlyMap<string, EndedCase>;
  readonly open: ReadonlyMap<string, OpenCase>;
  readonly events: readonly CaseEvent[];
  readonly settled: readonly (readonly [string, OpenCase])[];
}

/** The cases that are over after a night; those that nothing can come back to are forgotten. */
export function rememberEnded(
  before: ReadonlyMap<string, OpenCase>,
  { over, open, events, settled }: NightOfEnds,
  date: string,
  policy: Policy,
): ReadonlyMap<string, EndedCase> {
  const oldest = rememberedSince(date, policy);
  const ended = new Map([...over].filter(([key, { liftedOn }]) => liftedOn >= oldest && !open.has(key)));
  const end = (key: string, last: OpenCase) => {
    const earlier = ended.get(key);
    if (earlier && earlier.id !== last.id) ended.set(shadowKey(key, earlier), earlier);
    ended.set(key, { ...last, liftedOn: date });
  };
  for (const event of events) {
    const lifted = before.get(caseKey(event));
    if (event.kind !== "lifted" || event.drill || !lifted) continue;
    const ground = givesGround(event) ? groundOfEvent(event) : lifted.ground;
    end(caseKey(event), { ...lifted, ground, events: event.seq });
  }
  for (const [key, last] of settled) end(key, last);
  return ended;
}
