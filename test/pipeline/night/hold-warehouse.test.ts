import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { holdWarehouse } from "../../../pipeline/night/hold-warehouse.ts";
import { checkFile } from "../../../warehouse/engine/damage.ts";
import { readFileState, statePath, writeClosed, writeHolder } from "../../../warehouse/engine/file-state.ts";

import { processMark } from "../../../warehouse/engine/process-mark.ts";

let dir: string;
const file = () => join(dir, "fengsui.duckdb");
const lookup = () => join(dir, "lookup", "fengsui.duckdb");
/** Another process, which lives: the one that started this one. */
const OTHER = {
  ...{ pid: process.ppid, mark: processMark(process.ppid) },
  ...{ since: "2026-03-12T00:00:00.000Z", work: "night" },
};
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "fengsui-hold-"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const hold = (beforeStatement: (sql: string) => void = () => undefined) =>
  holdWarehouse(dir, {
    ...{ work: "test", zone: "Asia/Shanghai", patience: 0, thorough: false, hooks: { beforeStatement } },
    now: () => new Date("2026-03-11T00:00:00Z"),
    wait: async () => undefined,
    log: () => undefined,
  });

describe("who holds the database", () => {
  it("stands beside its file before the first statement, also of a migration, so that a kill leaves no log without a holder", async () => {
    const states = new Set<string | undefined>();
    const held = await hold(() => void states.add(readFileState(file())?.state));
    expect(states).toEqual(new Set(["open"]));
    held.close();
    expect(readFileState(file())?.state).toBe("closed");
  });

  it("who has closed it leaves the record of a process that opened it since, and makes no copy of what that one writes", async () => {
    (await hold()).close();
    const copy = readFileSync(lookup());
    const held = await hold();
    await held.warehouse.run("CREATE TABLE written (a INTEGER)");
    writeHolder(file(), OTHER);
    held.close();
    expect(readFileState(file())).toEqual({ state: "open", ...OTHER });
    expect(readFileSync(lookup()).equals(copy)).toBe(true);
  });

  it("a number that another process bears by now is no holder: what it left is checked", async () => {
    (await hold()).close();
    writeHolder(file(), { ...OTHER, mark: `${process.ppid}-1` });
    writeFileSync(`${file()}.wal`, "junk".repeat(100));
    expect((await checkFile(file())).damage?.code).toBe("broken-log");
  });

  it("a holder that opens the file during a check is not taken for damage", async () => {
    (await hold()).close();
    copyFileSync(file(), `${file()}.wal`);
    expect((await checkFile(file())).damage?.code).toBe("foreign-log");
    const checked = checkFile(file());
    writeHolder(file(), OTHER);
    expect((await checked).damage).toBeNull();
    mkdirSync(join(dir, "lookup"), { recursive: true });
    writeFileSync(statePath(file()), "{half");
    expect((await checkFile(file())).damage?.code).toBe("broken-log");
  });

  it("who has closed it writes over no record of another, made even at the last moment", async () => {
    (await hold()).close();
    const closed = readFileState(file());
    if (closed?.state !== "closed") throw new Error("not closed");
    const mine = { ...OTHER, pid: process.pid, mark: processMark(process.pid) };
    writeHolder(file(), mine);
    writeHolder(file(), OTHER);
    writeClosed(file(), closed, mine);
    expect(readFileState(file())).toEqual({ state: "open", ...OTHER });
    writeClosed(file(), closed, OTHER);
    expect(readFileState(file())).toEqual(closed);
  });

  it("three processes that open and close it at the same time record it one after the other, and leave nothing half written", async () => {
    (await hold()).close();
    const script = join(import.meta.dirname, "hold-process.ts");
    const ended = await Promise.all(
      [1, 2, 3].map(async () => {
        const child = spawn(process.execPath, ["--import", "tsx", script, dir, "8"]);
        const printed: string[] = [];
        for (const stream of [child.stdout, child.stderr])
          stream.on("data", (data) => printed.push(`${data}`));
        const [code] = await once(child, "close");
        return { code, printed: printed.join("") };
      }),
    );
    expect(ended).toEqual([1, 2, 3].map(() => ({ code: 0, printed: "" })));
    expect(await checkFile(file())).toEqual({ damage: null, isReplaced: false });
    expect(
      [...readdirSync(dir), ...readdirSync(join(dir, "lookup"))].filter((name) => /part$/.test(name)),
    ).toEqual([]);
  });
});
