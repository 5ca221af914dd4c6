import { execFileSync, type SpawnSyncReturns, spawnSync } from "node:child_process";
import { appendFileSync, chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SmallDeployment } from "../../../small-deployment.ts";

/** Account and group numbers that no machine uses: the service, two readers of one group, and somebody else. */
export const ACCOUNTS = {
  service: { uid: 61_001, gid: 61_002 },
  reader: { uid: 61_003, gid: 61_002 },
  colleague: { uid: 61_004, gid: 61_002 },
  stranger: { uid: 61_005, gid: 61_005 },
} as const;
export type Account = keyof typeof ACCOUNTS;

const CHECKOUT = join(import.meta.dirname, "../../../..");
const PROGRAM = join(CHECKOUT, "bin/fengsui.js");
const REACH = "require('fs').accessSync(process.argv[1])";

/** Why two accounts cannot be tried here; null where they can. */
export function whyNot(): string | null {
  if (process.getuid?.() !== 0) return "only root can act as other accounts";
  const tried = spawnSync(process.execPath, ["-e", REACH, PROGRAM], ACCOUNTS.stranger);
  return tried.status === 0 ? null : "another account cannot read this checkout";
}

/** What a process of another account does with each path: reads a file, lists a folder. Prints those in which it succeeds. */
const INTRUDER = `
const fs = require("fs");
const { O_RDONLY, O_NONBLOCK } = fs.constants;
const opened = [];
for (const path of JSON.parse(fs.readFileSync(0, "utf8"))) {
  try { fs.closeSync(fs.openSync(path, O_RDONLY | O_NONBLOCK)); opened.push(path); } catch {}
  try { fs.accessSync(path, fs.constants.W_OK); opened.push("written: " + path); } catch {}
}
console.log(JSON.stringify(opened));`;

/** A deployment that belongs to a service's account, on a machine with readers. */
export class SharedMachine {
  readonly deployment = new SmallDeployment();
  readonly dir = this.deployment.dir;
  /** A folder where everybody may write. */
  readonly common = mkdtempSync(join(tmpdir(), "fengsui-common-"));

  constructor() {
    appendFileSync(join(this.dir, "fengsui.yaml"), `\nreaders: "${ACCOUNTS.reader.gid}"\n`);
    chmodSync(this.common, 0o1777);
  }

  /** Give everything to the service. */
  handOver(): void {
    const { uid, gid } = ACCOUNTS.service;
    execFileSync("chown", ["-R", `${uid}:${gid}`, this.dir]);
  }

  /** Run the program as an account, as from a shell of its own. */
  run(account: Account, command: string, ...args: string[]): SpawnSyncReturns<string> {
    return spawnSync(process.execPath, [PROGRAM, command, this.dir, ...args], {
      ...ACCOUNTS[account],
      ...{ encoding: "utf8", cwd: this.common, maxBuffer: 1e8 },
      env: {
        PATH: process.env.PATH,
        HOME: this.common,
        TMPDIR: this.common,
        FENGSUI_THREADS: "1",
        LANG: "en",
      },
    });
  }

  /** Run a script of an account; its answer is JSON. */
  script<Result>(account: Account, code: string, input: unknown = null): Result {
    const { stdout, stderr } = spawnSync(process.execPath, ["-e", code], {
      ...ACCOUNTS[account],
      ...{ encoding: "utf8", cwd: this.common, input: JSON.stringify(input), maxBuffer: 1e8 },
    });
    if (stderr) throw new Error(stderr);
    return JSON.parse(stdout) as Result;
  }

  /** Every path of the deployment, as root sees it. */
  paths(): string[] {
    return [
      this.dir,
      ...readdirSync(this.dir, { recursive: true, encoding: "utf8" }).map((path) => join(this.dir, path)),
    ];
  }

  /** What an account can open or change of it, as paths within the deployment. */
  openTo(account: Account): string[] {
    const opened = this.script<string[]>(account, INTRUDER, this.paths());
    return opened.map((path) => path.replace(this.dir, ".")).sort();
  }

  remove(): void {
    this.deployment.remove();
    rmSync(this.common, { recursive: true, force: true });
  }
}
