import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { loadDeployment } from "../pipeline/deployment/load.ts";
import { takeIn } from "../pipeline/intake/take-in.ts";
import { settingFor } from "../pipeline/night/intake.ts";
import { openDeployment } from "../pipeline/night/open-deployment.ts";
import type { Warehouse } from "../warehouse/engine/warehouse.ts";
import { TYPES, toGb18030, writeDetail, writeTable } from "./ingest-files.ts";
import { line, MEASURE, type Measured, measure, measured } from "./measured.ts";

const EXAMPLE = resolve(import.meta.dirname, "../examples/inner-mongolia");
const NAME = "参保明细.csv";
const TABLE = "失业保险月报.csv";
const RECEIVED = "2026-03-09T00:00:00.000Z";

/** By default each task runs this many times in turn, and the fastest run counts, because disturbances only make a run slower. */
const ROUNDS = 3;
const fastest = (rounds: readonly Measured[]): Measured =>
  rounds.reduce((best, round) => (round.seconds < best.seconds ? round : best));

/**
 * `npm run bench -- ingest [MILLIONS] [ROUNDS]`: the employer detail through the whole intake, compared with DuckDB's plain typed load of
 * the same file.
 */
export async function run(args: string[]): Promise<void> {
  if (args[0] === MEASURE) return TASKS[args[1]!]!(args[2]!, Number(args.at(-1)), args[3] === "filled");
  const rows = Math.round(Number(args[0] ?? 10) * 1e6);
  const rounds = Number(args[1] ?? ROUNDS);
  const folder = mkdtempSync(join(tmpdir(), "fengsui-bench-"));
  try {
    const [path, gb] = [join(folder, "utf-8", NAME), join(folder, "gb18030", NAME)];
    for (const name of ["utf-8", "gb18030"]) mkdirSync(join(folder, name));
    const banners = loadDeployment(EXAMPLE).areas.filter((area) => area.level === "banner");
    await writeDetail(
      path,
      rows,
      banners.map(({ code }) => code),
    );
    toGb18030(path, gb);
    console.log(
      `ingest: ${rows} rows of ${TYPES.length} columns, ${(statSync(path).size / 1e6).toFixed(0)} MB`,
    );
    await writeTable(join(folder, TABLE), path);
    const all = { bare: [], filled: [], empty: [], gb18030: [] } as Record<string, Measured[]>;
    for (let round = 0; round < rounds; round++) {
      all.bare!.push(await measured("ingest", "bare", path, "", String(rows)));
      all.filled!.push(await measured("ingest", "taken", path, "filled", String(rows)));
      all.empty!.push(await measured("ingest", "taken", path, "empty", String(rows)));
      all.gb18030!.push(await measured("ingest", "taken", gb, "filled", String(rows)));
    }
    const base = fastest(all.bare!);
    console.log(line("bare typed load into a database file", base));
    console.log(line("fengsui, UTF-8, employer register filled", fastest(all.filled!), base));
    console.log(line("fengsui, UTF-8, employer register empty", fastest(all.empty!), base));
    console.log(line("fengsui, GB18030, employer register filled", fastest(all.gb18030!), base));
    for (const [name, each] of Object.entries(all))
      console.log(`    ${name}: ${each.map(({ seconds }) => seconds.toFixed(2)).join(", ")} s`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const TASKS: Readonly<Record<string, (path: string, rows: number, filled: boolean) => Promise<void>>> = {
  async bare(path, rows) {
    const folder = mkdtempSync(join(tmpdir(), "fengsui-bare-"));
    const instance = await DuckDBInstance.create(join(folder, "bare.duckdb"));
    const connection = await instance.connect();
    execFileSync("sync");
    const types = TYPES.map((type, at) => `'c${at}': '${type}'`).join(", ");
    await measure(async () => {
      const used = processor();
      await connection.run(
        `CREATE TABLE bare AS SELECT * FROM read_csv('${path}', header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', columns = {${types}})`,
      );
      const [[count] = []] = (await connection.runAndReadAll("SELECT count(*) FROM bare")).getRows();
      if (Number(count) !== rows) throw new Error(`${count} rows instead of ${rows}`);
      return `${count} rows, ${used()}`;
    });
    connection.closeSync();
    instance.closeSync();
    rmSync(folder, { recursive: true });
  },
  async taken(path, rows, filled) {
    const folder = mkdtempSync(join(tmpdir(), "fengsui-taken-"));
    cpSync(EXAMPLE, folder, { recursive: true });
    const opened = await openDeployment(folder);
    const take = async (from: string, name: string) => {
      const file = { path: from, name, folder: null };
      const [answer] = await takeIn(opened.warehouse, file, settingFor(opened, file, RECEIVED, false));
      return answer!;
    };
    const total = await take(join(dirname(path), "..", TABLE), TABLE);
    if (total.state !== "accepted")
      throw new Error(`the monthly table was answered ${JSON.stringify(total)}`);
    if (filled) await fillRegister(opened.warehouse, join(dirname(path), "..", "utf-8", NAME));
    await opened.warehouse.run("CHECKPOINT");
    execFileSync("sync");
    await measure(async () => {
      const used = processor();
      const answer = await take(path, NAME);
      if (answer.accepted !== rows)
        throw new Error(`${JSON.stringify(answer)} instead of ${rows} rows accepted`);
      return `${answer.accepted} rows, ${used()}`;
    });
    opened.close();
    rmSync(folder, { recursive: true });
  },
};

/** Processor seconds of all cores together: on a shared machine steadier than clock time. */
function processor(): () => string {
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return `${((user + system) / 1e6).toFixed(1)} s of processor`;
  };
}

/** Fill the register with every enterprise of the file, as if all had reported before. */
const fillRegister = (warehouse: Warehouse, path: string): Promise<void> =>
  warehouse.run(
    `INSERT INTO employer SELECT "统一社会信用代码", "单位名称", 0, TIMESTAMP '2026-01-01', true FROM read_csv($path)`,
    { path },
  );
