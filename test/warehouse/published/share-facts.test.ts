import { createHash, createHmac } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { factOf } from "../../../pipeline/intake/contracts/facts.ts";
import { contracts } from "../../../pipeline/intake/contracts/index.ts";
import { openWarehouse } from "../../../warehouse/engine/open.ts";
import type { Warehouse } from "../../../warehouse/engine/warehouse.ts";
import { type Manifest, shareFacts } from "../../../warehouse/published/share-facts.ts";

const folder = join(mkdtempSync(join(tmpdir(), "fengsui-share-")), "facts");
const key = "0f".repeat(32);
const CODE = "91350200MA2YJ1XR9G";
const NAME = "样例银岭煤业有限公司";

describe("shared facts", () => {
  let warehouse: Warehouse;

  beforeAll(async () => {
    warehouse = await openWarehouse(":memory:", contracts.map(factOf));
  });
  afterAll(() => {
    warehouse.close();
    rmSync(join(folder, ".."), { recursive: true, force: true });
  });

  const share = (asOf: string, folderKey = key) =>
    shareFacts(warehouse, { folder, key: folderKey, facts: contracts.map(factOf), asOf });
  const manifest = () => JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")) as Manifest;
  const submit = (id: number, day: string) =>
    warehouse.run(`INSERT INTO submission (id, received_at) VALUES ($id, CAST($day AS TIMESTAMP))`, {
      id,
      day,
    });

  /** One report of an employer's insured for a month; and one of a layoff. */
  async function employers(id: number, period: string, insured: number, day: string): Promise<void> {
    await submit(id, day);
    await warehouse.run(
      `INSERT INTO fact_insurance_employer (submission, line, area, period_kind, period, known_at, credit_code, employer, insured)
         VALUES ($id, 2, '990101', 'month', CAST($period AS DATE), CAST($day AS TIMESTAMP), $code, $name, $insured);`,
      { id, period, day, code: CODE, name: NAME, insured },
    );
    await warehouse.run(
      "INSERT INTO report_scope VALUES ($id, 'insurance-employer', '990101', 'month', CAST($period AS DATE), CAST($day AS TIMESTAMP), 1)",
      { id, period, day },
    );
  }
  async function layoff(id: number, received: string, day: string): Promise<void> {
    await submit(id, day);
    await warehouse.run(
      `INSERT INTO fact_layoff_report (submission, line, area, known_at, event_key, report_no, employer, site, received_on, workers_affected)
       VALUES ($id, 2, '990101', CAST($day AS TIMESTAMP), 'L1', 'L1', $name, '银岭一号矿', CAST($received AS DATE), 900)`,
      { id, received, day, name: NAME },
    );
  }
  const read = (sql: string) => warehouse.rows<Record<string, unknown>>(sql.replaceAll("FACTS", folder));

  it("are written once for every period, in a folder that only its owner enters", async () => {
    await employers(1, "2026-01-31", 300, "2026-02-05");
    await employers(2, "2026-02-28", 310, "2026-03-05");
    await layoff(3, "2026-03-10", "2026-03-11");
    expect(await share("2026-03-11T15:59:59Z")).toBe(3);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(manifest().partitions.map(({ path, rows }) => `${path} ${rows}`)).toEqual([
      "insurance-employer/2026-01-31/facts.parquet 1",
      "insurance-employer/2026-02-28/facts.parquet 1",
      "layoff-report/2026-03-31/facts.parquet 1",
    ]);
    for (const { path, bytes, sha256 } of manifest().partitions) {
      const content = readFileSync(join(folder, path));
      expect([content.length, createHash("sha256").update(content).digest("hex")]).toEqual([bytes, sha256]);
    }
  });

  it("code and name are the HMAC-SHA256 that Node's crypto gives, and the figures are untouched", async () => {
    const mac = (text: string) => createHmac("sha256", Buffer.from(key, "hex")).update(text).digest("hex");
    expect(
      await read(
        "SELECT credit_code, employer, insured FROM 'FACTS/insurance-employer/2026-02-28/facts.parquet'",
      ),
    ).toEqual([{ credit_code: mac(CODE), employer: mac(NAME), insured: 310 }]);
    expect(manifest().hashed["insurance-employer"]).toEqual(["event_key", "credit_code", "employer"]);
  });

  it("no text of an enterprise is in any of them", async () => {
    for (const { path } of manifest().partitions) {
      const [row] = await read(`SELECT CAST(list(facts) AS VARCHAR) AS text FROM 'FACTS/${path}' AS facts`);
      for (const hidden of [CODE, NAME, "银岭", "L1"]) expect(row!.text, path).not.toContain(hidden);
    }
    for (const path of ["facts.key", "key"]) expect(existsSync(join(folder, path))).toBe(false);
  });

  it("nothing new writes nothing; a correction writes its own period alone", async () => {
    const before = manifest().partitions;
    expect(await share("2026-03-12T15:59:59Z")).toBe(0);
    await employers(4, "2026-01-31", 299, "2026-03-13");
    expect(await share("2026-03-13T15:59:59Z")).toBe(1);
    expect(
      await read(
        "SELECT insured, submission FROM 'FACTS/insurance-employer/*/facts.parquet' ORDER BY period",
      ),
    ).toEqual([
      { insured: 299, submission: 4 },
      { insured: 310, submission: 2 },
    ]);
    expect(manifest().partitions.slice(1)).toEqual(before.slice(1));
  });

  it("an event whose date is corrected leaves the month it stood in", async () => {
    await layoff(5, "2026-04-02", "2026-04-03");
    expect(await share("2026-04-03T15:59:59Z")).toBe(2);
    expect(
      manifest()
        .partitions.filter(({ kind }) => kind === "layoff-report")
        .map(({ period }) => period),
    ).toEqual(["2026-04-30"]);
    expect(existsSync(join(folder, "layoff-report/2026-03-31/facts.parquet"))).toBe(false);
  });

  it("another key writes everything anew", async () => {
    expect(await share("2026-04-03T15:59:59Z", "aa".repeat(32))).toBe(4);
    const [row] = await read("SELECT employer FROM 'FACTS/insurance-employer/2026-02-28/facts.parquet'");
    expect(row!.employer).toBe(createHmac("sha256", Buffer.alloc(32, 0xaa)).update(NAME).digest("hex"));
  });

  it("a night dated before a past was taken in writes what became known that night, and no other month again", async () => {
    const past = Array.from({ length: 60 }, (_, at) =>
      new Date(Date.UTC(2021, at + 1, 0)).toISOString().slice(0, 10),
    );
    const known = (period: string) =>
      new Date(Date.parse(period) + 9 * 86_400_000).toISOString().slice(0, 10);
    await submit(6, "2026-05-01");
    for (const period of past)
      await warehouse.run(
        "INSERT INTO report_scope VALUES (6, 'insurance-employer', '990102', 'month', CAST($period AS DATE), CAST($known AS TIMESTAMP), 1)",
        { period, known: known(period) },
      );
    await warehouse.run(
      `INSERT INTO fact_insurance_employer (submission, line, area, period_kind, period, known_at, insured)
       SELECT submission, 2, area, period_kind, period, known_at, 7 FROM report_scope WHERE submission = 6`,
    );
    const year = (asOf: string) => share(asOf, "bb".repeat(32));
    expect(await year("2025-12-31T15:59:59Z")).toBe(59);
    expect(await year("2026-01-09T15:59:59Z")).toBe(1);
    expect(await year("2026-01-10T15:59:59Z")).toBe(0);
    const partitions = manifest().partitions;
    // Back to an earlier day: the month that was not known then is taken away; forward again, it is written again.
    expect(await year("2026-01-08T15:59:59Z")).toBe(1);
    expect(manifest().partitions.length).toBe(59);
    expect(await year("2026-01-10T15:59:59Z")).toBe(1);
    expect(manifest().partitions).toEqual(partitions);
  });
});
