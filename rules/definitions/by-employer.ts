import type { LayoffEvent } from "./define.ts";

/** Reports of one enterprise taken together: persons summed, the largest staff total, the latest date. Largest first. */
export function byEmployer(events: readonly LayoffEvent[]): LayoffEvent[] {
  const firms = new Map<string, LayoffEvent>();
  for (const event of events) {
    const known = firms.get(event.employerKey);
    firms.set(event.employerKey, known ? together(known, event) : event);
  }
  return [...firms.values()].sort(
    (a, b) => b.persons - a.persons || (a.employerKey < b.employerKey ? -1 : 1),
  );
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
