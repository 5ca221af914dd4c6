import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { SendCounts } from "../reports/delivery/send.ts";
import type { CaseEvent } from "../rules/cases/case-log.ts";
import type { Verdict } from "../rules/verdict.ts";
import { remarkOnChanges } from "../warehouse/changes.ts";
import { remarkOnNew } from "../warehouse/compare.ts";
import { remarkOnNearDuplicates } from "../warehouse/near-duplicates.ts";
import { countMissing, lastSubmission, type NightRecord } from "../warehouse/nights.ts";
import { lastDue } from "./deployment/duties.ts";
import type { House } from "./house.ts";
import { takeIn } from "./intake/accept.ts";
import { comparedOf } from "./intake/contracts/facts.ts";
import { contracts } from "./intake/contracts/index.ts";
import { type InboxFile, waitingFiles } from "./intake/inbox.ts";

export interface NightRequest {
  /** The day the night looks back on. */
  readonly date: string;
  /** What was known at this instant is what the night judges. */
  readonly asOf: string;
  /** The night's clock: when its files are received and its mails written. */
  readonly now: string;
  /** Whether to swap in the readers' copy at the end. */
  readonly publish: boolean;
  /** The clock is the real one: a file then came in when it was put into the inbox, not when the night reads it. */
  readonly realClock?: boolean;
  /** A missed night made up later: what lies in the inbox now was not there then. */
  readonly leaveInbox?: boolean;
}

export interface NightResult {
  readonly record: NightRecord;
  readonly events: readonly CaseEvent[];
  readonly sent: SendCounts | null;
  readonly repeated: boolean;
}

/** Move what has arrived by a date (`arrivals/2026-01-08/OFFICE/…`) into the inbox: how a simulated or rehearsed stretch is fed. */
export function deliverArrivals(house: House, date: string): void {
  const folder = house.path("arrivals");
  if (!existsSync(folder)) return;
  for (const day of readdirSync(folder)
    .filter((name) => /^\d{4}-\d{2}-\d{2}$/.test(name) && name <= date)
    .sort()) {
    for (const file of waitingFiles(join(folder, day))) {
      const target = house.path("inbox", ...(file.folder ? [file.folder] : []));
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

/** Files taken in, by how each was answered, and rows loaded. */
export interface TakenIn {
  files: number;
  accepted: number;
  partial: number;
  refused: number;
  duplicate: number;
  rows: number;
}

/** Take in every file that waits. A file's end never touches another's; its bytes are kept before it leaves the inbox. */
export async function takeInAll(house: House, request: NightRequest): Promise<TakenIn> {
  const before = await lastSubmission(house.warehouse);
  const counts: TakenIn = { files: 0, accepted: 0, partial: 0, refused: 0, duplicate: 0, rows: 0 };
  for (const file of request.leaveInbox ? [] : waitingFiles(house.path("inbox"))) {
    const answers = await takeIn(house.warehouse, file, {
      ...settingFor(house, file, request.now, false),
      arrivedAt: arrivalOf(file, request),
    });
    putAway(house, file, answers[0]!.id);
    for (const answer of answers) {
      counts.files++;
      counts[answer.state]++;
      counts.rows += answer.accepted;
    }
  }
  const compared = contracts.map((contract) => comparedOf(contract, contracts));
  await remarkOnChanges(house.warehouse, compared, before);
  await remarkOnNew(house.warehouse, compared, before, request.asOf);
  if (counts.rows > 0) {
    const { date, asOf } = request;
    await remarkOnNearDuplicates(house.warehouse, { since: before, date, asOf });
  }
  return counts;
}

/** When a file came to lie where it lies: its inode was last changed then, never later than now. */
function arrivalOf(file: InboxFile, { now, realClock }: NightRequest): string {
  if (!realClock) return now;
  const came = statSync(file.path).ctime.toISOString();
  return came < now ? came : now;
}

/** What intake needs to know for one file; `past` says that the mapping's known-column holds. */
export function settingFor(house: House, file: InboxFile, now: string, past: boolean) {
  const { deployment } = house;
  const office = deployment.offices.find((own) => own.id === file.folder);
  return {
    archive: house.path("archive"),
    mappings: deployment.mappings,
    sender: file.folder,
    senderArea: file.folder === null ? null : (office?.area ?? ""),
    receivedAt: now,
    zone: deployment.settings.zone,
    past,
    registerHash: deployment.registerHash,
    largestBytes: deployment.settings.largestFileMegabytes * 1_000_000,
  };
}

/** Bytes are in the archive under their hash; a file too large to be read is kept there whole. */
function putAway(house: House, file: InboxFile, submission: number): void {
  const kept = house.path("archive", "unread");
  if (house.wasUnread(file)) {
    mkdirSync(kept, { recursive: true });
    renameSync(file.path, join(kept, `${submission}-${file.name}`));
  } else rmSync(file.path);
}

/** What was due by the night's date: last due period by report kind, and how many areas have not sent theirs. */
export async function whatIsDue(house: House, { date, asOf }: NightRequest) {
  const due = house.deployment.settings.duties.map((duty) => ({
    contract: duty.report,
    period: lastDue(duty, date, house.deployment.calendar),
  }));
  const lastDueBy = Object.fromEntries(due.map(({ contract, period }) => [contract, period]));
  const missing = await countMissing(house.warehouse, due, asOf);
  return { lastDue: lastDueBy, statements: { "layoff-report": lastDueBy["layoff-report"] ?? null }, missing };
}

/** Verdicts by outcome. */
export function countVerdicts(verdicts: readonly Verdict[]) {
  const of = (outcome: Verdict["outcome"]) =>
    verdicts.filter((verdict) => verdict.outcome === outcome).length;
  return { fired: of("fired"), quiet: of("quiet"), silent: of("not-judged") };
}
