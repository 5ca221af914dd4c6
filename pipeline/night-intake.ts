import { mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { remarkOnChanges } from "../warehouse/changes.ts";
import { remarkOnNew } from "../warehouse/compare.ts";
import { remarkOnNearDuplicates } from "../warehouse/near-duplicates.ts";
import { lastSubmission } from "../warehouse/nights.ts";
import type { Answer } from "../warehouse/submissions.ts";
import type { House } from "./house.ts";
import { takeIn } from "./intake/accept.ts";
import { comparedOf } from "./intake/contracts/facts.ts";
import { contracts } from "./intake/contracts/index.ts";
import { LIMITS } from "./intake/decode/limits.ts";
import { type InboxFile, waitingFiles } from "./intake/inbox.ts";
import type { NightRequest } from "./night-steps.ts";

/** Files that share one transaction: what one costs by itself is then paid once. */
const BATCH = 50;

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
  for (const batch of batchesOf(request.leaveInbox ? [] : waitingFiles(house.path("inbox"))))
    for (const answer of (await takeInBatch(house, request, batch)).flat()) {
      counts.files++;
      counts[answer.state]++;
      counts.rows += answer.accepted;
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

/** Small files by fifties, each large one by itself. */
function batchesOf(files: readonly InboxFile[]): InboxFile[][] {
  const batches: InboxFile[][] = [];
  let open: InboxFile[] = [];
  for (const file of files) {
    if (statSync(file.path).size > LIMITS.heldBytes) batches.push([file]);
    else if (open.push(file) === 1) batches.push(open);
    if (open.length === BATCH) open = [];
  }
  return batches;
}

/** Take in files together and put them away; where one of them breaks the transaction, each by itself. */
async function takeInBatch(
  house: House,
  request: NightRequest,
  files: readonly InboxFile[],
): Promise<(readonly Answer[])[]> {
  const take = (file: InboxFile) =>
    takeIn(house.warehouse, file, {
      ...settingFor(house, file, request.now, false),
      arrivedAt: arrivalOf(file, request),
    });
  const inTurn = async (end: (file: InboxFile, answers: readonly Answer[]) => void) => {
    const taken: (readonly Answer[])[] = [];
    for (const file of files) {
      taken.push(await take(file));
      end(file, taken.at(-1)!);
    }
    return taken;
  };
  const end = (file: InboxFile, answers: readonly Answer[]) => putAway(house, file, answers[0]!.id);
  if (files.length === 1) return inTurn(end);
  try {
    const { warehouse } = house;
    const taken = await warehouse.inOneThread(() => warehouse.transaction(() => inTurn(() => undefined)));
    for (const [at, answers] of taken.entries()) end(files[at]!, answers);
    return taken;
  } catch {
    return inTurn(end);
  }
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
