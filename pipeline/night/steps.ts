import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { SendCounts } from "../../reports/delivery/send.ts";
import type { CaseEvent } from "../../rules/cases/case-event.ts";
import type { Verdict } from "../../rules/judge/verdict.ts";
import { Carried } from "../../warehouse/measure/carried.ts";
import { countMissing, type NightRecord } from "../../warehouse/measure/nights.ts";
import { lastDue } from "../deployment/duties.ts";
import { waitingFiles } from "../intake/inbox.ts";
import type { OpenDeployment } from "./open-deployment.ts";

export interface NightRequest {
  /** The day that the night covers. */
  readonly date: string;
  /** The night judges what was known at this instant, and it is the time of receipt of its files. Never before that of an earlier night. */
  readonly asOf: string;
  /** The night's clock: the time of its mails. */
  readonly now: string;
  /** Whether to replace the readers' copy at the end. */
  readonly publish: boolean;
  /** Whether the clock is the real one: a file then arrived when it was put into the inbox, not when the night reads it. */
  readonly realClock?: boolean;
  /** Files that arrived after its instant are left to the nights after it, so that a late night finds what a punctual one would. */
  readonly isBounded?: boolean;
  /** A missed night made up later: its day's reminders are over. */
  readonly isMadeUp?: boolean;
}

export interface NightResult {
  readonly record: NightRecord;
  readonly events: readonly CaseEvent[];
  /** Null where messages go over a mail server: they are sent in a step of their own. */
  readonly sent: SendCounts | null;
  readonly repeated: boolean;
  /** What became of the readers' copy; `left` where it was not asked for. */
  readonly copy: "published" | "current" | "failed" | "left";
}

/** Move files that have arrived by a date (`arrivals/2026-01-08/OFFICE/…`) into the inbox; feeds simulated or rehearsed nights. */
export function deliverArrivals(opened: OpenDeployment, date: string): void {
  const folder = opened.path("arrivals");
  if (!existsSync(folder)) return;
  for (const day of readdirSync(folder)
    .filter((name) => /^\d{4}-\d{2}-\d{2}$/.test(name) && name <= date)
    .sort()) {
    for (const file of waitingFiles(join(folder, day))) {
      const target = opened.path("inbox", ...(file.folder ? [file.folder] : []));
      mkdirSync(target, { recursive: true });
      renameSync(file.path, join(target, freeName(target, file.name)));
    }
    rmSync(join(folder, day), { recursive: true, force: true });
  }
}

function freeName(folder: string, name: string): string {
  const taken = (candidate: string) => existsSync(join(folder, candidate));
  if (!taken(name)) return name;
  const dot = name.lastIndexOf(".");
  const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ""];
  let count = 2;
  while (taken(`${stem}-${count}${ending}`)) count++;
  return `${stem}-${count}${ending}`;
}

/** Reports due by the night's date: the last due period by report kind, and how many areas have not sent theirs. */
export async function whatIsDue(
  opened: OpenDeployment,
  { date, asOf }: NightRequest,
  carried = new Carried(),
) {
  const due = opened.deployment.settings.duties.map((duty) => ({
    contract: duty.report,
    period: lastDue(duty, date, opened.deployment.calendar),
  }));
  const lastDueBy = Object.fromEntries(due.map(({ contract, period }) => [contract, period]));
  const missing = await carried.reuse("missing reports", [due, carried.reports()], () =>
    countMissing(opened.warehouse, due, asOf),
  );
  return { lastDue: lastDueBy, statements: { "layoff-report": lastDueBy["layoff-report"] ?? null }, missing };
}

/** Verdicts by outcome. */
export function countVerdicts(verdicts: readonly Verdict[]) {
  const of = (outcome: Verdict["outcome"]) =>
    verdicts.filter((verdict) => verdict.outcome === outcome).length;
  return { fired: of("fired"), quiet: of("quiet"), silent: of("not-judged") };
}
