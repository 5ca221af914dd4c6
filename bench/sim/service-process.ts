import { Service } from "../../pipeline/service/service.ts";

/**
 * The service in a process of its own, with a clock that starts at an instant and runs on: `node --import tsx service-process.ts DIR
 * INSTANT`. Prints `ready` when all is loaded, `done` after a round that left nothing to do. It may be killed at any moment; on SIGTERM it
 * stops, and prints how many running statements it interrupted.
 */
const [, , dir = "", from = ""] = process.argv;
const began = performance.now();
const stopping = new AbortController();
let interrupted = 0;
process.once("SIGTERM", () => stopping.abort());
const service = new Service(dir, {
  now: () => new Date(Date.parse(from) + performance.now() - began),
  elapsed: () => performance.now(),
  wait: async () => undefined,
  out: () => undefined,
  err: (text) => void (process.env.FENGSUI_STEPS && process.stdout.write(`step ${text}\n`)),
  environment: process.env,
  signal: stopping.signal,
  hooks: {
    onInterrupt: () => void interrupted++,
    beforeStatement: () => {
      if (stopping.signal.aborted) process.stdout.write("begun after the signal\n");
    },
  },
});
process.stdout.write("ready\n");
for (let round = 0; round < 3 && !stopping.signal.aborted; round++)
  await service.round().catch(() => undefined);
process.stdout.write(stopping.signal.aborted ? `stopped ${interrupted}\n` : "done\n");
