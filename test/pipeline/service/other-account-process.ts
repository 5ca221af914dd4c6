import { once } from "node:events";
import { createInterface } from "node:readline";
import { errorText } from "../../../pipeline/commands/console/operator-language.ts";
import { UserError } from "../../../pipeline/deployment/user-error.ts";
import { main } from "../../../pipeline/main.ts";
import { Service } from "../../../pipeline/service/service.ts";

/**
 * A process that does what it is asked for on standard input, a line each: `{"round": DIR, "now": INSTANT}` takes a round of the service of a
 * deployment, `{"command": ARGS, "now": INSTANT}` runs a command. It answers with a line `{"printed", "code"}`. For faults of permission
 * it is started under another account.
 */
interface Asked {
  readonly now: string;
  readonly round?: string;
  readonly command?: string[];
}

let now = new Date();
let printed: string[] = [];
const print = (text: string) => void printed.push(text);
const began = performance.now();
const services = new Map<string, Service>();
process.umask(0o077);

function serviceOf(dir: string): Service {
  const known = services.get(dir);
  if (known) return known;
  const service = new Service(dir, {
    ...{ now: () => now, elapsed: () => now.getTime() + performance.now() - began },
    ...{ wait: async () => undefined, out: print, err: print, environment: {} },
  });
  services.set(dir, service);
  return service;
}

/** A round as `serve` takes it: whatever ends it is printed. */
async function round(dir: string): Promise<number> {
  try {
    await serviceOf(dir).round();
    return 0;
  } catch (error) {
    if (error instanceof UserError) print(errorText(error, [], { environment: { LANG: "zh_CN" } }));
    else print(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return 1;
  }
}

const lines = createInterface({ input: process.stdin });
lines.on("line", async (line) => {
  const asked = JSON.parse(line) as Asked;
  [now, printed] = [new Date(asked.now), []];
  const code = asked.round
    ? await round(asked.round)
    : await main(asked.command!, { now: () => now, out: print, err: print });
  process.stdout.write(`${JSON.stringify({ printed: printed.join("\n"), code })}\n`);
});
await once(lines, "close");
