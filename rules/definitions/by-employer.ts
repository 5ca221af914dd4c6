import type { LayoffEvent } from "./define.ts";
import { departureOf } from "./departure.ts";

/**
 * The reports of each enterprise, by a key of it (同一单位归并).
 *
 * One enterprise has one credit code. A report without a code belongs to the code that its name was reported with; where a name was reported
 * with several codes it stands apart.
 */
export function firmsOf<Event extends LayoffEvent>(events: readonly Event[]): Map<string, Event[]> {
  const codes = new Map<string, Set<string>>();
  for (const { nameKey, code } of events)
    if (nameKey && code) codes.set(nameKey, (codes.get(nameKey) ?? new Set()).add(code));
  const firms = new Map<string, Event[]>();
  for (const event of events) {
    const known = event.code || !event.nameKey ? undefined : codes.get(event.nameKey);
    const key = known?.size === 1 ? [...known][0]! : event.employerKey;
    firms.set(key, [...(firms.get(key) ?? []), event]);
  }
  return firms;
}

/** Reports of one enterprise taken together, with when its workers leave. */
export interface FirmLayoff extends LayoffEvent {
  readonly startsOn: string | null;
  readonly lastStart: string | null;
}

/** Reports of one enterprise taken together: persons summed, the largest staff total, the latest date. Largest first. */
export function byEmployer(events: readonly LayoffEvent[]): FirmLayoff[] {
  return [...firmsOf(events)]
    .map(([employerKey, reports]) => ({ ...reports.reduce(together), ...departureOf(reports), employerKey }))
    .sort((a, b) => b.persons - a.persons || (a.employerKey < b.employerKey ? -1 : 1));
}

function together(a: LayoffEvent, b: LayoffEvent): LayoffEvent {
  const staff = Math.max(a.staff ?? 0, b.staff ?? 0);
  return {
    ...a,
    persons: a.persons + b.persons,
    staff: staff > 0 ? staff : null,
    closure: a.closure || b.closure,
    receivedOn: [a.receivedOn, b.receivedOn].sort()[1]!,
  };
}
