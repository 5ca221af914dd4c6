import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { performance } from "node:perf_hooks";
import { LIMITS, type Limits } from "../pipeline/intake/decode/limits.ts";
import { takeIn } from "../pipeline/intake/take-in.ts";
import { settingFor } from "../pipeline/night/intake.ts";
import { openDeployment } from "../pipeline/night/open-deployment.ts";
import { run as attack } from "./attacks.ts";
import { dice, readCorpus, spoil } from "./fuzz-files.ts";

const ROOT = resolve(import.meta.dirname, "..");
/** Time after which a file counts as a hang. */
const HANG_MILLISECONDS = 10_000;

/** Every third file is read like one too large for memory. */
const IN_BLOCKS: Limits = { ...LIMITS, heldBytes: 0 };

/** Results of the mutated files. */
export interface FuzzCount {
  files: number;
  readonly states: Record<string, number>;
  /** Errors thrown, hangs and missing receipts; none is allowed. */
  readonly troubles: string[];
  slowest: number;
}

/** Take in a number of mutated files of the corpus, in a separate deployment; the same for the same seed. */
export async function fuzz(files: number, seed: number): Promise<FuzzCount> {
  const dir = mkdtempSync(join(tmpdir(), "fengsui-fuzz-"));
  cpSync(join(ROOT, "examples/inner-mongolia"), dir, { recursive: true });
  const opened = await openDeployment(dir);
  const corpus = await readCorpus(join(ROOT, "test/inbox"));
  const roll = dice(seed);
  const count: FuzzCount = { files: 0, states: {}, troubles: [], slowest: 0 };
  try {
    for (; count.files < files; count.files++) {
      const { name, bytes, defect, ways } = spoil(corpus, roll);
      const file = { path: join(dir, `fuzz-${count.files}`), name, folder: null };
      writeFileSync(file.path, bytes);
      const what = `file ${count.files} (${defect}: ${ways.join(", ")})`;
      const began = performance.now();
      try {
        const answers = await takeIn(
          opened.warehouse,
          file,
          settingFor(opened, file, "2026-06-30T00:00:00.000Z", false),
          count.files % 3 === 0 ? IN_BLOCKS : LIMITS,
        );
        if (answers.length === 0) count.troubles.push(`${what}: no receipt`);
        for (const { state } of answers) count.states[state] = (count.states[state] ?? 0) + 1;
      } catch (error) {
        count.troubles.push(`${what}: ${String((error as Error)?.message ?? error).split("\n")[0]}`);
      }
      const took = performance.now() - began;
      count.slowest = Math.max(count.slowest, took);
      if (took > HANG_MILLISECONDS) count.troubles.push(`${what}: took ${(took / 1000).toFixed(0)} s`);
      rmSync(file.path);
    }
    count.troubles.push(...(await notAddingUp(opened.warehouse)));
    return count;
  } finally {
    opened.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Submissions whose line counts do not add up. */
async function notAddingUp(
  warehouse: Awaited<ReturnType<typeof openDeployment>>["warehouse"],
): Promise<string[]> {
  const rows = await warehouse.rows<{ id: number; file: string; lines: string }>(
    "SELECT id, file_name AS file, lines FROM submission WHERE lines IS NOT NULL",
  );
  return rows.flatMap(({ id, file, lines }) => {
    const { all = 0, ...kinds } = JSON.parse(lines) as Record<string, number>;
    const sum = Object.values(kinds).reduce((whole, count) => whole + count, 0);
    return sum === all ? [] : [`submission ${id} (${file}): ${all} lines, ${sum} accounted for: ${lines}`];
  });
}

/** `npm run bench -- fuzz [FILES] [SEED]`: 10,000 mutated files, none of which may crash, hang, or get no receipt; then the attacks. */
export async function run([files = "10000", seed = "20260315"]: string[]): Promise<void> {
  const began = performance.now();
  const count = await fuzz(Number(files), Number(seed));
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  const states = Object.entries(count.states).map(([state, times]) => `${times} ${state}`);
  console.log(
    `fuzz: ${count.files} files of seed ${seed} in ${seconds} s, the slowest ${count.slowest.toFixed(0)} ms`,
  );
  console.log(`  receipts: ${states.join(", ")}`);
  console.log(
    `  crashes, hangs, files without a receipt, lines that do not add up: ${count.troubles.length}`,
  );
  for (const trouble of count.troubles.slice(0, 40)) console.log(`    ${trouble}`);
  if (count.troubles.length > 0) process.exitCode = 1;
  await attack([]);
}
