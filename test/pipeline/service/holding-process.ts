import { once } from "node:events";
import { openDeployment } from "../../../pipeline/night/open-deployment.ts";

/** A process that holds the database as a night does, until a line comes on standard input: `node --import tsx holding-process.ts DIR`. */
const opened = await openDeployment(process.argv[2]!, {
  now: () => new Date("2026-03-12T18:40:00Z"),
  work: "night",
});
process.stdout.write("held\n");
await once(process.stdin, "data");
opened.close();
process.exit(0);
