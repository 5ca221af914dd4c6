import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { parse } from "yaml";
import { factOf } from "../pipeline/intake/contracts/facts.ts";
import { contracts } from "../pipeline/intake/contracts/index.ts";
import { dictionariesOf } from "../reports/views/dictionaries.ts";
import { policySchema } from "../rules/policy/policy.ts";
import { Guard } from "../warehouse/asking/guard.ts";
import { createOutFile } from "../warehouse/asking/out-file.ts";
import { type FileFormat, USUAL_LIMITS } from "../warehouse/asking/question.ts";
import { openWarehouse } from "../warehouse/engine/open.ts";
import { publish } from "../warehouse/published/publish.ts";
import { measurePublishing, medianOf, publishingLines } from "./publishing.ts";

const POLICY = new URL("../examples/inner-mongolia/policy.yaml", import.meta.url);
/** Ten columns of every kind: texts in Chinese, dates, instants, figures. */
const EXPORT = `SELECT o.indicator, i.title_zh, o.area, a.name, o.period, o.known_at, o.value, o.numerator, o.parts_in, o.coverage
  FROM observation AS o JOIN area AS a ON a.code = o.area JOIN indicator_dictionary AS i ON i.id = o.indicator`;

/** A region of 118 areas with six years of monthly and weekly figures, each restated twice, and half a year of verdicts. */
const FILL = (rows: number) => `
  INSERT INTO area (code, name, level, parent, weight)
    SELECT CAST(990000 + n AS VARCHAR), '某某地区第' || n || '旗', CASE n WHEN 0 THEN 'region' ELSE IF(n <= 12, 'league', 'banner') END,
      CASE WHEN n = 0 THEN NULL WHEN n <= 12 THEN '990000' ELSE CAST(990001 + n % 12 AS VARCHAR) END, 1 FROM range(118) AS t(n);
  INSERT INTO area_descent SELECT code, code, 0 FROM area UNION ALL SELECT parent, code, 1 FROM area WHERE parent IS NOT NULL;
  INSERT INTO observation
    SELECT ['new-claims', 'insured-persons', 'layoff-persons', 'layoff-rate'][1 + n % 4], CAST(990000 + (n // 4) % 118 AS VARCHAR), 'month',
      last_day(CAST(DATE '2026-05-31' - to_months(CAST((n // 472) % 72 AS INTEGER)) AS DATE)), n % 9973, NULL, n % 9973, 5, 6, 0.9,
      TIMESTAMP '2026-06-08' + to_hours(n // 33984), 1
    FROM range(${rows}) AS t(n);
  INSERT INTO night VALUES (1, DATE '2026-06-30', TIMESTAMP '2026-06-30', NULL, NULL, 'done', 'p', 'r', '1', 1, '{}');
  INSERT INTO verdict (date, area, rule, outcome, reason)
    SELECT DATE '2026-06-30' - CAST(n // 944 AS INTEGER), CAST(990000 + n % 118 AS VARCHAR), 'new-claims-surge',
      IF(n % 7 = 0, 'not-judged', 'quiet'), IF(n % 7 = 0, 'no-report', NULL) FROM range(170000) AS t(n);
  INSERT INTO obligation SELECT 'social-insurance', 'month', DATE '2026-05-31', code, code, DATE '2026-06-05', TIMESTAMP '2026-06-05' FROM area;`;

/**
 * `npm run bench -- export [ROWS]`: export a million rows from the readers' copy through the guarded query, as Arrow IPC, Parquet, CSV
 * and JSON, compared with DuckDB's COPY of the same query from the same file; then publishing and every ready query.
 */
export async function run([rows = "1000000"]: string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "fengsui-export-"));
  try {
    const policy = policySchema.parse(parse(readFileSync(POLICY, "utf8")));
    const warehouse = await openWarehouse(join(folder, "fengsui.duckdb"), contracts.map(factOf));
    await warehouse.run(FILL(Number(rows)));
    const copy = join(folder, "copy", "fengsui.duckdb");
    await publish(warehouse, copy, dictionariesOf(policy, contracts));
    await exports(copy, folder, Number(rows));
    for (const line of publishingLines(await measurePublishing(warehouse, policy))) console.log(line);
    warehouse.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function exports(copy: string, folder: string, rows: number): Promise<void> {
  const guard = new Guard(copy, USUAL_LIMITS, () => () => undefined);
  await guard.ask({ sql: "SELECT 1", who: "bench", at: "", rows: 1 });
  const instance = await DuckDBInstance.create(copy, { access_mode: "READ_ONLY", threads: "2" });
  const connection = await instance.connect();
  const guarded = (format: FileFormat) =>
    medianOf(3, async () => {
      const path = join(folder, `guarded.${format}`);
      const out = createOutFile(path, true);
      const file = { descriptor: out.descriptor, format };
      const { end } = await guard.ask({ sql: EXPORT, who: "bench", at: "", rows: 5_000_000, file });
      if (end.outcome !== "answered" || end.count !== rows) throw new Error(JSON.stringify(end));
      out.putInPlace();
      out.close();
      return statSync(path).size;
    });
  const engine = (format: string, options: string) =>
    medianOf(3, async () => {
      const path = join(folder, `engine.${format}`);
      await connection.run(`COPY (${EXPORT}) TO '${path}' (${options})`);
      return statSync(path).size;
    });
  const parquet = await engine("parquet", "FORMAT parquet, COMPRESSION zstd");
  const printTimes = (name: string, { seconds, result }: { seconds: number; result: number }, base: number) =>
    console.log(
      `  ${name.padEnd(34)} ${seconds.toFixed(2).padStart(6)} s ${(result / 1e6).toFixed(1).padStart(7)} MB  ${(seconds / base).toFixed(2)} times`,
    );
  console.log(`${rows} rows of ten columns; times of DuckDB's own COPY to Parquet`);
  printTimes("COPY to Parquet (DuckDB)", parquet, parquet.seconds);
  printTimes("COPY to CSV (DuckDB)", await engine("csv", "FORMAT csv, HEADER true"), parquet.seconds);
  for (const format of ["parquet", "arrow", "csv", "json"] as const)
    printTimes(`guarded, ${format}`, await guarded(format), parquet.seconds);
  connection.closeSync();
  instance.closeSync();
  guard.close();
}
