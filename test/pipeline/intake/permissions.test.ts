import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { SmallDeployment } from "../../small-deployment.ts";
import { table } from "./corpus/case.ts";
import { submissions } from "./corpus/receipts.ts";

const PROCESS = join(import.meta.dirname, "night-process.ts");
const FILE = "失业保险月报_02.csv";
/** The user nobody, to whom permissions apply; or the current user, when that is not root. */
const NOBODY = process.getuid?.() === 0 ? 65_534 : null;

/** Whether the other user can read the checkout and reach the temporary folder: otherwise these tests are skipped. */
function canBeTried(): boolean {
  if (NOBODY === null) return true;
  const script = "for (const path of process.argv.slice(1)) require('fs').accessSync(path)";
  const paths = [PROCESS, join(import.meta.dirname, "../../../node_modules/tsx/package.json"), tmpdir()];
  return spawnSync(process.execPath, ["-e", script, ...paths], { uid: NOBODY, gid: NOBODY }).status === 0;
}

const tried = canBeTried();
it.skipIf(tried)("permissions are not tried: another user cannot read this checkout", () => undefined);

describe.skipIf(!tried)("a service that may not do everything", () => {
  let deployment: SmallDeployment;
  beforeEach(async () => {
    deployment = new SmallDeployment();
    await deployment.open();
    deployment.close();
    for (const area of ["150102", "150104"]) deployment.put(`inbox/${area}/${FILE}`, table(area));
  });
  afterEach(() => {
    chmodSync(join(deployment.dir, "inbox/150102"), 0o755);
    deployment.remove();
  });

  /** A night as another user, who owns the deployment except what a test takes away. Returns its log. */
  function night(date: string, forbid: () => void): string {
    if (NOBODY !== null) execFileSync("chown", ["-R", `${NOBODY}:${NOBODY}`, deployment.dir]);
    forbid();
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ["--import", "tsx", PROCESS, deployment.dir, date],
      {
        encoding: "utf8",
        cwd: join(import.meta.dirname, "../../.."),
        ...(NOBODY === null ? {} : { uid: NOBODY, gid: NOBODY }),
        env: { PATH: process.env.PATH, HOME: deployment.dir, TMPDIR: deployment.dir, FENGSUI_THREADS: "1" },
      },
    );
    expect(stderr).toBe("");
    expect(status).toBe(0);
    return stdout;
  }
  const giveToRoot = (path: string) => {
    if (NOBODY !== null) execFileSync("chown", ["0:0", path]);
  };
  const states = async () => {
    const all = (await submissions(deployment)).map(({ sender, state }) => [sender, state]);
    deployment.close();
    return all;
  };

  it("sets aside a file that it may not read, and takes in the others", async () => {
    const path = join(deployment.dir, "inbox/150102", FILE);
    const log = night("2026-03-09", () => {
      giveToRoot(path);
      chmodSync(path, 0o000);
    });
    expect(await states()).toEqual([
      ["150102", "refused"],
      ["150104", "accepted"],
    ]);
    expect(log).toContain(`150102/${FILE}: EACCES`);
    expect(existsSync(path)).toBe(false);
    expect(readdirSync(join(deployment.dir, "archive/unread"))).toEqual([`1-${FILE}`]);
    expect(await deployment.status()).toContain("文件无法读取（EACCES）");
  });

  it("does so whatever the file is called: a sender's word is no word of the machine's", async () => {
    const folder = join(deployment.dir, "inbox/150102");
    deployment.drop(`inbox/150102/${FILE}`);
    deployment.put("inbox/150102/FATAL Error EIO No space left.csv", table("150102"));
    night("2026-03-09", () => {
      giveToRoot(join(folder, "FATAL Error EIO No space left.csv"));
      chmodSync(join(folder, "FATAL Error EIO No space left.csv"), 0o000);
      giveToRoot(folder);
      chmodSync(folder, 0o555);
    });
    expect(await states()).toEqual([
      ["150102", "refused"],
      ["150104", "accepted"],
    ]);
  });

  it("reads a copy of a file that it may not move, and remembers it", async () => {
    const folder = join(deployment.dir, "inbox/150102");
    const forbid = () => {
      giveToRoot(folder);
      chmodSync(folder, 0o555);
    };
    expect(night("2026-03-09", forbid)).toContain(`150102/${FILE} cannot be removed, it is remembered`);
    expect(night("2026-03-10", forbid)).toContain(`150102/${FILE} was taken in and cannot be removed`);
    expect(await states()).toEqual([
      ["150102", "accepted"],
      ["150104", "accepted"],
    ]);
    expect(existsSync(join(folder, FILE))).toBe(true);
    // Other bytes under the same name are a new file.
    chmodSync(folder, 0o755);
    deployment.put(`inbox/150102/${FILE}`, table("150102", { 7: "13" }));
    night("2026-03-11", forbid);
    expect((await states()).map(([, state]) => state)).toEqual(["accepted", "accepted", "accepted"]);
  });

  it("passes over an office's folder that it may not list, and says so", async () => {
    const folder = join(deployment.dir, "inbox/150102");
    const log = night("2026-03-09", () => {
      giveToRoot(folder);
      chmodSync(folder, 0o000);
    });
    expect(log).toContain("inbox/150102 cannot be listed: EACCES");
    expect(await states()).toEqual([["150104", "accepted"]]);
  });

  it("ends a night whose archive cannot be written to, and sets nothing aside for it", async () => {
    const archive = join(deployment.dir, "archive");
    mkdirSync(archive);
    if (NOBODY !== null) execFileSync("chown", ["-R", `${NOBODY}:${NOBODY}`, deployment.dir]);
    giveToRoot(archive);
    chmodSync(archive, 0o555);
    const { status, stderr } = spawnSync(
      process.execPath,
      ["--import", "tsx", PROCESS, deployment.dir, "2026-03-09"],
      {
        encoding: "utf8",
        cwd: join(import.meta.dirname, "../../.."),
        ...(NOBODY === null ? {} : { uid: NOBODY, gid: NOBODY }),
        env: { PATH: process.env.PATH, HOME: deployment.dir, TMPDIR: deployment.dir, FENGSUI_THREADS: "1" },
      },
    );
    expect(status).toBe(1);
    expect(stderr).toContain("EACCES");
    chmodSync(archive, 0o755);
    night("2026-03-09", () => undefined);
    expect(await states()).toEqual([
      ["150102", "accepted"],
      ["150104", "accepted"],
    ]);
  });
});
