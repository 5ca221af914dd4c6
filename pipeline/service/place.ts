import type { Transport } from "../../reports/delivery/transport.ts";
import type { Language } from "../../reports/language/index.ts";
import type { WarehouseHooks } from "../../warehouse/engine/hooks.ts";
import { loadDeployment } from "../deployment/load.ts";
import {
  type OpenDeployment,
  type OpenOptions,
  openDeployment,
  type Progress,
} from "../night/open-deployment.ts";
import { printProgress } from "../night/print-progress.ts";
import { freeBytes } from "./disk.ts";
import { loggedProgress } from "./logged-progress.ts";
import type { ServiceLog } from "./service-log.ts";

/** What the service uses of the outside world. */
export interface ServiceEffects {
  now(): Date;
  /** Milliseconds that have passed since an arbitrary start, whatever the clock shows. */
  elapsed(): number;
  wait(milliseconds: number): Promise<void>;
  out(text: string): void;
  err(text: string): void;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Aborted when the service is to stop. */
  readonly signal?: AbortSignal;
  readonly hooks?: Pick<WarehouseHooks, "beforeStatement" | "onInterrupt">;
  /** Sends instead of the deployment's mail. */
  readonly transport?: Transport;
  /** Bytes free on the disk of a folder. */
  readonly freeBytes?: (dir: string) => number;
}

/** The deployment that a service runs, and what it uses of the outside world. */
export interface ServicePlace {
  readonly dir: string;
  readonly effects: ServiceEffects;
  /** Where its steps are written down; absent where a command takes a single step. */
  readonly log?: ServiceLog;
}

/** Seconds that a step of the service waits for another process that holds the warehouse. */
const PATIENCE = 60;

/** How the deployment is opened for a step. */
export function openOptions({ effects, log }: ServicePlace, language: Language): OpenOptions {
  const { environment, hooks, signal, transport } = effects;
  return {
    ...{ language, environment, now: () => effects.now(), wait: (time) => effects.wait(time) },
    ...{ log: logTo(effects, log), hooks: { ...hooks, signal } },
    ...(log ? { onNight: (night) => log.beginNight(night) } : {}),
    ...(transport ? { transport } : {}),
  };
}

const logTo =
  (effects: ServiceEffects, log: ServiceLog | undefined) =>
  (text: string): void => {
    effects.err(text);
    log?.note(text);
  };

/** How the parts of a step are shown and written down. */
function progressOf({ effects, log }: ServicePlace, language: Language, quiet: boolean): Progress {
  const shown: Progress = quiet ? (_part, _unit, work) => work() : printProgress(effects, language);
  return log ? loggedProgress(log, () => effects.elapsed(), language, shown) : shown;
}

/** Open the deployment for a step, take it, and close it; quiet, where the parts of the step are not printed. */
export async function held<Result>(
  place: ServicePlace,
  work: string,
  step: (opened: OpenDeployment) => Promise<Result>,
  { quiet = false } = {},
): Promise<Result> {
  const { dir } = place;
  const { language } = loadDeployment(dir).settings;
  const opened = await openDeployment(dir, {
    ...openOptions(place, language),
    ...{ work, patience: PATIENCE, thorough: work === "night" },
    progress: progressOf(place, language, quiet),
  });
  try {
    return await step(opened);
  } finally {
    opened.close();
  }
}

/** Bytes free on the deployment's disk. */
export const freeAt = ({ dir, effects }: ServicePlace): number => (effects.freeBytes ?? freeBytes)(dir);
