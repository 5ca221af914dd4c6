import { nightRequest } from "../../../pipeline/commands/night.ts";
import { openHouse } from "../../../pipeline/house.ts";
import { runNight } from "../../../pipeline/night.ts";
import { Warehouse } from "../../../warehouse/warehouse.ts";

/**
 * One night in a process of its own: `node --import tsx night-process.ts DIR DATE [STATEMENT]`. With a statement's number the process
 * is killed, as by the system, before that statement is run. What is logged goes to standard output.
 */
const [, , dir = "", date = "", statement = "0"] = process.argv;

function killAt(wanted: number): void {
  let run = 0;
  const count = () => {
    if (++run === wanted) process.kill(process.pid, "SIGKILL");
  };
  const { run: runText, rows } = Warehouse.prototype;
  Warehouse.prototype.run = function (this: Warehouse, ...given) {
    count();
    return runText.apply(this, given);
  };
  Warehouse.prototype.rows = function <Row>(this: Warehouse, ...given: Parameters<Warehouse["rows"]>) {
    count();
    return rows.apply(this, given) as Promise<Row[]>;
  };
}

const house = await openHouse(dir, { log: (text) => void process.stdout.write(`${text}\n`) });
if (statement !== "0") killAt(Number(statement));
await runNight(house, { ...nightRequest(house, date, new Date(0)), publish: false });
house.close();
