import { once } from "node:events";
import { ActsFolder } from "../../../pipeline/acts/acts-folder.ts";
import { takeActs } from "../../../pipeline/acts/take-acts.ts";
import { openDeployment } from "../../../pipeline/night/open-deployment.ts";
import { Warehouse } from "../../../warehouse/engine/warehouse.ts";

/**
 * A process that holds the database: `node --import tsx act-process.ts DIR WHAT`. It prints `held`, waits for a line on standard input, and then
 * takes the acts (`take`), only closes (`close`), or is killed while it takes them: before it records the act (`kill-before-record`), before it
 * answers (`kill-before-answer`), or before it removes the file (`kill-before-removal`).
 */
const [, , dir = "", what = "take"] = process.argv;

const kill = (): never => {
  process.kill(process.pid, "SIGKILL");
  throw new Error("killed");
};

if (what === "kill-before-answer") ActsFolder.prototype.answer = kill;
if (what === "kill-before-removal") ActsFolder.prototype.remove = kill;
if (what === "kill-before-record") {
  const { run } = Warehouse.prototype;
  Warehouse.prototype.run = function (this: Warehouse, sql, ...more) {
    return sql.startsWith("INSERT INTO act ") ? kill() : run.call(this, sql, ...more);
  };
}

const opened = await openDeployment(dir, { log: (text) => void process.stderr.write(`${text}\n`) });
process.stdout.write("held\n");
await once(process.stdin, "data");
if (what !== "close") await takeActs(opened, "2026-03-13T02:00:00.000Z");
opened.close();
process.exit(0);
