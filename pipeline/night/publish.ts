import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { bilingual } from "../../reports/language/bilingual.ts";
import { translate } from "../../reports/language/index.ts";
import { dictionariesOf } from "../../reports/views/dictionaries.ts";
import { EndedByHook, Stopped } from "../../warehouse/engine/hooks.ts";
import { lastNight } from "../../warehouse/measure/nights.ts";
import { lastPublished, publish } from "../../warehouse/published/publish.ts";
import { shareFacts } from "../../warehouse/published/share-facts.ts";
import { giveFile, readersGroup } from "../deployment/access.ts";
import { writeReaderSettings } from "../deployment/reader-settings.ts";
import { UserError } from "../deployment/user-error.ts";
import { factOf } from "../intake/contracts/facts.ts";
import { contracts } from "../intake/contracts/index.ts";
import { causeOf } from "../intake/failures.ts";
import type { OpenDeployment } from "./open-deployment.ts";
import type { NightResult } from "./steps.ts";

/**
 * Replace the readers' copy (`published/`, aggregates only) and the settings that readers need. Both are given to the readers' group
 * before they get their names. Returns the number of tables.
 */
export async function publishNight(opened: OpenDeployment): Promise<number> {
  const { warehouse, deployment, publishedPath } = opened;
  const group = readersGroup(deployment.settings.readers);
  const tables = await publish(
    warehouse,
    publishedPath,
    dictionariesOf(deployment.policy, contracts),
    (path) => giveFile(path, group),
  );
  writeReaderSettings(opened.path(), deployment.settings, group);
  return tables;
}

/** The readers' copy beside the last night: current, or older (or missing), with the last night that it has. */
export type CopyState =
  | { readonly state: "current" | "no-night" }
  | { readonly state: "stale"; readonly has: string | null; readonly last: string };

/** Whether the readers' copy has the last night. */
export async function copyState({ warehouse, publishedPath }: OpenDeployment): Promise<CopyState> {
  const night = await lastNight(warehouse);
  if (night === null) return { state: "no-night" };
  const has = existsSync(publishedPath) ? await lastPublished(warehouse, publishedPath) : null;
  return has?.id === night.id
    ? { state: "current" }
    : { state: "stale", has: has?.date ?? null, last: night.date };
}

/** Replace the readers' copy and the shared facts. */
export async function publishAll(opened: OpenDeployment, asOf: string): Promise<void> {
  await opened.progress("publish", "tables", () => publishNight(opened));
  await opened.progress("share", "partitions", () => shareNight(opened, asOf));
}

/** Replace a readers' copy that does not have the last night. Where that fails the night stands, and the copy waits for the next try. */
export async function publishIfStale(opened: OpenDeployment, asOf: string): Promise<NightResult["copy"]> {
  try {
    if ((await copyState(opened)).state === "current") return "current";
    await publishAll(opened, asOf);
    return "published";
  } catch (error) {
    if (error instanceof Stopped || error instanceof EndedByHook) throw error;
    opened.log(translate(opened.noticeSetting.language, "publish.failed", { cause: causeOf(error) }));
    return "failed";
  }
}

/** Write the changed fact partitions to `facts/`, which only the operator reads. Returns their number. */
export const shareNight = (opened: OpenDeployment, asOf: string): Promise<number> =>
  shareFacts(opened.warehouse, {
    folder: opened.path("facts"),
    key: keyOf(opened.path("facts.key")),
    facts: contracts.map(factOf),
    asOf,
  });

/** The key for hashing enterprises: created once, kept beside the settings and outside the shared folder. */
function keyOf(path: string): string {
  if (!existsSync(path)) writeFileSync(path, `${randomBytes(32).toString("hex")}\n`, { mode: 0o600 });
  const key = readFileSync(path, "utf8").trim();
  if (/^[0-9a-f]{64}$/.test(key)) return key;
  throw new UserError(bilingual("error.key-of-facts", { file: path }));
}
