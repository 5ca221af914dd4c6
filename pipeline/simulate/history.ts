import type { Deployment } from "../deployment/load.ts";
import { csv } from "./defects.ts";
import type { Layout } from "./layout.ts";
import { monthEnd } from "./months.ts";
import { eventCells, type Simulated } from "./reports.ts";
import type { Scenario } from "./scenario.ts";
import { passedOn, usualDay } from "./timing.ts";

/** One file of the simulated past. */
export interface HistoryFile {
  readonly fileName: string;
  readonly text: string;
}

/** The simulated past: one file per kind, league and year, each row with the day its figures became known. */
export function history(
  { reports, events }: Simulated,
  layouts: ReadonlyMap<string, Layout>,
  { calendar }: Deployment,
  scenario: Scenario,
  seed: number,
): HistoryFile[] {
  const files = new Map<string, { layout: Layout; rows: { at: string; text: string }[] }>();
  const add = (kind: string, league: string, month: string, at: string, texts: readonly string[]) => {
    const layout = layouts.get(kind)!;
    const name = layout.fileName(league, month.slice(0, 4));
    const file = files.get(name) ?? { layout, rows: [] };
    files.set(name, file);
    file.rows.push(...texts.map((text) => ({ at, text })));
  };
  for (const { received, league, ...event } of events) {
    const known = passedOn(received, calendar);
    if (known >= scenario.nights.from) continue;
    const row = layouts.get("layoff-report")!.row(eventCells({ ...event, received }, null), known);
    add("layoff-report", league, received, `${received} ${event.area}`, [row]);
  }
  const past = reports.filter(({ month }) => month <= monthEnd(scenario.history.to));
  for (const report of past) {
    const { kind, league, month, area, rows } = report;
    const known = usualDay(report, calendar, seed);
    const texts = rows.map((row) => layouts.get(kind)!.row(row, known));
    add(kind, league, month, `${month} ${area}`, texts);
  }
  return [...files]
    .map(([fileName, { layout, rows }]) => ({
      fileName,
      text: csv([
        layout.header(true),
        ...rows.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).map((row) => row.text),
      ]),
    }))
    .sort((a, b) => (a.fileName < b.fileName ? -1 : 1));
}
