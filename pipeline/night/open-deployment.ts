import { join } from "node:path";
import { Directory } from "../../reports/delivery/directory.ts";
import type { Transport } from "../../reports/delivery/transport.ts";
import { bilingual } from "../../reports/language/bilingual.ts";
import { inLanguage, type Language, translate } from "../../reports/language/index.ts";
import type { NoticeSetting } from "../../reports/notices/compose.ts";
import type { WarehouseHooks } from "../../warehouse/engine/hooks.ts";
import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import { Carried } from "../../warehouse/measure/carried.ts";
import { writeRegister } from "../../warehouse/register/register.ts";
import { settleAccess } from "../deployment/access.ts";
import { clockIn } from "../deployment/clock.ts";
import { type Deployment, loadDeployment } from "../deployment/load.ts";
import { codeVersion } from "../deployment/program.ts";
import { UserError } from "../deployment/user-error.ts";
import type { JudgedWave } from "../intake/intake-run.ts";
import { type DeploymentMail, deploymentMail } from "./deployment-mail.ts";
import {
  type HeldWarehouse,
  holdWarehouse,
  lookupTime,
  openLookup,
  WarehouseHeld,
} from "./hold-warehouse.ts";

/** Runs a step and reports its name, count and time; a step without a unit is too small to report and only timed. */
export type Progress = <Result>(
  step: string,
  unit: string | null,
  work: () => Promise<Result>,
  count?: (result: Result) => number,
) => Promise<Result>;

/** A night that is under way. */
export interface BegunNight {
  readonly id: number;
  readonly date: string;
}

/** An open deployment: its folder, its warehouse and its mail transport. */
export interface OpenDeployment {
  readonly deployment: Deployment;
  readonly warehouse: Warehouse;
  readonly transport: Transport;
  /** Ways out, sender and operator; `transport` is the first way out. */
  readonly mail: DeploymentMail;
  readonly noticeSetting: NoticeSetting;
  readonly mailDomain: string;
  readonly codeVersion: string;
  readonly publishedPath: string;
  readonly progress: Progress;
  /** Log a failure of one file, for the operator. */
  log(text: string): void;
  /** Wait. */
  wait(milliseconds: number): Promise<void>;
  /** Called for every judged wave of files. */
  onWave(wave: JudgedWave): void;
  /** Called when the record of a night is begun. */
  onNight(night: BegunNight): void;
  /** Results that the last night of this process left for the next. */
  readonly carried: Carried;
  path(...parts: string[]): string;
  close(): void;
}

export interface OpenOptions {
  readonly log?: (text: string) => void;
  readonly wait?: (milliseconds: number) => Promise<void>;
  readonly onWave?: (wave: JudgedWave) => void;
  readonly onNight?: (night: BegunNight) => void;
  readonly progress?: Progress;
  readonly language?: Language;
  /** Where the password of the mail server is; without it nothing can be sent. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** The clock; without it nobody is shown since when the warehouse is held. */
  readonly now?: () => Date;
  /** What the warehouse is opened for, as others who want it are shown. */
  readonly work?: string;
  /** Seconds to wait for another process that holds the warehouse. */
  readonly patience?: number;
  /** Compare all of the warehouse's file with what was closed, however large it is. */
  readonly thorough?: boolean;
  readonly hooks?: WarehouseHooks;
  /** The transport to send by, instead of the one that the settings name. */
  readonly transport?: Transport;
}

/**
 * Open a deployment: read and check its folder, close it to other accounts, open its warehouse, write its register there, choose its transport.
 *
 * @throws UserError for mistakes in the folder; WarehouseHeld when another process holds the warehouse
 */
export async function openDeployment(dir: string, options: OpenOptions = {}): Promise<OpenDeployment> {
  const deployment = loadDeployment(dir);
  settleAccess(dir, deployment.settings.readers);
  const log = lineLog(options);
  const held = await holdWarehouse(dir, {
    ...{ work: options.work ?? "fengsui", zone: deployment.settings.zone, log },
    ...{ patience: options.patience ?? 0, thorough: options.thorough ?? false, hooks: options.hooks ?? {} },
    ...{ now: options.now ?? null, wait: options.wait ?? (async () => undefined) },
  });
  try {
    await writeRegister(held.warehouse, deployment.areas, deployment.settings.duties, {
      changes: deployment.areaChanges,
      zone: deployment.settings.zone,
    });
    return opened(deployment, held, { ...options, log });
  } catch (error) {
    held.close();
    throw error;
  }
}

/**
 * Open a deployment to look at it: its warehouse is the look-up copy, which cannot be written to. Where the copy is missing, or older than
 * the database or the settings, it is made anew first, unless another process holds the database: then the copy is shown as it is, and
 * the log has when it was made and who holds the database.
 *
 * @throws UserError for mistakes in the folder, or when there is no copy and another process holds the database
 */
export async function openForLook(dir: string, options: OpenOptions = {}): Promise<OpenDeployment> {
  const deployment = loadDeployment(dir);
  const log = lineLog(options);
  let warehouse = await openLookup(dir, false, options.hooks);
  if (warehouse === null) {
    const whole = () => openDeployment(dir, { ...options, work: "look-up copy", patience: 0 });
    try {
      (await whole()).close();
      warehouse = await openLookup(dir, false, options.hooks);
      // Where no copy can be made, the database itself is looked at: an old copy would show as due what is done.
      if (warehouse === null) return await whole();
    } catch (error) {
      if (!(error instanceof WarehouseHeld) || lookupTime(dir) === null) throw error;
      log(
        translate(options.language ?? deployment.settings.language, "lookup.older", {
          at: clockIn(deployment.settings.zone, lookupTime(dir)!),
          holder: inLanguage(error.text, options.language ?? deployment.settings.language),
        }),
      );
    }
    warehouse ??= await openLookup(dir, true, options.hooks);
  }
  if (warehouse === null) throw new UserError(bilingual("error.no-lookup", { dir }));
  return opened(deployment, { warehouse, close: () => warehouse.close() }, { ...options, log });
}

/** A log whose lines cannot be broken: names come from outside, and a line break in one must not start a new line. */
const lineLog =
  (options: OpenOptions) =>
  (text: string): void =>
    options.log?.(text.replace(/\p{Cc}/gu, "\ufffd"));

function opened(
  deployment: Deployment,
  held: HeldWarehouse,
  options: OpenOptions & { readonly log: (text: string) => void },
): OpenDeployment {
  const { settings, policy, areas, offices, persons, map, dir } = deployment;
  const mail = deploymentMail(deployment, options.environment, options.language);
  const transport = options.transport ?? mail.transport;
  return {
    deployment,
    warehouse: held.warehouse,
    transport,
    mail,
    noticeSetting: {
      language: options.language ?? settings.language,
      policy,
      directory: new Directory(areas, offices, persons),
      map,
    },
    mailDomain: settings.mail.from.split("@")[1] ?? "localhost",
    codeVersion: codeVersion(),
    publishedPath: join(dir, "published", "fengsui.duckdb"),
    progress: options.progress ?? ((_step, _unit, work) => work()),
    carried: new Carried(),
    path: (...parts) => join(dir, ...parts),
    log: options.log,
    wait: options.wait ?? (async () => undefined),
    onWave: options.onWave ?? (() => undefined),
    onNight: options.onNight ?? (() => undefined),
    close() {
      mail.close();
      held.close();
    },
  };
}
