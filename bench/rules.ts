import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { lastDue } from "../pipeline/deployment/duties.ts";
import { main } from "../pipeline/main.ts";
import { type OpenDeployment, openDeployment } from "../pipeline/night/open-deployment.ts";
import { evaluate } from "../rules/judge/evaluate.ts";
import type { Policy } from "../rules/policy/policy.ts";

/** Maximum seconds for the rules of one night. */
const ALLOWED_SECONDS = 2;
/** A night after the tables of November have arrived. */
const NIGHT = "2026-01-03";
const ROUNDS = 5;
/** The rules that use a statistical model of the past. */
const STATISTICAL = ["claims-unusual", "claims-small-counts", "insured-drift", "registered-rate-rise"];

/** The demo that is judged prints nothing: only figures are kept. */
const SILENT = { now: () => new Date(), out: () => undefined, err: () => undefined };

/**
 * `npm run bench -- rules [DIR]`: the rules of one night over the example's areas (region, leagues, banners) with six years of history,
 * read from the warehouse and judged. DIR is an existing demo; without it one is created, which takes minutes.
 */
export async function run([dir]: string[]): Promise<void> {
  const made = dir ? null : mkdtempSync(join(tmpdir(), "fengsui-bench-"));
  try {
    const folder = dir ?? join(made!, "demo");
    if (!existsSync(folder)) await main(["demo", folder, "--to", NIGHT], SILENT);
    const opened = await openDeployment(folder);
    try {
      await compare(opened);
    } finally {
      opened.close();
    }
  } finally {
    if (made) rmSync(made, { recursive: true, force: true });
  }
}

async function compare(opened: OpenDeployment): Promise<void> {
  const { policy } = opened.deployment;
  const fixed = await fastest(
    opened,
    withRules(policy, (id) => !STATISTICAL.includes(id)),
  );
  const statistical = await fastest(
    opened,
    withRules(policy, (id) => STATISTICAL.includes(id)),
  );
  const all = await fastest(opened, policy);
  const line = (name: string, { seconds, verdicts, areas }: Took) =>
    `${name}: ${seconds.toFixed(2)} s, ${verdicts} verdicts in ${areas} areas`;
  console.log(line("fixed lines", fixed));
  console.log(line("statistical rules", statistical));
  console.log(
    `${line("all default rules", all)}; ${(all.seconds / ALLOWED_SECONDS).toFixed(2)} of the ${ALLOWED_SECONDS} s allowed`,
  );
}

interface Took {
  readonly seconds: number;
  readonly verdicts: number;
  readonly areas: number;
}

const withRules = (policy: Policy, use: (id: string) => boolean): Policy => ({
  ...policy,
  rules: Object.fromEntries(Object.entries(policy.rules).filter(([id]) => use(id))),
});

/** The fastest of a few rounds of reading, estimating and judging, without caches between rounds. */
async function fastest(opened: OpenDeployment, policy: Policy): Promise<Took> {
  const { settings, calendar } = opened.deployment;
  const due = Object.fromEntries(
    settings.duties.map((duty) => [duty.report, lastDue(duty, NIGHT, calendar)] as const),
  );
  const request = { date: NIGHT, asOf: `${NIGHT} 23:59:59`, policy, lastDue: due };
  let best: Took | null = null;
  for (let round = 0; round < ROUNDS; round++) {
    const began = performance.now();
    const verdicts = await evaluate(opened.warehouse, request);
    const seconds = (performance.now() - began) / 1000;
    if (best && best.seconds <= seconds) continue;
    best = { seconds, verdicts: verdicts.length, areas: new Set(verdicts.map(({ area }) => area)).size };
  }
  return best!;
}
