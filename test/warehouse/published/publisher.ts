import { factOf } from "../../../pipeline/intake/contracts/facts.ts";
import { contracts } from "../../../pipeline/intake/contracts/index.ts";
import { openWarehouse } from "../../../warehouse/engine/open.ts";
import { publish } from "../../../warehouse/published/publish.ts";

/** Publishes again and again, until the process is killed. `publisher.ts WAREHOUSE COPY`. */
const [, , database = "", copy = ""] = process.argv;
const warehouse = await openWarehouse(database, contracts.map(factOf));
for (;;) await publish(warehouse, copy);
