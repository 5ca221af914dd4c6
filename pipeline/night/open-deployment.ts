import { join } from "node:path";
import { Directory } from "../../reports/delivery/directory.ts";
import type { Transport } from "../../reports/delivery/transport.ts";
import { bilingual } from "../../reports/language/bilingual.ts";
import type { TextKey } from "../../reports/language/catalogue.ts";
import type { Language } from "../../reports/language/index.ts";
import type { NoticeSetting } from "../../reports/notices/compose.ts";
import { openWarehouse, WarehouseUnavailable } from "../../warehouse/engine/open.ts";
import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import { Carried } from "../../warehouse/measure/carried.ts";
import { writeRegister } from "../../warehouse/register/register.ts";
import { settleAccess } from "../deployment/access.ts";
import { type Deployment, loadDeployment } from "../deployment/load.ts";
import { codeVersion } from "../deployment/program.ts";
import { UserError } from "../deployment/user-error.ts";
import { factOf } from "../intake/contracts/facts.ts";
import { contracts } from "../intake/contracts/index.ts";
import type { JudgedWave } from "../intake/intake-run.ts";
import { type DeploymentMail, deploymentMail } from "./deployment-mail.ts";

/** Runs a step and reports its name, count and time; a step without a unit is too small to report and only timed. */
export type Progress = <Result>(
  step: string,
  unit: string | null,
  work: () => Promise<Result>,
  count?: (result: Result) => number,
) => Promise<Result>;

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
  /** Results that the last night of this process left for the next. */
  readonly carried: Carried;
  path(...parts: string[]): string;
  close(): void;
}

export interface OpenOptions {
  readonly log?: (text: string) => void;
  readonly wait?: (milliseconds: number) => Promise<void>;
  readonly onWave?: (wave: JudgedWave) => void;
  readonly progress?: Progress;
  readonly language?: Language;
  /** Where the password of the mail server is; without it nothing can be sent. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** Why a warehouse cannot be opened, in the catalogue. */
const UNAVAILABLE = {
  threads: "error.warehouse-threads",
  "in-use": "error.warehouse-in-use",
  "in-use-by": "error.warehouse-in-use-by",
  newer: "error.warehouse-newer",
} as const satisfies Record<WarehouseUnavailable["code"], TextKey>;

/**
 * Open a deployment: read and check its folder, close it to other accounts, open its warehouse, write its register there, choose its transport.
 *
 * @throws UserError for mistakes in the folder, or when another night holds the warehouse
 */
export async function openDeployment(dir: string, options: OpenOptions = {}): Promise<OpenDeployment> {
  const deployment = loadDeployment(dir);
  settleAccess(dir, deployment.settings.readers);
  const warehouse = await openWarehouse(join(dir, "fengsui.duckdb"), contracts.map(factOf)).catch((error) => {
    throw error instanceof WarehouseUnavailable
      ? new UserError(bilingual(UNAVAILABLE[error.code], error.details))
      : error;
  });
  await writeRegister(warehouse, deployment.areas, deployment.settings.duties, {
    changes: deployment.areaChanges,
    zone: deployment.settings.zone,
  });
  const { settings, policy, areas, offices } = deployment;
  const mail = deploymentMail(deployment, options.environment, options.language);
  const { transport } = mail;
  return {
    deployment,
    warehouse,
    transport,
    mail,
    noticeSetting: {
      language: options.language ?? settings.language,
      policy,
      directory: new Directory(areas, offices),
    },
    mailDomain: settings.mail.from.split("@")[1] ?? "localhost",
    codeVersion: codeVersion(),
    publishedPath: join(dir, "published", "fengsui.duckdb"),
    progress: options.progress ?? ((_step, _unit, work) => work()),
    carried: new Carried(),
    path: (...parts) => join(dir, ...parts),
    // Names come from outside: a line break in one must not start a new line of the log.
    log: (text) => options.log?.(text.replace(/\p{Cc}/gu, "\ufffd")),
    wait: options.wait ?? (async () => undefined),
    onWave: options.onWave ?? (() => undefined),
    close() {
      mail.close();
      warehouse.close();
    },
  };
}
