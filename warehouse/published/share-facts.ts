import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { asOfMacro, type FactTable, factTable } from "../engine/fact-tables.ts";
import { literal } from "../engine/literal.ts";
import type { Warehouse } from "../engine/warehouse.ts";
import { putInPlace, writeWhole } from "../engine/whole-file.ts";

/** One partition of shared facts: the rows of one report kind and period that are current at the instant. */
export interface SharedPartition {
  readonly kind: string;
  /** The last day of the period; for event reports, of the month in which they were made. */
  readonly period: string;
  readonly path: string;
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** The content of the folder of shared facts, its as-of instant, and the columns in which a keyed hash replaces the text. */
export interface Manifest {
  readonly asOf: string;
  /** The last submission in the warehouse when the folder was written. */
  readonly submissionUpto: number;
  /** Fingerprint of the key and of the columns; if it differs, everything is written again. */
  readonly form: string;
  readonly hashed: Readonly<Record<string, readonly string[]>>;
  readonly partitions: readonly SharedPartition[];
}

export interface ShareRequest {
  /** The folder, readable only by its owner. */
  readonly folder: string;
  /** Key of the hash, 32 bytes in hexadecimal; it allows checking whether a given enterprise is in the data. */
  readonly key: string;
  readonly facts: readonly FactTable[];
  readonly asOf: string;
}

/** Text columns that do not identify an enterprise; any other free text may. */
const PLAIN: ReadonlySet<string> = new Set(["industry", "occupation"]);
/** The form of the hashed keys of events; partitions with keys of another form are written again. */
const KEY_FORM = "identity_text";
const MANIFEST = "manifest.json";
/** Maximum partitions and rows collected together: finding the current rows costs the same for one partition as for many. */
const [MOST_PARTITIONS, MOST_ROWS] = [40, 500_000];

/**
 * Write the fact partitions that changed since the last time as Parquet, for other engines (事实分区): `KIND/PERIOD/facts.parquet`
 * and a manifest. Codes and names of enterprises, and every other free text, are replaced by their HMAC-SHA256.
 *
 * Each file is replaced atomically, the manifest last. Returns the number of partitions written.
 */
export async function shareFacts(warehouse: Warehouse, request: ShareRequest): Promise<number> {
  const { folder, facts, asOf } = request;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  const hashed = Object.fromEntries(facts.map((fact) => [fact.contract, hashedColumns(fact)]));
  const form = fingerprint(JSON.stringify([request.key, facts, KEY_FORM]));
  const before = readManifest(folder, form);
  const kept = new Map(
    (before?.partitions ?? []).map((partition) => [`${partition.kind} ${partition.period}`, partition]),
  );
  await holdKey(warehouse, request.key);
  let written = 0;
  for (const fact of facts) {
    const changed = await changedPeriods(warehouse, fact, asOf, before);
    for (const periods of await batchesOf(warehouse, fact.contract, changed)) {
      const rows = await gatherRows(warehouse, asOf, fact, periods);
      for (const period of periods) {
        const partition = await writePartition(warehouse, request, fact, period, rows.get(period) ?? 0);
        if (partition) kept.set(`${fact.contract} ${period}`, partition);
        else kept.delete(`${fact.contract} ${period}`);
        written++;
      }
    }
  }
  // All of them, also those of a past that was received after the instant: what of theirs is known later is found by its instant.
  const [last] = await warehouse.rows<{ id: number }>("SELECT coalesce(max(id), 0) AS id FROM submission");
  const partitions = [...kept.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  writeManifest(folder, { asOf, submissionUpto: last!.id, form, hashed, partitions });
  return written;
}

const fingerprint = (content: string | Buffer): string => createHash("sha256").update(content).digest("hex");

const hashedColumns = (fact: FactTable): string[] => [
  "event_key",
  ...fact.columns.filter(({ name, varied }) => varied && !PLAIN.has(name)).map(({ name }) => name),
];

/** HMAC-SHA256 (RFC 2104) with the engine's plain hash: the key is padded to a block and combined with two constants. */
async function holdKey(warehouse: Warehouse, key: string): Promise<void> {
  const block = Buffer.alloc(64);
  Buffer.from(key, "hex").copy(block);
  const mixed = (constant: number) => Buffer.from(block.map((byte) => byte ^ constant)).toString("hex");
  await warehouse.run(
    "CREATE OR REPLACE TEMP TABLE share_key AS SELECT unhex($inner) AS inner_pad, unhex($outer) AS outer_pad",
    { inner: mixed(0x36), outer: mixed(0x5c) },
  );
}

const hmac = (column: string): string =>
  `lower(sha256(outer_pad || unhex(sha256(inner_pad || encode("${column}"))))) AS "${column}"`;

const partitionOf = (fact: FactTable): string =>
  fact.grain === "event" ? "last_day(received_on)" : "period";

/** Periods whose rows may differ from those written before, at an earlier instant or a later one; the first time, all periods. */
async function changedPeriods(
  warehouse: Warehouse,
  fact: FactTable,
  asOf: string,
  before: Manifest | null,
): Promise<string[]> {
  const since = { asOf, before: before?.asOf ?? "0001-01-01", upto: before?.submissionUpto ?? -1 };
  const between = (instant: string) =>
    `${instant} > least(CAST($asOf AS TIMESTAMP), CAST($before AS TIMESTAMP)) AND ${instant} <= greatest(CAST($asOf AS TIMESTAMP), CAST($before AS TIMESTAMP))`;
  const fresh = `(submission > $upto AND known_at <= CAST($asOf AS TIMESTAMP) OR ${between("known_at")})`;
  const { contract, grain } = fact;
  const table = factTable(contract);
  const sql =
    grain === "period"
      ? `SELECT DISTINCT period FROM report_scope WHERE contract = ${literal(contract)} AND ${fresh}`
      : // An event that was amended or replaced may have been in another month before.
        `SELECT DISTINCT ${partitionOf(fact)} AS period FROM ${table} WHERE event_key IS NOT NULL AND (area, event_key) IN (
           SELECT area, event_key FROM ${table} WHERE ${fresh}
           UNION ALL SELECT area, event_key FROM event_replaced
             WHERE contract = ${literal(contract)} AND ${between("decided_at")})`;
  const rows = await warehouse.rows<{ period: string | null }>(`${sql} ORDER BY period`, since);
  return rows.flatMap(({ period }) => (period === null ? [] : [period]));
}

/** Group periods in order into batches of limited size. */
async function batchesOf(
  warehouse: Warehouse,
  contract: string,
  periods: readonly string[],
): Promise<string[][]> {
  const rows = await warehouse.rows<{ period: string; rows: number }>(
    "SELECT period, CAST(sum(rows) AS DOUBLE) AS rows FROM report_scope WHERE contract = $contract GROUP BY period",
    { contract },
  );
  const sizes = new Map(rows.map((row) => [row.period, row.rows]));
  const batches: string[][] = [];
  let left = 0;
  for (const period of periods) {
    const size = sizes.get(period) ?? 0;
    if (batches.length === 0 || batches.at(-1)!.length === MOST_PARTITIONS || size > left) {
      batches.push([]);
      left = MOST_ROWS;
    }
    batches.at(-1)!.push(period);
    left -= size;
  }
  return batches;
}

/** Collect the current rows of some periods, with hashed texts, in `share_rows`. Returns the number of rows of each period. */
async function gatherRows(
  warehouse: Warehouse,
  asOf: string,
  fact: FactTable,
  periods: readonly string[],
): Promise<Map<string, number>> {
  const list = periods.map((_, at) => `CAST($period_${at} AS DATE)`).join(", ");
  await warehouse.run(
    `CREATE OR REPLACE TEMP TABLE share_rows AS
     SELECT ${partitionOf(fact)} AS share_period, rows.* REPLACE (${hashedColumns(fact).map(hmac).join(", ")})
     FROM ${asOfMacro(fact.contract)}(CAST($asOf AS TIMESTAMP)) AS rows CROSS JOIN share_key
     WHERE ${partitionOf(fact)} IN (${list})`,
    { asOf, ...Object.fromEntries(periods.map((period, at) => [`period_${at}`, period])) },
  );
  const counted = await warehouse.rows<{ period: string; rows: number }>(
    "SELECT share_period AS period, count(*) AS rows FROM share_rows GROUP BY ALL",
  );
  return new Map(counted.map(({ period, rows }) => [period, rows]));
}

async function writePartition(
  warehouse: Warehouse,
  { folder }: ShareRequest,
  fact: FactTable,
  period: string,
  rows: number,
): Promise<SharedPartition | null> {
  const path = join(fact.contract, period, "facts.parquet");
  const file = join(folder, path);
  const part = `${file}.part`;
  mkdirSync(dirname(file), { recursive: true });
  if (rows === 0) {
    rmSync(file, { force: true });
    return null;
  }
  await warehouse.run("SET VARIABLE share_period = CAST($period AS DATE)", { period });
  await warehouse.run(
    `COPY (SELECT * EXCLUDE (share_period) FROM share_rows WHERE share_period = getvariable('share_period')
           ORDER BY area, submission, line) TO ${literal(part)} (FORMAT parquet, COMPRESSION zstd)`,
  );
  putInPlace(part, file);
  const { size } = statSync(file);
  const sha256 = fingerprint(readFileSync(file));
  return { kind: fact.contract, period, path, rows, bytes: size, sha256 };
}

function readManifest(folder: string, form: string): Manifest | null {
  const path = join(folder, MANIFEST);
  if (!existsSync(path)) return null;
  const manifest = JSON.parse(readFileSync(path, "utf8")) as Manifest;
  return manifest.form === form ? manifest : null;
}

function writeManifest(folder: string, manifest: Manifest): void {
  writeWhole(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 1)}\n`);
}
