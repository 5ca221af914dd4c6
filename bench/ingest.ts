import { cpSync, mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { loadDeployment } from "../pipeline/deployment/load.ts";
import { openHouse } from "../pipeline/house.ts";
import { takeIn } from "../pipeline/intake/accept.ts";
import { settingFor } from "../pipeline/night-steps.ts";
import { TYPES, toGb18030, writeDetail } from "./ingest-files.ts";
import { line, MEASURE, measure, measured } from "./measured.ts";

const EXAMPLE = resolve(import.meta.dirname, "../examples/inner-mongolia");
const NAME = "参保明细.csv";

/** `npm run bench -- ingest [MILLIONS]`: the employer detail through the whole intake, against DuckDB's bare typed load of the same file. */
export async function run(args: string[]): Promise<void> {
  if (args[0] === MEASURE) return TASKS[args[1]!]!(args[2]!, Number(args[3]));
  const rows = Math.round(Number(args[0] ?? 10) * 1e6);
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
    const base = await measured("ingest", "bare", path, String(rows));
    console.log(line("bare typed load into a database file", base));
    console.log(
      line("fengsui, UTF-8, all checks", await measured("ingest", "taken", path, String(rows)), base),
    );
    console.log(
      line("fengsui, GB18030, all checks", await measured("ingest", "taken", gb, String(rows)), base),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const TASKS: Readonly<Record<string, (path: string, rows: number) => Promise<void>>> = {
  async bare(path, rows) {
    const folder = mkdtempSync(join(tmpdir(), "fengsui-bare-"));
    const instance = await DuckDBInstance.create(join(folder, "bare.duckdb"));
    const connection = await instance.connect();
    const types = TYPES.map((type, at) => `'c${at}': '${type}'`).join(", ");
    await measure(async () => {
      await connection.run(
        `CREATE TABLE bare AS SELECT * FROM read_csv('${path}', header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', columns = {${types}})`,
      );
      const [[count] = []] = (await connection.runAndReadAll("SELECT count(*) FROM bare")).getRows();
      if (Number(count) !== rows) throw new Error(`${count} rows instead of ${rows}`);
      return `${count} rows`;
    });
    connection.closeSync();
    instance.closeSync();
    rmSync(folder, { recursive: true });
  },
  async taken(path, rows) {
    const folder = mkdtempSync(join(tmpdir(), "fengsui-taken-"));
    cpSync(EXAMPLE, folder, { recursive: true });
    const house = await openHouse(folder);
    const file = { path, name: NAME, folder: null };
    await measure(async () => {
      const [answer] = await takeIn(
        house.warehouse,
        file,
        settingFor(house, file, "2026-03-09T00:00:00.000Z", false),
      );
      if (answer?.accepted !== rows)
        throw new Error(`${JSON.stringify(answer)} instead of ${rows} rows accepted`);
      return `${answer.accepted} rows`;
    });
    house.close();
    rmSync(folder, { recursive: true });
  },
};
