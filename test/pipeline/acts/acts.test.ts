import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ActsFolder } from "../../../pipeline/acts/acts-folder.ts";
import { takeActs } from "../../../pipeline/acts/take-acts.ts";
import type { SmallDeployment } from "../../small-deployment.ts";
import { deploymentWithFinding } from "./acting.ts";

const NOW = "2026-03-13T02:00:00.000Z";
const answer = (verdict: string, by = "张三") =>
  ({ kind: "answer", at: "2026-03-13T01:00:00.000Z", by, finding: 1, verdict, text: "" }) as const;

let deployment: SmallDeployment;
let folder: ActsFolder;
beforeEach(async () => {
  deployment = await deploymentWithFinding();
  folder = new ActsFolder(deployment.dir);
});
afterEach(() => deployment.remove());

const drop = (act: Parameters<ActsFolder["drop"]>[0], at = "2026-03-13T01:00:00.000Z") =>
  folder.drop(act, new Date(at));
const take = async (now = NOW) => takeActs(await deployment.open(), now);
const taken = () =>
  deployment.rows<{ kind: string; by: string; outcome: string }>(
    'SELECT kind, "by", outcome FROM act ORDER BY id',
  );
const answers = () =>
  deployment.rows<{ verdict: string; answered_at: string }>(
    "SELECT verdict, answered_at FROM finding_answer",
  );

describe("acts that wait", () => {
  it("are taken in the order of dropping, count from their dropping, and are answered by name", async () => {
    const names = ["separate", "amendment", "explained"].map((verdict) => drop(answer(verdict, verdict)));
    expect(await take()).toBe(3);
    expect(await answers()).toEqual([
      { verdict: "separate", answered_at: "2026-03-13T01:00:00.000Z" },
      { verdict: "amendment", answered_at: "2026-03-13T01:00:00.001Z" },
    ]);
    expect(await taken()).toEqual([
      { kind: "answer", by: "separate", outcome: "done" },
      { kind: "answer", by: "amendment", outcome: "done" },
      { kind: "answer", by: "explained", outcome: "refused" },
    ]);
    expect(names.map((name) => folder.takeAnswer(name))).toEqual([
      {
        outcome: "done",
        text: expect.objectContaining({ en: expect.stringContaining("Finding 1") }),
        exitCode: 0,
      },
      {
        outcome: "done",
        text: expect.objectContaining({ zh: expect.stringContaining("疑点1号") }),
        exitCode: 0,
      },
      {
        outcome: "refused",
        text: expect.objectContaining({ en: expect.stringContaining("amendment") }),
        exitCode: 2,
      },
    ]);
    expect(folder.takeAnswer(names[0]!), "an answer that was read is gone").toBeNull();
    expect(folder.waiting()).toEqual([]);
    expect(await take()).toBe(0);
  });

  it("keep their order when the clock of the second command was set back", async () => {
    drop(answer("separate"));
    drop(answer("amendment"), "2026-03-12T01:00:00.000Z");
    await take();
    expect((await answers()).map(({ verdict }) => verdict)).toEqual(["separate", "amendment"]);
  });

  it("are for the service's account alone", () => {
    const umask = process.umask(0o022);
    try {
      const name = drop(answer("separate"));
      const mode = (path: string) => (statSync(join(deployment.dir, path)).mode & 0o777).toString(8);
      expect([mode("acts"), mode(`acts/${name}`)]).toEqual(["700", "600"]);
    } finally {
      process.umask(umask);
    }
  });

  it("are applied once, also where the same file comes back", async () => {
    const name = drop(answer("separate"));
    const text = readFileSync(join(deployment.dir, "acts", name));
    await take();
    deployment.put(`acts/${name}`, text);
    expect(await take()).toBe(1);
    expect(await answers()).toHaveLength(1);
    expect(folder.takeAnswer(name)?.outcome).toBe("done");
  });

  it("are forgotten after thirty days, with the answers that nobody read", async () => {
    const name = drop(answer("separate"));
    await take();
    await take("2026-04-12T01:59:59.000Z");
    expect(await taken()).toHaveLength(1);
    await take("2026-04-12T02:00:01.000Z");
    expect(await taken()).toEqual([]);
    expect(readdirSync(join(deployment.dir, "acts/done"))).not.toContain(name);
  });

  it("mask numbers of persons in their record", async () => {
    drop(answer("separate", "张三 11010519491231002X"));
    await take();
    expect(JSON.stringify(await deployment.rows("SELECT * FROM act"))).not.toContain("19491231");
  });
});

describe("what is no act is set aside with the reason, and the others are taken", () => {
  const NAME = "20260313T000000000Z-00000000.json";
  const place = () => join(deployment.dir, "acts", NAME);
  it.each<[string, () => void, RegExp]>([
    ["text", () => writeFileSync(place(), "no"), /not valid JSON/],
    ["half a file", () => writeFileSync(place(), '{"kind":"ans'), /JSON/],
    [
      "another kind",
      () => writeFileSync(place(), JSON.stringify({ ...answer("wrong"), kind: "shell" })),
      /kind/,
    ],
    ["a key too many", () => writeFileSync(place(), JSON.stringify({ ...answer("wrong"), sql: "x" })), /sql/],
    [
      "a number as text",
      () => writeFileSync(place(), JSON.stringify({ ...answer("wrong"), finding: "1" })),
      /finding/,
    ],
    ["a very long file", () => writeFileSync(place(), " ".repeat(70_000)), /70000 bytes/],
    ["a folder", () => mkdirSync(place()), /EISDIR|not a file/],
    ["a link", () => symlinkSync("/etc/passwd", place()), /ELOOP/],
    ["a pipe", () => void execFileSync("mkfifo", [place()]), /not a file/],
  ])("%s", async (_, make, reason) => {
    mkdirSync(join(deployment.dir, "acts"));
    make();
    const good = drop(answer("separate"));
    expect(await take()).toBe(1);
    expect(folder.takeAnswer(good)?.outcome).toBe("done");
    const refused = join(deployment.dir, "acts/refused");
    expect(readdirSync(refused).sort()).toEqual([NAME, `${NAME}.reason`]);
    expect(readFileSync(join(refused, `${NAME}.reason`), "utf8")).toMatch(reason);
    expect(folder.takeAnswer(NAME), "its command, if there is one, hears why").toMatchObject({
      outcome: "refused",
      exitCode: 2,
    });
    expect(await take(), "and it is not looked at again").toBe(0);
  });

  it("a file under another name, and a second of the same name", async () => {
    for (const content of ["first", "second"]) {
      deployment.put("acts/../acts/run.json", content);
      await take();
    }
    expect(readdirSync(join(deployment.dir, "acts/refused")).sort()).toEqual([
      ...["2-run.json", "2-run.json.reason", "run.json", "run.json.reason"],
    ]);
  });

  it("a file that is still being written is left alone", async () => {
    deployment.put(`acts/${NAME}.part`, "{");
    expect(await take()).toBe(0);
    expect(existsSync(join(deployment.dir, "acts", `${NAME}.part`))).toBe(true);
  });
});
