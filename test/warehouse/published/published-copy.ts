import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { factOf } from "../../../pipeline/intake/contracts/facts.ts";
import { contracts } from "../../../pipeline/intake/contracts/index.ts";
import { dictionariesOf } from "../../../reports/views/dictionaries.ts";
import { openWarehouse } from "../../../warehouse/engine/open.ts";
import { Warehouse } from "../../../warehouse/engine/warehouse.ts";
import { publish } from "../../../warehouse/published/publish.ts";
import { shippedPolicy } from "../../rules/shipped-policy.ts";

/** A readers' copy of some facts: its path, what reads it, and how it is removed. */
export interface PublishedCopy {
  readonly path: string;
  readonly readers: Warehouse;
  remove(): void;
}

/** Publish a warehouse that holds what some statements put into it. */
export async function publishedCopy(facts: string): Promise<PublishedCopy> {
  const folder = mkdtempSync(join(tmpdir(), "fengsui-test-"));
  const path = join(folder, "fengsui.duckdb");
  const warehouse = await openWarehouse(":memory:", contracts.map(factOf));
  await warehouse.run(facts);
  await publish(warehouse, path, dictionariesOf(shippedPolicy, contracts));
  warehouse.close();
  const instance = await DuckDBInstance.create(path, { access_mode: "READ_ONLY" });
  const readers = new Warehouse({ instance, connection: await instance.connect() });
  return {
    path,
    readers,
    remove() {
      readers.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
