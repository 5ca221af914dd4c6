import { fingerprint } from "../../../pipeline/intake/archive.ts";
import { runNight } from "../../../pipeline/night/night.ts";
import { openDeployment } from "../../../pipeline/night/open-deployment.ts";
import { Warehouse } from "../../../warehouse/engine/warehouse.ts";
import { nightRequest } from "../../night-request.ts";

/**
 * One night in a separate process: `node --import tsx night-process.ts DIR DATE [STATEMENT]`. With a statement's number the process
 * is killed, as by the system, before that statement is run; where the environment's KILLED_BY names bytes by their hash, when it
 * begins to decode them. What is logged goes to standard output.
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

/** A decoder that ends the process: it is killed when it takes some bytes for text. */
function killWhenDecoded(sha256: string): void {
  const { decode } = TextDecoder.prototype;
  TextDecoder.prototype.decode = function (this: InstanceType<typeof TextDecoder>, ...given) {
    const [bytes] = given;
    if (bytes instanceof Uint8Array && fingerprint(Buffer.from(bytes)) === sha256)
      process.kill(process.pid, "SIGKILL");
    return decode.apply(this, given);
  };
}

if (process.env.KILLED_BY) killWhenDecoded(process.env.KILLED_BY);
const deployment = await openDeployment(dir, { log: (text) => void process.stdout.write(`${text}\n`) });
if (statement !== "0") killAt(Number(statement));
await runNight(deployment, { ...nightRequest(deployment, date, new Date(0)), publish: false });
deployment.close();
