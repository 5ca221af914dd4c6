import { join } from "node:path";
import { Directory } from "../../reports/delivery/directory.ts";
import { emlTransport } from "../../reports/delivery/eml-files.ts";
import { smtpTransport } from "../../reports/delivery/smtp.ts";
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
import { dayIn } from "../deployment/clock.ts";
import { type Deployment, loadDeployment } from "../deployment/load.ts";
import { codeVersion } from "../deployment/program.ts";
import type { Settings } from "../deployment/settings.ts";
import { UserError } from "../deployment/user-error.ts";
import { factOf } from "../intake/contracts/facts.ts";
import { contracts } from "../intake/contracts/index.ts";
import type { JudgedWave } from "../intake/intake-run.ts";

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

/** Another process holds the warehouse: what was asked for can be done when it has ended. */
export class WarehouseHeld extends UserError {}

/**
 * Open a deployment: read and check its folder, close it to other accounts, open its warehouse, write its register there, choose its transport.
 *
 * @throws UserError for mistakes in the folder; WarehouseHeld when another process holds the warehouse
 */
export async function openDeployment(dir: string, options: OpenOptions = {}): Promise<OpenDeployment> {
  const deployment = loadDeployment(dir);
  settleAccess(dir, deployment.settings.readers);
  const warehouse = await openWarehouse(join(dir, "fengsui.duckdb"), contracts.map(factOf)).catch((error) => {
    if (!(error instanceof WarehouseUnavailable)) throw error;
    const text = bilingual(UNAVAILABLE[error.code], error.details);
    throw error.code === "in-use" || error.code === "in-use-by"
      ? new WarehouseHeld(text)
      : new UserError(text);
  });
  await writeRegister(warehouse, deployment.areas, deployment.settings.duties, {
    changes: deployment.areaChanges,
    zone: deployment.settings.zone,
  });
  const { settings, policy, areas, offices } = deployment;
  const transport = transportOf(settings, dir, options.environment);
  return {
    deployment,
    warehouse,
    transport,
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
      transport.close();
      warehouse.close();
    },
  };
}

function transportOf(settings: Settings, dir: string, environment: OpenOptions["environment"]): Transport {
  const { mail, zone } = settings;
  if (mail.transport === "outbox") return emlTransport(join(dir, "outbox"), (date) => dayIn(zone, date));
  const password = mail.passwordFrom ? environment?.[mail.passwordFrom] : undefined;
  if (mail.passwordFrom && environment && password === undefined) {
    throw new UserError(bilingual("error.password-not-set", { variable: mail.passwordFrom }));
  }
  return smtpTransport({ ...mail, password });
}
