import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bilingual } from "../../reports/language/bilingual.ts";
import type { Deployment } from "../deployment/load.ts";
import { UserError } from "../deployment/user-error.ts";
import { type Arrival, arrivals } from "./arrivals.ts";
import { type HistoryFile, history } from "./history.ts";
import { type Layout, layoutOf } from "./layout.ts";
import { simulate } from "./reports.ts";
import type { Scenario } from "./scenario.ts";

/** Result of writing a simulation. */
export interface Written {
  /** Paths of the files of the past, in order. */
  readonly historyFiles: string[];
  readonly arrivalFiles: number;
  /** Number of simulated reports: one for each office, kind and month, and one for each layoff. */
  readonly reports: number;
}

/** Called for every written file with its count, the total and a label. */
export type OnFile = (written: number, all: number, label: string) => void;

/** Marker file: history/ and arrivals/ are simulated, with this seed. */
const MARK = "simulated.json";
const FOLDERS = ["history", "arrivals"] as const;

/**
 * Write a simulated past to `history/` and the arriving files to `arrivals/DAY/OFFICE/`, replacing an earlier simulation. The same
 * register, scenario and seed give the same bytes.
 *
 * @throws UserError when one of the folders holds files that no simulation wrote
 */
export function writeSimulation(
  deployment: Deployment,
  scenario: Scenario,
  seed: number,
  onFile: OnFile = () => undefined,
): Written {
  const { dir, mappings, areas } = deployment;
  refuseForeignFiles(dir);
  const byCode = new Map(areas.map((area) => [area.code, area]));
  const simulated = simulate(deployment, scenario, seed);
  const kinds = new Set([...simulated.reports.map((report) => report.kind), "layoff-report"]);
  const layouts = new Map<string, Layout>([...kinds].map((kind) => [kind, layoutOf(kind, mappings, byCode)]));
  const past = history(simulated, layouts, deployment, scenario, seed);
  const files = arrivals(simulated, layouts, deployment, scenario, seed);
  const building = join(dir, ".simulating");
  rmSync(building, { recursive: true, force: true });
  const all = past.length + files.length;
  let written = 0;
  const wrote = (label: string) => onFile(++written, all, label);
  writePast(join(building, "history"), past, wrote);
  writeArrivals(join(building, "arrivals"), files, officesByArea(deployment), wrote);
  writeFileSync(join(dir, MARK), `${JSON.stringify({ seed, folders: FOLDERS })}\n`);
  for (const folder of FOLDERS) {
    rmSync(join(dir, folder), { recursive: true, force: true });
    renameSync(join(building, folder), join(dir, folder));
  }
  rmSync(building, { recursive: true, force: true });
  return {
    historyFiles: past.map(({ fileName }) => join(dir, "history", fileName)),
    arrivalFiles: files.length,
    reports: simulated.reports.length + simulated.events.length,
  };
}

function refuseForeignFiles(dir: string): void {
  if (existsSync(join(dir, MARK))) return;
  const full = FOLDERS.find((name) => existsSync(join(dir, name)) && readdirSync(join(dir, name)).length > 0);
  if (full) {
    throw new UserError(bilingual("error.foreign-files", { dir: join(dir, full) }));
  }
}

function officesByArea({ offices }: Deployment): (area: string) => string {
  const byArea = new Map([...offices].reverse().map((office) => [office.area, office.id]));
  return (area) => {
    const office = byArea.get(area);
    if (office === undefined) throw new UserError(bilingual("error.office-without-area", { area }));
    return office;
  };
}

function writePast(folder: string, files: readonly HistoryFile[], wrote: (label: string) => void): void {
  mkdirSync(folder, { recursive: true });
  for (const { fileName, text } of files) {
    writeFileSync(join(folder, fileName), text);
    wrote(fileName);
  }
}

function writeArrivals(
  folder: string,
  files: readonly Arrival[],
  officeOf: (area: string) => string,
  wrote: (label: string) => void,
): void {
  mkdirSync(folder, { recursive: true });
  const made = new Set<string>();
  for (const { day, area, fileName, text } of files) {
    const place = join(folder, day, officeOf(area));
    if (!made.has(place)) mkdirSync(place, { recursive: true });
    made.add(place);
    writeFileSync(join(place, fileName), text);
    wrote(day);
  }
}
