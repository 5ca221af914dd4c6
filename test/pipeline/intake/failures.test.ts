import {
  appendFileSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fingerprint } from "../../../pipeline/intake/archive.ts";
import { CrashNotes } from "../../../pipeline/intake/crash-notes.ts";
import { runNight } from "../../../pipeline/night/night.ts";
import { type OpenDeployment, openDeployment } from "../../../pipeline/night/open-deployment.ts";
import { nightRequest } from "../../night-request.ts";
import { SmallDeployment } from "../../small-deployment.ts";
import { table } from "./corpus/case.ts";
import { gb18030 } from "./corpus/gb18030.ts";
import { receiptsOf, submissions } from "./corpus/receipts.ts";
import { zipOf } from "./corpus/zip.ts";

const NIGHT = "2026-03-09";
/** The note of a valid table of an area while it is processed. */
const noteOf = (area: string, name: string): string => {
  const bytes = Buffer.from(table(area));
  return JSON.stringify([area, name, bytes.length, fingerprint(bytes)]);
};
const FILE = "失业保险月报_02.csv";

describe("a file's failure is its own", () => {
  let deployment: SmallDeployment;
  const log: string[] = [];
  beforeEach(() => {
    deployment = new SmallDeployment();
    log.length = 0;
    deployment.put(`inbox/150104/${FILE}`, table("150104"));
  });
  afterEach(() => deployment.remove());

  const states = async () =>
    (await submissions(deployment)).map(({ file, sender, state }) => [sender, file, state]);
  const left = (folder: string) =>
    readdirSync(join(deployment.dir, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => name);
  /** A night in a process that records waves and log lines. */
  async function night(
    date: string,
    {
      onWave,
      wait,
      realClock,
    }: { onWave?: () => void; wait?: () => Promise<void>; realClock?: boolean } = {},
  ) {
    deployment.close();
    (await deployment.open()).close();
    deployment.close();
    const opened: OpenDeployment = await openDeployment(deployment.dir, {
      log: (text) => log.push(text),
      ...(onWave ? { onWave } : {}),
      ...(wait ? { wait } : {}),
    });
    try {
      const request = { ...nightRequest(opened, date, new Date(0)), publish: false };
      return await runNight(opened, realClock ? { ...request, realClock } : request);
    } finally {
      opened.close();
    }
  }

  it("a name in GB18030 bytes is taken in and shown as text", async () => {
    const folder = join(deployment.dir, "inbox/150102");
    mkdirSync(folder, { recursive: true });
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), gb18030(FILE)]), table("150102"));
    await deployment.night(NIGHT);
    expect(await states()).toEqual([
      ["150102", FILE, "accepted"],
      ["150104", FILE, "accepted"],
    ]);
    expect(left("inbox")).toEqual([]);
  });

  it("a header whose unit is a word that every object knows goes back, or is another header", async () => {
    for (const [at, word] of ["constructor", "__proto__", "toString"].entries())
      deployment.put(
        `inbox/15010${[2, 3, 5][at]}/${FILE}`,
        table(`15010${[2, 3, 5][at]}`).replace("期末参保人数", `期末参保人数(${word})`),
      );
    await deployment.night(NIGHT);
    expect((await states()).map(([sender, , state]) => [sender, state])).toEqual([
      ["150102", "refused"],
      ["150103", "refused"],
      ["150104", "accepted"],
      ["150105", "refused"],
    ]);
    for (const [id, receipt] of await receiptsOf(deployment))
      if (id !== 3) expect(receipt).toContain("期末参保人数");
  });

  it("one that breaks the engine is set aside with its cause in the log, and the rest of its wave is in", async () => {
    const posts = (area: string, demand: number) =>
      `行政区划代码,报告期,需求人数,求职人数,网上招聘岗位数\n${area},2026-02,${demand},60,900\n`;
    const opened = await deployment.open();
    await opened.warehouse.run("CREATE UNIQUE INDEX one_of_each ON fact_recruitment (demand)");
    for (const [area, demand] of [
      ["150102", 1],
      ["150103", 2],
      ["150105", 1],
      ["150121", 3],
    ] as const)
      deployment.put(`inbox/${area}/人力资源市场供求_02.csv`, posts(area, demand));
    await night(NIGHT);
    expect((await states()).map(([sender, , state]) => [sender, state])).toEqual([
      ["150102", "accepted"],
      ["150103", "accepted"],
      ["150104", "accepted"],
      ["150105", "refused"],
      ["150121", "accepted"],
    ]);
    const receipt = (await receiptsOf(deployment)).get(4);
    expect(receipt).toContain("文件无法读取（Constraint Error），已原样保存");
    expect(receipt).not.toContain("150105,2026-02");
    expect(log.some((line) => line.startsWith("150105/人力资源市场供求_02.csv: Constraint Error"))).toBe(
      true,
    );
    expect(left("archive/unread")).toEqual(["4-人力资源市场供求_02.csv"]);
    expect(left("inbox")).toEqual([]);
  });

  it("an optional figure too large for its unit is left out, and nothing else", async () => {
    deployment.put(
      `inbox/150102/${FILE}`,
      table("150102", { 8: "9999999999999" }).replace("基金收入(万元)", "基金收入(亿元)"),
    );
    await deployment.night(NIGHT);
    expect((await states()).map(([, , state]) => state)).toEqual(["accepted", "accepted"]);
    expect((await receiptsOf(deployment)).get(1)).toContain("9999999999999");
    expect(
      await deployment.rows("SELECT insured, fund_income FROM fact_social_insurance WHERE submission = 1"),
    ).toEqual([{ insured: 4950, fund_income: null }]);
  });

  it("what programs leave beside reports is passed over without a letter", async () => {
    const names = [
      "a.part",
      "报表.csv.filepart",
      "x.tmp",
      "~$失业保险月报.xlsx",
      "Thumbs.db",
      "desktop.ini",
      ".DS_Store",
      "__MACOSX",
    ];
    for (const name of names) deployment.put(`inbox/150102/${name}`, "half a f");
    await deployment.night(NIGHT);
    expect(await states()).toEqual([["150104", FILE, "accepted"]]);
    expect(left("inbox").sort()).toEqual([...names].sort());
  });

  it("so is what a Macintosh adds to an archive", async () => {
    const members = [
      { name: FILE, content: table("150102") },
      { name: `__MACOSX/._${FILE}`, content: "\0\u0005\u0016\u0007" },
      { name: ".DS_Store", content: "Bud1" },
    ];
    deployment.put("inbox/150102/reports.zip", zipOf(members));
    await deployment.night(NIGHT);
    expect(await states()).toEqual([
      ["150102", `reports.zip/${FILE}`, "accepted"],
      ["150104", FILE, "accepted"],
    ]);
  });

  it("a name as long as the system allows is answered, and set aside where it must be", async () => {
    const long = `失业保险月报_${"𠮷".repeat(57)}.csv`;
    expect(Buffer.byteLength(long)).toBeGreaterThan(245);
    deployment.put(`inbox/150102/${long}`, table("150102").replace(",60,", ",x,"));
    deployment.put(`inbox/150103/${long}`, table("150103"));
    const key = noteOf("150103", long);
    for (const _ of [1, 2]) new CrashNotes(join(deployment.dir, "archive/in-hand.jsonl")).begin([key]);
    await night(NIGHT);
    expect((await states()).map(([, , state]) => state)).toEqual(["refused", "refused", "accepted"]);
    expect(left("inbox")).toEqual([]);
    expect(left("archive/unread")).toHaveLength(1);
  });

  it("a correction put under the same name during the night is a new file", async () => {
    const path = join(deployment.dir, "inbox/150104", FILE);
    await night(NIGHT, { onWave: () => writeFileSync(path, table("150104", { 7: "13" })) });
    expect(readFileSync(path, "utf8")).toContain(",13,");
    await night("2026-03-10");
    expect((await submissions(deployment)).map(({ state }) => state)).toEqual(["accepted", "accepted"]);
    expect((await receiptsOf(deployment)).get(2)).toContain("12→13");
    expect(left("inbox")).toEqual([]);
  });

  it("a file that goes on growing while it is read goes back to the inbox", async () => {
    const path = join(deployment.dir, "inbox/150104", FILE);
    const file = openSync(path, "a");
    await night(NIGHT, {
      onWave: () => void writeSync(file, "150104,2026-01,4950,40,90,4900,60,12,31.5,20.25,640.5\n"),
    });
    closeSync(file);
    expect(readFileSync(path, "utf8")).toContain("2026-01");
    expect(log.join("\n")).toContain(`150104/${FILE} changed while it was read`);
    await night("2026-03-10");
    expect((await submissions(deployment)).map(({ accepted }) => accepted)).toEqual([1, 2]);
    expect(left("inbox")).toEqual([]);
  });

  it("a file still being written waits until it is settled, by the real clock", async () => {
    const path = join(deployment.dir, "inbox/150102", FILE);
    deployment.put(`inbox/150102/${FILE}`, table("150102").slice(0, 60));
    let waits = 0;
    const wait = async () => {
      waits++;
      appendFileSync(path, table("150102").slice(60));
    };
    await night(NIGHT, { wait, realClock: true });
    expect(waits).toBe(1);
    expect(await states()).toEqual([["150104", FILE, "accepted"]]);
    expect(log.join("\n")).toContain(`150102/${FILE} is still being written`);
    await night("2026-03-10", { realClock: true });
    expect((await states()).at(-1)).toEqual(["150102", FILE, "accepted"]);
  });

  it("a name with a line break writes no line of its own into the log", async () => {
    deployment.put("inbox/150102/失业保险月报_\n150104 accepted.csv", "half");
    const wait = async () =>
      appendFileSync(join(deployment.dir, "inbox/150102/失业保险月报_\n150104 accepted.csv"), "more");
    await night(NIGHT, { wait, realClock: true });
    expect(log).toHaveLength(1);
    expect(log[0]).not.toContain("\n");
  });

  it("what a crash has left for the engine to read goes at the next start", async () => {
    deployment.put("archive/reading/waiting-7.csv", "7,2,150104");
    deployment.put("archive/arriving.part", "half a");
    deployment.put("fengsui.duckdb.tmp/duckdb_temp_storage-0.tmp", "spilt");
    deployment.drop(`inbox/150104/${FILE}`);
    await night(NIGHT);
    expect(left("archive")).toEqual([]);
    expect(existsSync(join(deployment.dir, "fengsui.duckdb.tmp"))).toBe(false);
  });

  it("the arrival is noted before the file is moved", async () => {
    const came = statSync(join(deployment.dir, "inbox/150104", FILE)).ctime.toISOString();
    const opened = await deployment.open();
    await runNight(opened, {
      ...nightRequest(opened, undefined, new Date(Date.parse(came) + 60_000)),
      publish: false,
    });
    expect(await deployment.rows("SELECT arrived_at AS at FROM submission")).toEqual([{ at: came }]);
  });

  it("files that a start which broke off has left in the holding folder are taken in, once", async () => {
    const moved = join(deployment.dir, "inbox/.holding");
    mkdirSync(moved, { recursive: true });
    const note = (number: number, path: string) => {
      const { size: bytes, mtimeMs: modified } = statSync(path);
      const origin = Buffer.from(path).toString("base64");
      const arrivedAt = "2026-03-08T01:02:03.000Z";
      return { number, name: FILE, folder: "150104", origin, arrivedAt, bytes, modified };
    };
    const path = join(deployment.dir, "inbox/150104", FILE);
    // The first of two that were listed had been moved when the start broke off, and a second list was half written.
    writeFileSync(join(moved, "list-1.json"), JSON.stringify([note(1, path), note(2, path)]));
    writeFileSync(join(moved, "list-3.json"), '[{"number":3,');
    renameSync(path, join(moved, "1"));
    await deployment.night(NIGHT);
    expect(await deployment.rows("SELECT file_name, sender, state, arrived_at FROM submission")).toEqual([
      { file_name: FILE, sender: "150104", state: "accepted", arrived_at: "2026-03-08T01:02:03.000Z" },
    ]);
    expect(left("inbox")).toEqual([]);
    // Committed, and the night broke off before the file could leave.
    mkdirSync(moved, { recursive: true });
    writeFileSync(join(moved, "7"), table("150104"));
    writeFileSync(join(moved, "list-7.json"), JSON.stringify([note(7, join(moved, "7"))]));
    await deployment.night("2026-03-10");
    expect(await submissions(deployment)).toHaveLength(1);
    expect(left("inbox")).toEqual([]);
  });

  it("a held file whose list was lost is kept for the operator", async () => {
    deployment.put("inbox/.holding/4", table("150102"));
    deployment.put("archive/remembered.json", "[{");
    await night(NIGHT);
    expect(await states()).toEqual([["150104", FILE, "accepted"]]);
    expect(left("archive/unread")).toEqual(["held-4"]);
    expect(log.join("\n")).toContain("whose sender and name are lost");
    expect(left("inbox")).toEqual([]);
  });

  it("a file that the program ended with at two starts is set aside unread; at one it is judged alone", async () => {
    const notes = join(deployment.dir, "archive/in-hand.jsonl");
    const key = noteOf("150104", FILE);
    new CrashNotes(notes).begin([key, "another"]);
    expect(new CrashNotes(notes).isSuspect(key)).toBe(true);
    expect(new CrashNotes(notes).isBarred(key)).toBe(false);
    new CrashNotes(notes).begin([key]);
    deployment.put(`inbox/150102/${FILE}`, table("150102"));
    await night(NIGHT);
    expect((await states()).map(([sender, , state]) => [sender, state])).toEqual([
      ["150102", "accepted"],
      ["150104", "refused"],
    ]);
    expect((await receiptsOf(deployment)).get(2)).toContain("文件无法读取");
    expect(log.join("\n")).toContain("the program ended at two starts with this file in hand");
    expect(left("archive/unread")).toEqual([`2-${FILE}`]);
    // Once answered, the file is no longer remembered, so that it is read when sent again.
    deployment.put(`inbox/150104/${FILE}`, table("150104"));
    await night("2026-03-10");
    expect((await states()).at(-1)).toEqual(["150104", FILE, "accepted"]);
  });
});
