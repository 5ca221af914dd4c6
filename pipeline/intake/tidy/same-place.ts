import type { PreparedTable, ReadyTable } from "../prepared-table.ts";
import { monthOf, rowsOf, subjectOf, textAt } from "./table-rows.ts";

/** A subject (area, period, key) that several tables of a file report with different contents. */
export interface SharedSubject {
  readonly place: string;
  readonly parts: readonly string[];
}

/**
 * Refuse tables of one file that report the same area, period and key with different contents: only a later file is a correction, and
 * the order of worksheets decides nothing. Tables of different kinds do not meet.
 *
 * @returns the tables by their index that refuse each other, with what they share
 */
export function tablesThatContradict(tables: readonly PreparedTable[]): ReadonlyMap<number, SharedSubject> {
  const ready = tables.flatMap((table, index) => (table.kind === "ready" ? [{ table, index }] : []));
  const found = new Map<number, SharedSubject>();
  if (ready.length < 2) return found;
  const seen = new Map<string, { readonly content: string; readonly index: number }>();
  for (const { table, index } of ready)
    for (const [subject, { content, place }] of subjectsIn(table)) {
      const earlier = seen.get(subject);
      if (!earlier) seen.set(subject, { content, index });
      else if (earlier.content !== content && earlier.index !== index) {
        const parts = [earlier.index, index].map((at) => partOf(tables[at]!));
        for (const at of [earlier.index, index]) if (!found.has(at)) found.set(at, { place, parts });
      }
    }
  for (const [at, shared] of nilsBesideEvents(ready, tables)) if (!found.has(at)) found.set(at, shared);
  return found;
}

/** Tables of which one says nil of a month (零报告) and another reports events of it. */
function nilsBesideEvents(
  ready: readonly { readonly table: ReadyTable; readonly index: number }[],
  tables: readonly PreparedTable[],
): Map<number, SharedSubject> {
  const found = new Map<number, SharedSubject>();
  const months = new Map<string, { nil: number | null; event: number | null }>();
  for (const { table, index } of ready)
    for (const { place, isNil } of monthsIn(table)) {
      const known = months.get(place) ?? { nil: null, event: null };
      months.set(place, { ...known, [isNil ? "nil" : "event"]: index });
      const { nil, event } = months.get(place)!;
      if (nil === null || event === null || nil === event) continue;
      const shared = { place, parts: [nil, event].map((at) => partOf(tables[at]!)) };
      for (const at of [nil, event]) if (!found.has(at)) found.set(at, shared);
    }
  return found;
}

const YES = new Set(["是", "yes", "true", "1"]);

/** The areas and months of a table of events: those it says nil of, and those with an event. */
function monthsIn({ table, plan }: ReadyTable): { place: string; isNil: boolean }[] {
  const { nil } = plan;
  if (nil === null || plan.fact.grain !== "event" || !table.bytes) return [];
  return rowsOf(table).flatMap(({ cells }) => {
    const area = textAt(plan, "area", cells);
    const isNil = YES.has(textAt(plan, nil, cells));
    const names = isNil ? ["period"] : ["period", "received_on"];
    const months = names.flatMap((name) => monthOf(textAt(plan, name, cells)) ?? []);
    return area === "" ? [] : months.map((month) => ({ place: `${area} ${month}`, isNil }));
  });
}

const partOf = ({ arrival }: PreparedTable): string => arrival.part ?? arrival.fileName;

/** The subjects of a table: for a report of a period all its rows of an area and period, for events each event. */
function subjectsIn({ table, plan }: ReadyTable): Map<string, { content: string; place: string }> {
  const subjects = new Map<string, { content: string; place: string }>();
  if (!table.bytes) return subjects;
  for (const { cells } of rowsOf(table)) {
    const area = textAt(plan, "area", cells);
    const event = subjectOf(plan, cells);
    if (area === "" || event === null) continue;
    const key = `${plan.fact.contract}\u001f${plan.fact.grain === "event" ? event : event.split("\u001f").slice(0, 2).join("\u001f")}`;
    const content = plan.cells.map(({ column }) => textAt(plan, column, cells)).join("\u001f");
    const known = subjects.get(key);
    const place = [area, textAt(plan, "period", cells)].filter((text) => text !== "").join(" ");
    subjects.set(key, { content: known ? `${known.content}\n${content}` : content, place });
  }
  return subjects;
}
