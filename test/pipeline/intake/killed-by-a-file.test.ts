import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fingerprint } from "../../../pipeline/intake/archive.ts";
import { SmallDeployment } from "../../small-deployment.ts";
import { table } from "./corpus/case.ts";
import { gb18030 } from "./corpus/gb18030.ts";
import { filesIn } from "./killed-nights.ts";

const PROCESS = join(import.meta.dirname, "night-process.ts");
const FILE = "失业保险月报_02.csv";
const KILLER = "失业保险月报_02_killer.csv";

describe("a file that ends the program", () => {
  const deployment = new SmallDeployment();
  const starts: { readonly ended: boolean; readonly log: string }[] = [];
  const bytes = gb18030(table("150102"));
  const sha256 = fingerprint(bytes);
  beforeAll(async () => {
    await deployment.open();
    deployment.close();
    deployment.put(`inbox/150102/${KILLER}`, bytes);
    deployment.put(`inbox/150104/${FILE}`, table("150104"));
    for (let start = 0; start < 4 && !starts.some(({ ended }) => ended); start++) {
      const { status, stdout } = spawnSync(
        process.execPath,
        ["--import", "tsx", PROCESS, deployment.dir, "2026-03-09"],
        {
          encoding: "utf8",
          cwd: join(import.meta.dirname, "../../.."),
          env: { ...process.env, KILLED_BY: sha256 },
        },
      );
      starts.push({ ended: status === 0, log: stdout });
    }
  });
  afterAll(() => deployment.remove());

  it("ends it twice, and is set aside at the third start", () => {
    expect(starts.map(({ ended }) => ended)).toEqual([false, false, true]);
    expect(starts[2]!.log).toContain(`150102/${KILLER}: the program ended at two starts`);
  });

  it("and the other offices' files are in", async () => {
    const rows = await deployment.rows(
      "SELECT sender, state, refusal ->> 'code' AS code FROM submission ORDER BY id",
    );
    expect(rows).toEqual([
      { sender: "150102", state: "refused", code: "could-not-be-read" },
      { sender: "150104", state: "accepted", code: null },
    ]);
    expect(filesIn(deployment, "archive/unread").map((name) => name.replace(/^\d+-/, ""))).toEqual([KILLER]);
    expect(filesIn(deployment, "inbox")).toEqual([]);
  });
});
