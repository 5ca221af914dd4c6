import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { takeInHistory } from "../pipeline/commands/setup/history.ts";
import { loadDeployment } from "../pipeline/deployment/load.ts";
import { main } from "../pipeline/main.ts";
import { readScenario } from "../pipeline/simulate/scenario.ts";
import { writeSimulation } from "../pipeline/simulate/write.ts";

const EXAMPLE = resolve(import.meta.dirname, "../examples/inner-mongolia");
const WANTED_SECONDS = 60;
const NOW = "2026-01-01T00:00:00Z";
const SILENT = { now: () => new Date(NOW), out: () => undefined, err: () => undefined };

/**
 * `npm run bench -- plan [REGION_YEARS]`: a plan of two changed lines over ten simulated years of the example, with a hundred region-years
 * for the false warnings of each policy, in under a minute.
 */
export async function run([years = "100"]: string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "fengsui-bench-"));
  try {
    await tenYears(folder);
    const draft = join(folder, "draft.yaml");
    writeFileSync(draft, changedLines(readFileSync(join(folder, "policy.yaml"), "utf8")));
    const printed: string[] = [];
    const began = performance.now();
    const used = process.cpuUsage();
    const command = ["policy", "plan", folder, "--policy", draft, "--years", years, "--lang", "en"];
    await main(command, { ...SILENT, out: (text) => void printed.push(text) });
    const seconds = (performance.now() - began) / 1000;
    const { user, system } = process.cpuUsage(used);
    for (const line of printed
      .join("\n")
      .split("\n")
      .filter((text) => /^(the history|== )/.test(text)))
      console.log(line);
    console.log(
      `ten years and ${years} region-years a policy in ${seconds.toFixed(1)} s (processor ${((user + system) / 1e6).toFixed(1)} s), wanted under ${WANTED_SECONDS} s: ${seconds < WANTED_SECONDS ? "held" : "missed"}`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The example with ten simulated years; the four before its calendar have the holidays of four years later. */
async function tenYears(folder: string): Promise<void> {
  cpSync(EXAMPLE, folder, { recursive: true });
  const change = (file: string, by: (text: string) => string) =>
    writeFileSync(join(folder, file), by(readFileSync(join(folder, file), "utf8")));
  change("scenario.yaml", (text) => text.replace("history: { from: 2019-12", "history: { from: 2015-12"));
  change("calendar.csv", (text) => {
    const earlier = text.split("\n").filter((line) => /^202[0-3]-/.test(line));
    return `${text}${earlier.map((line) => `${Number(line.slice(0, 4)) - 4}${line.slice(4)}`).join("\n")}\n`;
  });
  const written = writeSimulation(loadDeployment(folder), readScenario(folder), 1);
  await takeInHistory(folder, written.historyFiles, SILENT, true);
}

/** A draft: an enterprise is yellow from 60 persons on, and new claims are blue from a quarter more on. */
const changedLines = (text: string): string =>
  text
    .replace(/^version: .*/m, "version: draft")
    .replace("III: [{ persons: 50 }", "III: [{ persons: 60 }")
    .replace("IV: [{ change: 30", "IV: [{ change: 25");
