import {
  appendFileSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { statusText } from "../pipeline/commands/look/status.ts";
import { runNight } from "../pipeline/night/night.ts";
import { type OpenDeployment, openDeployment } from "../pipeline/night/open-deployment.ts";
import type { NightResult } from "../pipeline/night/steps.ts";
import { nightRequest } from "./night-request.ts";

const EXAMPLES = resolve(import.meta.dirname, "../examples");

let empty: Promise<string> | undefined;

/** A warehouse with its tables and the example's register, made once: every deployment of the tests begins with a copy. */
function emptyWarehouse(): Promise<string> {
  empty ??= (async () => {
    const dir = mkdtempSync(join(tmpdir(), "fengsui-empty-"));
    process.once("exit", () => rmSync(dir, { recursive: true, force: true }));
    cpSync(join(EXAMPLES, "inner-mongolia"), dir, { recursive: true });
    (await openDeployment(dir)).close();
    return join(dir, "fengsui.duckdb");
  })();
  return empty;
}

/** A deployment of an example in a separate folder, for one test. */
export class SmallDeployment {
  readonly dir = mkdtempSync(join(tmpdir(), "fengsui-test-"));
  #house: OpenDeployment | undefined;

  /** Reminders are off unless a test needs them: a hundred letters a night cost more than the rest of the night. */
  constructor(example = "inner-mongolia", { reminders = false } = {}) {
    cpSync(join(EXAMPLES, example), this.dir, { recursive: true });
    const settings = join(this.dir, "fengsui.yaml");
    if (!reminders && !/^reminders:/m.test(readFileSync(settings, "utf8")))
      appendFileSync(settings, "\nreminders: off\n");
  }

  /** Put a file into the deployment's folder, such as `inbox/152921/裁减人员报告.csv`. */
  put(path: string, content: string | Buffer): void {
    mkdirSync(dirname(join(this.dir, path)), { recursive: true });
    writeFileSync(join(this.dir, path), content);
  }

  /** Take a file away again. */
  drop(path: string): void {
    rmSync(join(this.dir, path), { force: true });
  }

  async open(): Promise<OpenDeployment> {
    if (!this.#house) {
      const warehouse = join(this.dir, "fengsui.duckdb");
      if (!existsSync(warehouse)) copyFileSync(await emptyWarehouse(), warehouse);
      this.#house = await openDeployment(this.dir);
    }
    return this.#house;
  }

  /** Run the night of a date, with the clock at the end of that day. */
  async night(date: string): Promise<NightResult> {
    const deployment = await this.open();
    return runNight(deployment, { ...nightRequest(deployment, date, new Date(0)), publish: false });
  }

  async rows<Row>(sql: string): Promise<Row[]> {
    return (await this.open()).warehouse.rows<Row>(sql);
  }

  async status(): Promise<string> {
    return statusText(await this.open(), 20);
  }

  close(): void {
    this.#house?.close();
    this.#house = undefined;
  }

  remove(): void {
    this.close();
    rmSync(this.dir, { recursive: true, force: true });
  }
}
