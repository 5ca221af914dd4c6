import { join } from "node:path";
import { type Answer, answersOfArrivals } from "../../warehouse/load/submission.ts";
import { remarkOnNew } from "../../warehouse/review/remark-on-new.ts";
import { comparedOf } from "../intake/contracts/facts.ts";
import { contracts } from "../intake/contracts/index.ts";
import { type HeldFile, Holding } from "../intake/holding.ts";
import { type InboxFile, type WaitingFile, waitingFiles } from "../intake/inbox.ts";
import { arrivalKey } from "../intake/intake-run.ts";
import { clearLeftovers } from "../intake/reading-folder.ts";
import { SeenFiles } from "../intake/seen-files.ts";
import { takeInFiles } from "../intake/take-in.ts";
import type { OpenDeployment } from "./open-deployment.ts";
import type { NightRequest } from "./steps.ts";

/** Files taken in, by how each was answered, and rows loaded. */
export interface TakenIn {
  files: number;
  accepted: number;
  partial: number;
  refused: number;
  duplicate: number;
  rows: number;
}

/**
 * Take in every waiting file, and files left by an interrupted night. One file's failure never affects another; its bytes are archived
 * first, and it leaves the inbox when its answer is committed.
 */
export async function takeInAll(opened: OpenDeployment, request: NightRequest): Promise<TakenIn> {
  const { warehouse } = opened;
  const counts: TakenIn = { files: 0, accepted: 0, partial: 0, refused: 0, duplicate: 0, rows: 0 };
  clearLeftovers(opened.path("archive"));
  const holding = holdingOf(opened);
  const files = await holdFiles(opened, holding, request);
  const answers = await takeInFiles(
    {
      ...{ warehouse, ancestorsOf: ancestorsIn(opened), takenBefore: await takenBefore(opened, files) },
      log: opened.log,
      onWave: opened.onWave,
      onSettled: ({ index, isUnread, answers: given }) =>
        holding.release(files[index]!, { submission: given[0]!.id, isUnread }),
    },
    files.map((file) => ({
      file,
      setting: { ...settingFor(opened, file, request.asOf, false), arrivedAt: file.arrivedAt },
    })),
  );
  holding.close();
  for (const answer of answers.flat()) {
    counts.files++;
    counts[answer.state]++;
    counts.rows += answer.accepted;
  }
  await opened.progress("remarks", null, () => remarkOnNew(warehouse, comparedReports(), request));
  return counts;
}

/** Whether any file is waiting that a night would take in. */
export function hasNews(opened: OpenDeployment, { isBounded, asOf, now }: NightRequest): boolean {
  const holding = holdingOf(opened);
  if (holding.hasLeft) return true;
  const waiting = holding.waiting();
  if (!isBounded) return waiting.length > 0;
  const seen = new SeenFiles(seenPath(opened));
  return waiting.some((file) => seen.arrivalOf(file, now) <= asOf);
}

const holdingOf = (opened: OpenDeployment): Holding =>
  new Holding({ inbox: opened.path("inbox"), archive: opened.path("archive") }, opened.log);

/** Time between two checks of a file; an upload unchanged for longer counts as finished. */
const SETTLING_MILLISECONDS = 3_000;

/** Move completely written files out of the inbox, and add those already held. */
async function holdFiles(
  opened: OpenDeployment,
  holding: Holding,
  request: NightRequest,
): Promise<HeldFile[]> {
  const isThen = ({ arrivedAt }: { readonly arrivedAt: string }) =>
    !request.isBounded || arrivedAt <= request.asOf;
  const left = holding.left().filter(isThen);
  const waiting = holding.waiting(opened.log);
  const settled =
    request.realClock && waiting.length > 0 ? await settledOf(opened, holding, waiting) : waiting;
  const seen = new SeenFiles(seenPath(opened));
  // Files are taken in as they arrived: by their names alone, `报表(1).csv` would come before the 报表.csv that it corrects.
  const arriving = settled
    .map((file) => ({ file, arrivedAt: arrivalOf(file, seen, request) }))
    .filter(isThen)
    .sort((a, b) => (a.arrivedAt < b.arrivedAt ? -1 : a.arrivedAt > b.arrivedAt ? 1 : 0));
  return [...left, ...holding.hold(arriving)];
}

/** The files unchanged at a second check; a file that still grows is left for the next night. */
async function settledOf(
  opened: OpenDeployment,
  holding: Holding,
  first: readonly WaitingFile[],
): Promise<WaitingFile[]> {
  await opened.wait(SETTLING_MILLISECONDS);
  const before = new Map(first.map((file) => [keyOf(file), file]));
  return holding.waiting().filter((file) => {
    const known = before.get(keyOf(file));
    if (known?.bytes === file.bytes && known.modified === file.modified) return true;
    const name = file.folder === null ? file.name : `${file.folder}/${file.name}`;
    opened.log(`${name} is still being written; it waits for the next night`);
    return false;
  });
}

const keyOf = ({ path }: WaitingFile): string => Buffer.from(path).toString("base64");

/** Answers that an interrupted night had committed for the files it left, by arrival. */
async function takenBefore(
  { warehouse }: OpenDeployment,
  files: readonly HeldFile[],
): Promise<ReadonlyMap<string, Answer>> {
  const left = files.filter(({ wasLeft }) => wasLeft);
  if (left.length === 0) return new Map();
  const rows = await answersOfArrivals(warehouse, [...new Set(left.map(({ arrivedAt }) => arrivedAt))]);
  return new Map(rows.map((row) => [arrivalKey(row), row]));
}

/** Every report kind, in the form compared with its own past. */
export const comparedReports = () => contracts.map((contract) => comparedOf(contract, contracts));

/** The areas that contain an area, by the register. */
export function ancestorsIn({ deployment }: OpenDeployment): (area: string) => readonly string[] {
  const parents = new Map(deployment.areas.map(({ code, parent }) => [code, parent]));
  return (area) => {
    const above: string[] = [];
    for (let at = parents.get(area) ?? null; at !== null; at = parents.get(at) ?? null) above.push(at);
    return above;
  };
}

/** When a file arrived; by a given clock, with the night. */
function arrivalOf(file: WaitingFile, seen: SeenFiles, { asOf, now, realClock }: NightRequest): string {
  return realClock ? seen.arrivalOf(file, now) : asOf;
}

const seenPath = (opened: OpenDeployment): string => opened.path("archive", "seen.json");

/** Record when files were first seen in the inbox. Returns the number of new ones. */
export const noteArrivals = (dir: string, now: string): number =>
  new SeenFiles(join(dir, "archive", "seen.json")).note(waitingFiles(join(dir, "inbox")), now);

/** The intake setting of one file; with `past`, the mapping's known-column is used. */
export function settingFor(opened: OpenDeployment, file: InboxFile, now: string, past: boolean) {
  const { deployment } = opened;
  const office = deployment.offices.find((candidate) => candidate.id === file.folder);
  return {
    archive: opened.path("archive"),
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
