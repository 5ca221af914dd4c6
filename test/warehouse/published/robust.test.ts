import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, watch } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, expect, it } from "vitest";
import { factOf } from "../../../pipeline/intake/contracts/facts.ts";
import { contracts } from "../../../pipeline/intake/contracts/index.ts";
import { openWarehouse } from "../../../warehouse/engine/open.ts";
import type { Warehouse } from "../../../warehouse/engine/warehouse.ts";
import { publish } from "../../../warehouse/published/publish.ts";

const folder = mkdtempSync(join(tmpdir(), "fengsui-published-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const observed = (warehouse: Warehouse, rows: number, value: number) =>
  warehouse.run(
    `DELETE FROM observation;
     INSERT INTO observation SELECT 'new-claims', '990101', 'day', DATE '2000-01-01' + CAST(n AS INTEGER), n, NULL, ${value}, 1, 1, 1,
       TIMESTAMP '2026-03-11', 1 FROM range(${rows}) AS t(n)`,
  );

/** A reader of a copy: the number of observations and their contents; opened read-only, as a statistician's tool would. */
async function reader(copy: string) {
  const instance = await DuckDBInstance.create(copy, { access_mode: "READ_ONLY" });
  const connection = await instance.connect();
  return {
    read: async () =>
      (
        await connection.runAndReadAll("SELECT count(*), min(value), max(value) FROM observation")
      ).getRowsJS()[0],
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

it("a reader that holds the old copy open during twenty publishes sees its own data to the end", async () => {
  const copy = join(folder, "twenty", "fengsui.duckdb");
  const warehouse = await openWarehouse(":memory:", contracts.map(factOf));
  await observed(warehouse, 5_000, 0);
  await publish(warehouse, copy);
  const old = await reader(copy);
  for (let round = 1; round <= 20; round++) {
    await observed(warehouse, 5_000 + round, round);
    await publish(warehouse, copy);
    expect(await old.read()).toEqual([5_000n, 0, 0]);
  }
  old.close();
  const fresh = await reader(copy);
  expect(await fresh.read()).toEqual([5_020n, 20, 20]);
  fresh.close();
  warehouse.close();
});

it("a writer that is killed while it publishes leaves the copy whole, and the next one publishes again", async () => {
  const copy = join(folder, "killed", "fengsui.duckdb");
  const database = join(folder, "killed.duckdb");
  const warehouse = await openWarehouse(database, contracts.map(factOf));
  await observed(warehouse, 20_000, 7);
  await publish(warehouse, copy);
  warehouse.close();
  let amid = 0;
  // Killed at the first, third, … change in the folder of the copy: while it is made, while it is named, and between.
  for (const sign of [1, 3, 6]) {
    const writer = spawn(
      process.execPath,
      ["--import", "tsx", resolve(import.meta.dirname, "publisher.ts"), database, copy],
      { stdio: ["ignore", "ignore", "inherit"] },
    );
    let signs = 0;
    const watched = watch(dirname(copy), () => {
      if (++signs === sign) writer.kill("SIGKILL");
    });
    await once(writer, "close");
    watched.close();
    if (existsSync(`${copy}.part`)) amid++;
    const read = await reader(copy);
    expect(await read.read()).toEqual([20_000n, 7, 7]);
    read.close();
  }
  expect(amid).toBeGreaterThan(0);
  const again = await openWarehouse(database, contracts.map(factOf));
  await observed(again, 10, 8);
  await publish(again, copy);
  again.close();
  const read = await reader(copy);
  expect(await read.read()).toEqual([10n, 8, 8]);
  read.close();
  expect(existsSync(`${copy}.part`)).toBe(false);
});

it("the writer's lock on the warehouse outlasts a publish: another process cannot open it for writing", async () => {
  const database = join(folder, "locked.duckdb");
  const warehouse = await openWarehouse(database, contracts.map(factOf));
  await publish(warehouse, join(folder, "locked", "fengsui.duckdb"));
  const open =
    'require("@duckdb/node-api").DuckDBInstance.create(process.argv[1]).then(() => process.exit(0))';
  const other = spawn(process.execPath, ["-e", open, database], { stdio: ["ignore", "ignore", "pipe"] });
  const printed: Buffer[] = [];
  other.stderr.on("data", (block: Buffer) => printed.push(block));
  const [code] = (await once(other, "close")) as [number];
  expect(code).not.toBe(0);
  expect(Buffer.concat(printed).toString()).toContain("Could not set lock");
  warehouse.close();
});
