import { writeSync } from "node:fs";
import { DuckDBConnection } from "@duckdb/node-api";
import { Service } from "../../pipeline/service/service.ts";
import { ENDLESS, STATEMENT_OF, type StopStep } from "./stop-steps.ts";

/**
 * The service in a process of its own whose round meets a statement without end: `node --import tsx stopped-process.ts DIR INSTANT STEP`.
 * The first statement of the step is replaced by one that only an interruption ends; then `in STEP` is printed. On SIGTERM the service
 * stops; every statement that reaches the engine after that is printed, but for the one that undoes a transaction.
 */
const [, , dir = "", from = "", step = ""] = process.argv;
const began = performance.now();
const stopping = new AbortController();
const print = (line: string) => void writeSync(1, `${line}\n`);
let interrupted = 0;
process.once("SIGTERM", () => stopping.abort());

/** Runs the first statement of the step without end, and reports what is begun after the signal. */
function watched<Result>(begin: (this: DuckDBConnection, sql: string, ...more: never[]) => Promise<Result>) {
  return async function (this: DuckDBConnection, sql: string, ...more: never[]): Promise<Result> {
    if (stopping.signal.aborted && !/^ROLLBACK/.test(sql))
      print(`begun after the signal: ${sql.slice(0, 80)}`);
    if (!waited && STATEMENT_OF[step as StopStep]?.test(sql)) {
      waited = true;
      print(`in ${step}`);
      return begin.call(this, ENDLESS);
    }
    return begin.call(this, sql, ...more);
  };
}

let waited = false;
const engine = DuckDBConnection.prototype as unknown as Record<
  "run" | "runAndReadAll",
  ReturnType<typeof watched>
>;
engine.run = watched(engine.run);
engine.runAndReadAll = watched(engine.runAndReadAll);

const service = new Service(dir, {
  now: () => new Date(Date.parse(from) + performance.now() - began),
  elapsed: () => performance.now(),
  wait: async () => undefined,
  out: () => undefined,
  err: () => undefined,
  environment: process.env,
  signal: stopping.signal,
  hooks: { onInterrupt: () => void interrupted++ },
});
await service.round().catch((error) => print(String(error)));
print(stopping.signal.aborted ? `interrupted ${interrupted}` : "done");
