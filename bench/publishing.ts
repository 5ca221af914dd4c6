import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { contracts } from "../pipeline/intake/contracts/index.ts";
import { dictionariesOf } from "../reports/views/dictionaries.ts";
import type { Policy } from "../rules/policy/policy.ts";
import { Guard } from "../warehouse/asking/guard.ts";
import { USUAL_LIMITS } from "../warehouse/asking/question.ts";
import type { Warehouse } from "../warehouse/engine/warehouse.ts";
import { publish } from "../warehouse/published/publish.ts";
import { readyQuery, readyQueryNames } from "../warehouse/published/ready-queries.ts";

/** Seconds of publishing and of each ready query on the copy; size of the copy in bytes. */
export interface Publishing {
  readonly seconds: number;
  /** Seconds of a plain copy of the published file, flushed to disk: a lower bound for publishing. */
  readonly copySeconds: number;
  readonly bytes: number;
  readonly queries: readonly { readonly name: string; readonly seconds: number; readonly rows: number }[];
}

/** Publish a warehouse and run every ready query; each time is the median of `rounds`. */
export async function measurePublishing(
  warehouse: Warehouse,
  policy: Policy,
  rounds = 3,
): Promise<Publishing> {
  const folder = mkdtempSync(join(tmpdir(), "fengsui-publishing-"));
  const copy = join(folder, "fengsui.duckdb");
  const guard = new Guard(copy, USUAL_LIMITS, () => () => undefined);
  try {
    const published = await medianOf(rounds, () =>
      publish(warehouse, copy, dictionariesOf(policy, contracts)),
    );
    const copied = await medianOf(rounds, () => {
      execFileSync("/bin/sh", ["-c", 'cp "$1" "$1.copy" && sync "$1.copy"', "sh", copy]);
      return Promise.resolve();
    });
    const ask = (sql: string) => guard.ask({ sql, who: "bench", at: "", rows: 100_000 });
    await ask("SELECT 1");
    const queries = [];
    for (const name of readyQueryNames()) {
      const { seconds, result } = await medianOf(rounds, () => ask(readyQuery(name)));
      if (result.end.outcome !== "answered") throw new Error(`${name}: ${JSON.stringify(result.end)}`);
      queries.push({ name, seconds, rows: result.rows.length });
    }
    return { seconds: published.seconds, copySeconds: copied.seconds, bytes: statSync(copy).size, queries };
  } finally {
    guard.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The measurement as lines to print. */
export function publishingLines({ seconds, copySeconds, bytes, queries }: Publishing): string[] {
  const slowest = queries.toSorted((a, b) => b.seconds - a.seconds)[0]!;
  return [
    `publishing ${seconds.toFixed(2)} s; a plain copy of its ${(bytes / 1e6).toFixed(1)} MB ${copySeconds.toFixed(2)} s`,
    ...queries.map(
      ({ name, seconds: querySeconds, rows }) =>
        `  ${name.padEnd(24)} ${querySeconds.toFixed(3).padStart(7)} s  ${rows} rows`,
    ),
    `slowest of ${queries.length} ready queries: ${slowest.name} ${slowest.seconds.toFixed(3)} s (wanted: each under 0.5 s)`,
  ];
}

/** The median time of some rounds, in seconds, with the last result. */
export async function medianOf<Result>(
  rounds: number,
  work: () => Promise<Result>,
): Promise<{ seconds: number; result: Result }> {
  const times: number[] = [];
  let result: Result | undefined;
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    result = await work();
    times.push((performance.now() - began) / 1000);
  }
  return { seconds: times.sort((a, b) => a - b)[Math.floor(rounds / 2)]!, result: result! };
}
