import { afterEach, expect, it, vi } from "vitest";
import { openWarehouse } from "../../../warehouse/engine/open.ts";
import type { Warehouse } from "../../../warehouse/engine/warehouse.ts";

afterEach(() => vi.unstubAllEnvs());

const threadsOf = async (warehouse: Warehouse): Promise<number> => {
  const [row] = await warehouse.rows<{ threads: number }>("SELECT current_setting('threads') AS threads");
  return row!.threads;
};

it("small work takes one thread and gives the others back, within a batch, for large work and when it breaks off", async () => {
  vi.stubEnv("FENGSUI_THREADS", "3");
  const warehouse = await openWarehouse(":memory:", []);
  const seen: number[] = [];
  const small = () => warehouse.inOneThread(async () => void seen.push(await threadsOf(warehouse)));
  await warehouse.inOneThread(() => warehouse.transaction(small));
  await small();
  expect([...seen, await threadsOf(warehouse)]).toEqual([1, 1, 3]);
  await warehouse.inOneThread(async () => {
    seen.length = 0;
    await warehouse.inAllThreads(async () => void seen.push(await threadsOf(warehouse)));
    seen.push(await threadsOf(warehouse));
  });
  expect([...seen, await threadsOf(warehouse)]).toEqual([3, 1, 3]);
  const broken = warehouse.inOneThread(() =>
    warehouse.transaction(() =>
      warehouse.inOneThread(() => warehouse.run("SELECT error('the file is odd')")),
    ),
  );
  await expect(broken).rejects.toThrow("the file is odd");
  expect(await threadsOf(warehouse)).toBe(3);
  warehouse.close();
});

it("a number of threads that is none is refused with what is allowed", async () => {
  vi.stubEnv("FENGSUI_THREADS", "many");
  await expect(openWarehouse(":memory:", [])).rejects.toThrow(
    "FENGSUI_THREADS=many: give a whole number of threads, from 1 to 999.",
  );
});
