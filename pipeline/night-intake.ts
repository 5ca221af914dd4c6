import { mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { remarkOnNew } from "../warehouse/remark-on-new.ts";
import type { House } from "./house.ts";
import { comparedOf } from "./intake/contracts/facts.ts";
import { contracts } from "./intake/contracts/index.ts";
import { type InboxFile, waitingFiles } from "./intake/inbox.ts";
import { takeInFiles } from "./intake/take-in.ts";
import type { NightRequest } from "./night-steps.ts";

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
  const counts: TakenIn = { files: 0, accepted: 0, partial: 0, refused: 0, duplicate: 0, rows: 0 };
  const files = request.leaveInbox ? [] : waitingFiles(house.path("inbox"));
  const answers = await takeInFiles(
    {
      warehouse: house.warehouse,
      ancestorsOf: ancestorsIn(house),
      onSettled: ({ index, isUnread, answers: own }) => {
        const file = files[index]!;
        if (isUnread) {
          mkdirSync(house.path("archive", "unread"), { recursive: true });
          renameSync(file.path, join(house.path("archive", "unread"), `${own[0]!.id}-${file.name}`));
        } else rmSync(file.path);
      },
    },
    files.map((file) => ({
      file,
      setting: { ...settingFor(house, file, request.now, false), arrivedAt: arrivalOf(file, request) },
    })),
  );
  for (const answer of answers.flat()) {
    counts.files++;
    counts[answer.state]++;
    counts.rows += answer.accepted;
  }
  await remarkOnNew(house.warehouse, comparedReports(), request);
  return counts;
}

/** Every report kind as it is held against its own past. */
export const comparedReports = () => contracts.map((contract) => comparedOf(contract, contracts));

/** The areas that contain an area, by the register. */
export function ancestorsIn({ deployment }: House): (area: string) => readonly string[] {
  const parents = new Map(deployment.areas.map(({ code, parent }) => [code, parent]));
  return (area) => {
    const above: string[] = [];
    for (let at = parents.get(area) ?? null; at !== null; at = parents.get(at) ?? null) above.push(at);
    return above;
  };
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
