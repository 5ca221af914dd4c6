import { setTimeout } from "node:timers/promises";
import { holdWarehouse } from "../../../pipeline/night/hold-warehouse.ts";

/** A process that opens and closes a deployment's database over and over: `node --import tsx hold-process.ts DIR TIMES`. */
const [, , dir = "", times = "1"] = process.argv;

for (let time = 0; time < Number(times); time++) {
  const held = await holdWarehouse(dir, {
    ...{ work: "test", zone: "Asia/Shanghai", patience: 600, thorough: false, hooks: {} },
    now: () => new Date(),
    wait: () => setTimeout(Math.random() * 20),
    log: (text) => void process.stdout.write(`${text}\n`),
  });
  await held.warehouse.run("CREATE OR REPLACE TABLE written AS SELECT random() AS number");
  held.close();
}
