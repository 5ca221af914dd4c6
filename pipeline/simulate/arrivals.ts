import { daysBetween } from "../../rules/calendar/periods.ts";
import { stream } from "../../rules/detectors/random.ts";
import type { Deployment } from "../deployment/load.ts";
import { applies, befalls, csv, DEFECTS, type Defect, defectiveFile, slightlyWrong } from "./defects.ts";
import type { Cells, Layout } from "./layout.ts";
import { monthEnd } from "./months.ts";
import type { Report } from "./report.ts";
import { eventCells, type Simulated } from "./reports.ts";
import type { Scenario } from "./scenario.ts";
import { withDescendants } from "./shocks.ts";
import { type Fate, fateOf, passedOn, usualDay } from "./timing.ts";

/** One file on the day it arrives. */
export interface Arrival {
  readonly day: string;
  readonly area: string;
  readonly fileName: string;
  readonly text: string;
}

interface Way {
  readonly report: Report;
  readonly fate: Fate;
  readonly spared: boolean;
}

/** Every arriving file of the simulated nights, with its defects and delays. */
export function arrivals(
  { reports, events }: Simulated,
  layouts: ReadonlyMap<string, Layout>,
  { areas, calendar }: Deployment,
  scenario: Scenario,
  seed: number,
): Arrival[] {
  const { delivery, details, nights, history } = scenario;
  const spared = withDescendants([...delivery.exempt, ...details.areas], areas);
  const ways = reports
    .filter(({ month }) => month > monthEnd(history.to))
    .map((report): Way => {
      if (!spared.has(report.area)) {
        return { report, spared: false, fate: fateOf(report, calendar, delivery, seed) };
      }
      const day = usualDay(report, calendar, seed);
      return { report, spared: true, fate: { day, late: false, corrected: null, rightOn: day } };
    });
  const dirty = chooseDirty(ways, scenario, seed);
  const byKey = new Map(reports.map((report) => [keyOf(report), report]));
  const files = ways.flatMap((way) =>
    filesOf(way, dirty.get(keyOf(way.report)) ?? null, layouts, byKey, seed),
  );
  const layout = layouts.get("layoff-report")!;
  const passed = events.flatMap((event): Arrival[] => {
    const { area, corrected, received, reportNo } = event;
    const arrival = (day: string, persons: number, ...suffix: string[]): Arrival => ({
      ...{ day, area, fileName: layout.fileName(reportNo, ...suffix) },
      text: fileOf(layout, [eventCells({ ...event, persons }, null)]),
    });
    const day = passedOn(received, calendar);
    if (!corrected) return [arrival(day, event.persons)];
    return [arrival(day, corrected.first), arrival(corrected.on, event.persons, "更正")];
  });
  return [...files.map((file) => notBefore(file, nights.from)), ...passed].filter(
    ({ day }) => nights.from <= day && day <= nights.to,
  );
}

const keyOf = ({ kind, area, month }: Pick<Report, "kind" | "area" | "month">) => `${kind} ${area} ${month}`;
const notBefore = (file: Arrival, day: string): Arrival => (file.day < day ? { ...file, day } : file);
const fileOf = (layout: Layout, rows: readonly Cells[]) =>
  csv([layout.header(false), ...rows.map((row) => layout.row(row))]);

/** Choose a number of files per week, with each defect in turn; the choice does not depend on their figures. */
function chooseDirty(
  ways: readonly Way[],
  { delivery, nights }: Scenario,
  seed: number,
): Map<string, Defect> {
  const weeks = daysBetween(nights.from, nights.to) / 7;
  const wanted = Math.round(delivery.dirtyPerWeek * weeks);
  const ranked = ways
    .filter(({ report }) => befalls(report.kind))
    .filter(({ spared, fate }) => !spared && fate.day !== null && !fate.late && fate.corrected === null)
    .map(({ report }) => ({
      report,
      rank: stream(seed, report.area, report.kind, report.month, "dirty").uniform(),
    }))
    .sort((a, b) => a.rank - b.rank);
  const chosen = new Map<string, Defect>();
  for (let index = 0; index < wanted; index++) {
    const defect = DEFECTS[index % DEFECTS.length]!;
    const next = ranked.find(({ report }) => !chosen.has(keyOf(report)) && applies(defect, report.kind));
    if (next) chosen.set(keyOf(next.report), defect);
  }
  return chosen;
}

function filesOf(
  { report, fate }: Way,
  defect: Defect | null,
  layouts: ReadonlyMap<string, Layout>,
  reports: ReadonlyMap<string, Report>,
  seed: number,
): Arrival[] {
  if (fate.day === null) return [];
  const layout = layouts.get(report.kind)!;
  const arrival = (day: string, text: string, suffix: string[] = []): Arrival => ({
    day,
    area: report.area,
    fileName: layout.fileName(report.area, report.month.slice(0, 7), ...suffix),
    text,
  });
  const right = fileOf(layout, report.rows);
  if (defect) {
    const otherKind = report.kind === "recruitment" ? "social-insurance" : "recruitment";
    const other = reports.get(keyOf({ ...report, kind: otherKind }))!;
    const wrong = defectiveFile(defect, report, layout, fileOf(layouts.get(otherKind)!, other.rows));
    return [arrival(fate.day, wrong), arrival(fate.rightOn, right)];
  }
  const first = fate.corrected
    ? slightlyWrong(report, stream(seed, report.area, report.kind, report.month, "slip"))
    : null;
  if (!fate.corrected || !first) return [arrival(fate.day, right)];
  return [arrival(fate.day, fileOf(layout, first)), arrival(fate.corrected, right, ["更正"])];
}
