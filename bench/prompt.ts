import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { median } from "simple-statistics";
import { NAMES_OF_COPY } from "../reports/views/prompt-words.ts";
import { Guard } from "../warehouse/asking/guard.ts";
import { USUAL_LIMITS } from "../warehouse/asking/question.ts";

/** Prompts that are opened, and questions of a person in each. */
const [PROMPTS, QUESTIONS] = [
  5,
  ["FROM open_case", "SELECT * FROM latest_figure LIMIT 20", "FROM year_over_year LIMIT 20"],
];

/**
 * `npm run bench -- prompt DIR`: how long the prompt of a deployment takes until its names are known, its first answer after that, and further ones,
 * beside DuckDB itself with the same statements on the same copy.
 */
export async function run([dir]: string[]): Promise<void> {
  const copy = join(resolve(dir ?? "demo"), "published/fengsui.duckdb");
  if (!existsSync(copy)) throw new Error(`no readers' copy at ${copy}: name a deployment, such as the demo`);
  const ours = { start: [] as number[], first: [] as number[], further: [] as number[] };
  const theirs = { start: [] as number[], first: [] as number[], further: [] as number[] };
  for (let prompt = 0; prompt < PROMPTS; prompt++) {
    await measure(ours, async () => {
      const guard = new Guard(copy, USUAL_LIMITS, () => () => undefined);
      const ask = (sql: string) =>
        guard.ask({ sql, rows: 20_000, who: "bench", at: new Date().toISOString() });
      return { ask, close: () => guard.close() };
    });
    await measure(theirs, async () => {
      const instance = await DuckDBInstance.create(copy, { access_mode: "READ_ONLY" });
      const connection = await instance.connect();
      return {
        ask: async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJson(),
        close: () => {
          connection.closeSync();
          instance.closeSync();
        },
      };
    });
  }
  for (const [name, key] of [
    ["opened, names known", "start"],
    ["first answer", "first"],
    ["further answers", "further"],
  ] as const)
    console.log(
      `prompt, ${name}: ${median(ours[key]).toFixed(3)} s, DuckDB itself ${median(theirs[key]).toFixed(3)} s`,
    );
}

interface Opened {
  readonly ask: (sql: string) => Promise<unknown>;
  readonly close: () => void;
}

async function measure(
  into: Readonly<Record<"start" | "first" | "further", number[]>>,
  open: () => Promise<Opened>,
): Promise<void> {
  const since = (began: number): number => (performance.now() - began) / 1000;
  const began = performance.now();
  const { ask, close } = await open();
  await ask(NAMES_OF_COPY);
  into.start.push(since(began));
  for (const [at, sql] of QUESTIONS.entries()) {
    const asked = performance.now();
    await ask(sql);
    into[at === 0 ? "first" : "further"].push(since(asked));
  }
  close();
}
