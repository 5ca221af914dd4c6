import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { bilingual } from "../../reports/language/bilingual.ts";
import type { TextKey } from "../../reports/language/catalogue.ts";
import { checkFile, type Damage } from "../../warehouse/engine/damage.ts";
import {
  isHolder,
  readFileState,
  settleClosed,
  traceOf,
  writeClosed,
  writeHolder,
} from "../../warehouse/engine/file-state.ts";
import type { WarehouseHooks } from "../../warehouse/engine/hooks.ts";
import { openCopy, openWarehouse, WarehouseUnavailable } from "../../warehouse/engine/open.ts";
import { processMark } from "../../warehouse/engine/process-mark.ts";
import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import { clockIn } from "../deployment/clock.ts";
import { UserError } from "../deployment/user-error.ts";
import { factOf } from "../intake/contracts/facts.ts";
import { contracts } from "../intake/contracts/index.ts";
import { causeOf } from "../intake/failures.ts";

/** Why a warehouse cannot be opened, in the catalogue. */
const UNAVAILABLE = {
  threads: "error.warehouse-threads",
  memory: "error.warehouse-memory",
  "in-use": "error.warehouse-in-use",
  "in-use-by": "error.warehouse-in-use-by",
  "in-use-since": "error.warehouse-in-use-since",
  newer: "error.warehouse-newer",
  damaged: "error.warehouse-damaged",
} as const satisfies Record<WarehouseUnavailable["code"], TextKey>;

/** Another process holds the warehouse. */
export class WarehouseHeld extends UserError {}

/** The warehouse's file or its log is damaged; nothing was written to it. */
export class WarehouseDamaged extends UserError {}

/** A held warehouse, and how to give it back. */
export interface HeldWarehouse {
  readonly warehouse: Warehouse;
  close(): void;
}

/** How a warehouse is held. */
export interface HoldOptions {
  /** What it is opened for, as others who want it are shown. */
  readonly work: string;
  readonly zone: string;
  /** Seconds to wait for another process to give it back; 0 refuses at once. */
  readonly patience: number;
  /** Compare the whole file with what was closed, however large it is. */
  readonly thorough: boolean;
  readonly hooks: WarehouseHooks;
  /** The clock; null where nobody is shown since when the warehouse is held. */
  readonly now: (() => Date) | null;
  wait(milliseconds: number): Promise<void>;
  log(text: string): void;
}

/** Files of a deployment by which the warehouse's register is written: a copy older than these is made anew. */
const SETTINGS = ["areas.csv", "area-changes.csv", "fengsui.yaml"];

const fileOf = (dir: string): string => join(dir, "fengsui.duckdb");
const lookupOf = (dir: string): string => join(dir, "lookup", "fengsui.duckdb");

/**
 * Check the database's file, open it for writing and record who holds it since when. On closing, the look-up copy is made anew where
 * something was written.
 *
 * @throws WarehouseHeld when another process holds it and does not give it back in time
 * @throws WarehouseDamaged before anything is written
 */
export async function holdWarehouse(dir: string, options: HoldOptions): Promise<HeldWarehouse> {
  const path = fileOf(dir);
  const { damage, isReplaced } = await checkFile(path, options.thorough).catch((error) => {
    throw explained(error, path, options.zone);
  });
  if (damage) throw damaged(damage);
  if (isReplaced)
    options.log(`${path} is not the file that was closed last; it can be read whole, and is used`);
  const [before, stateBefore] = [traceOf(path), readFileState(path)];
  const { pid } = process;
  const since = options.now?.().toISOString() ?? "";
  const holder = { pid, mark: processMark(pid), since, work: options.work };
  const warehouse = await openPatiently(path, {
    ...options,
    // Before anything is written: whoever finds a log beside the file finds its holder too.
    hooks: { ...options.hooks, onHeld: () => writeHolder(path, holder) },
  });
  return {
    warehouse,
    close() {
      warehouse.close();
      try {
        mkdirSync(join(dir, "lookup"), { recursive: true, mode: 0o700 });
        const isUnchanged = !isReplaced && traceOf(path) === before && stateBefore?.state === "closed";
        if (!isUnchanged || isOlderThanSettings(dir)) settleClosed(path, lookupOf(dir), holder);
        else if (isHolder(path, holder)) writeClosed(path, stateBefore, holder);
      } catch (error) {
        options.log(
          `the look-up copy could not be made, until then look-ups open the database itself: ${causeOf(error)}`,
        );
      }
    },
  };
}

/** The look-up copy, opened for reading; null where it is missing or older than the database or the settings. */
export async function openLookup(
  dir: string,
  isStaleAllowed: boolean,
  hooks: WarehouseHooks = {},
): Promise<Warehouse | null> {
  const copy = timeOf(lookupOf(dir));
  if (copy === null) return null;
  const isStale = isLookupOlder(dir) || isOlderThanSettings(dir);
  return isStale && !isStaleAllowed ? null : openCopy(lookupOf(dir), hooks);
}

/** When the look-up copy was made; null where there is none. */
export function lookupTime(dir: string): Date | null {
  const time = timeOf(lookupOf(dir));
  return time === null ? null : new Date(time);
}

/** Whether the database has changed since the look-up copy was made; false where there is none. */
export function isLookupOlder(dir: string): boolean {
  const copy = timeOf(lookupOf(dir));
  return copy !== null && (copy < (timeOf(fileOf(dir)) ?? 0) || timeOf(`${fileOf(dir)}.wal`) !== null);
}

const timeOf = (path: string): number | null => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? null;

function isOlderThanSettings(dir: string): boolean {
  const copy = timeOf(lookupOf(dir)) ?? 0;
  return SETTINGS.some((name) => (timeOf(join(dir, name)) ?? 0) > copy);
}

/** Time between two tries to open a warehouse that is held. */
const RETRY_MILLISECONDS = 500;

async function openPatiently(
  path: string,
  { patience, zone, hooks, now, wait }: HoldOptions,
): Promise<Warehouse> {
  const tries = now === null ? 0 : Math.ceil((patience * 1000) / RETRY_MILLISECONDS);
  for (let tried = 0; ; tried++) {
    try {
      return await openWarehouse(path, contracts.map(factOf), hooks);
    } catch (error) {
      const isHeld = error instanceof WarehouseUnavailable && error.code.startsWith("in-use");
      if (!isHeld || tried >= tries || hooks.signal?.aborted) throw explained(error, path, zone);
      await wait(RETRY_MILLISECONDS);
    }
  }
}

/** An error of the engine as the operator reads it. */
function explained(error: unknown, path: string, zone: string): unknown {
  if (error instanceof WarehouseUnavailable) {
    const { since } = error.details;
    const local = typeof since === "string" ? { since: clockIn(zone, new Date(since)) } : {};
    const text = bilingual(UNAVAILABLE[error.code], { ...error.details, ...local });
    return error.code.startsWith("in-use") ? new WarehouseHeld(text, HELD_EXIT) : new UserError(text);
  }
  if (CANNOT_WRITE.test(String(error)))
    return new UserError(bilingual("error.disk-unwritable", { file: path, cause: causeOf(error) }), 1);
  return error;
}

/** What the system or the engine says of a file that this account may not write, or of a disk that takes nothing. */
const CANNOT_WRITE =
  /\b(EACCES|EPERM|EROFS|ENOSPC|EDQUOT)\b|Permission denied|Read-only file system|No space left|in read-only mode/i;

/** Exit code of a command that another process keeps from its work (EX_TEMPFAIL of sysexits.h): it may be tried again. */
const HELD_EXIT = 75;

const damaged = ({ code, file }: Damage): WarehouseDamaged =>
  new WarehouseDamaged(bilingual("error.warehouse-damaged", { file, what: bilingual(`damage.${code}`) }), 1);
