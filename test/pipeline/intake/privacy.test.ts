import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SmallDeployment } from "../../small-deployment.ts";
import { PRIVACY } from "./corpus/cases/privacy.ts";
import { areaOf, arrivalOf } from "./corpus/corpus.ts";
import { receiptsOf, submissions } from "./corpus/receipts.ts";

/** The personal numbers in the corpus, in any form: none may appear outside the archive. */
const PERSONS = /15010219900101123\d|13800138000|138-0013-8000|622202000000000000\d/u;
/** A number with a wrong check digit belongs to nobody. */
const cases = PRIVACY.filter(({ defect }) => defect !== "citizen-number-with-a-wrong-check-digit");

describe("numbers of persons stay in the archive", () => {
  const deployment = new SmallDeployment();
  beforeAll(async () => {
    for (const [at, { defect, file, content }] of cases.entries())
      deployment.put(`inbox/${file.replace(".csv", `_${defect}.csv`)}`, content(areaOf(at)));
    await deployment.night("2026-03-09");
  });
  afterAll(() => deployment.remove());

  it("the corpus holds them", () => {
    for (const { defect, file } of cases)
      expect(`${file}${arrivalOf(defect).bytes}`.normalize("NFKC"), defect).toMatch(PERSONS);
  });

  it("no receipt shows one", async () => {
    const receipts = await receiptsOf(deployment);
    expect(receipts.size).toBe(cases.length);
    for (const receipt of receipts.values()) expect(receipt.normalize("NFKC")).not.toMatch(PERSONS);
  });

  it("no table of the warehouse holds one", async () => {
    const tables = await deployment.rows<{ name: string }>(
      "SELECT table_name AS name FROM information_schema.tables WHERE table_type = 'BASE TABLE' AND table_schema = 'main'",
    );
    expect(tables.length).toBeGreaterThan(10);
    for (const { name } of tables) {
      const rows = await deployment.rows<{ row: string }>(
        `SELECT CAST(to_json(t) AS VARCHAR) AS row FROM "${name}" AS t`,
      );
      for (const { row } of rows) expect(row.normalize("NFKC"), name).not.toMatch(PERSONS);
    }
  });

  it("no other file of the deployment shows one", () => {
    const files = readdirSync(deployment.dir, { recursive: true, withFileTypes: true }).filter(
      (entry) => entry.isFile() && !entry.parentPath.includes("archive") && !entry.name.includes(".duckdb"),
    );
    for (const { parentPath, name } of files)
      expect(readFileSync(join(parentPath, name), "utf8").normalize("NFKC"), name).not.toMatch(PERSONS);
  });

  it("the original bytes are kept", async () => {
    for (const { sha256 } of await submissions(deployment))
      expect(
        readFileSync(join(deployment.dir, "archive", sha256.slice(0, 2), sha256)).length,
      ).toBeGreaterThan(0);
  });
});
