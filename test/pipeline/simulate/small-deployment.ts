import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { parse, stringify } from "yaml";
import { type Deployment, loadDeployment } from "../../../pipeline/deployment/load.ts";

export const EXAMPLE = join(import.meta.dirname, "../../../examples/inner-mongolia");

/** Two leagues of five counties that exist nowhere. */
const AREAS = `code,name,name_en,alias,level,parent,reports_to,weight,valid_from,valid_to
990000,某区,,,region,,,,,
990100,甲盟,,,league,990000,,,,
990101,甲一旗,,,banner,990100,,60000,,
990102,甲二旗,,,banner,990100,,12000,,
990103,甲三旗,,,banner,990100,,3000,,
990200,乙盟,,,league,990000,,,,
990201,乙一旗,,,banner,990200,,40000,,
990202,乙二旗,,,banner,990200,,15000,,
`;

/** The shocks of the small region, one of each kind. */
export const SHOCKS = {
  closure: {
    ...{ kind: "closure", id: "closes", title: { zh: "关闭", en: "closes" }, area: "990102" },
    ...{ employer: "样例关闭煤业有限公司", persons: 300, staff: 310, received: "2026-03-10" },
    ...{ leaves: { "2026-04": 280 }, claims: { "2026-04": 120 } },
  },
  wave: {
    ...{ kind: "layoff-wave", id: "wave", title: { zh: "裁员", en: "wave" } },
    reports: [
      { area: "990201", employer: "样例甲有限公司", received: "2026-04-08", persons: 80, staff: 900 },
      { area: "990201", employer: "样例乙有限公司", received: "2026-04-08", persons: 60, staff: 700 },
    ],
  },
  surge: {
    ...{ kind: "claims-surge", id: "surge", title: { zh: "上升", en: "surge" } },
    ...{ areas: ["990200"], months: ["2026-04", "2026-05"], factor: 3 },
  },
  decline: {
    ...{ kind: "insured-decline", id: "decline", title: { zh: "减少", en: "decline" } },
    ...{ areas: ["990200"], from: "2025-09", perMonth: 0.01 },
  },
};

/** The example's scenario moved to the small region, with these shocks and changes. */
export function smallScenario(
  shocks: readonly unknown[] = [],
  change: (scenario: Record<string, Record<string, unknown>>) => void = () => {},
): string {
  const scenario = parse(readFileSync(join(EXAMPLE, "scenario.yaml"), "utf8"));
  Object.assign(scenario.delivery, { exempt: ["990102"] });
  Object.assign(scenario.details, { areas: ["990102", "990202"] });
  Object.assign(scenario, { history: { from: "2022-12", to: "2025-11" }, shocks, acts: [], expect: [] });
  change(scenario);
  return stringify(scenario);
}

/** A folder with the small region, removed after the test. */
export function smallDeployment(scenario: string): Deployment {
  const dir = temporaryFolder();
  for (const name of ["fengsui.yaml", "policy.yaml", "calendar.csv", "mappings"]) {
    cpSync(join(EXAMPLE, name), join(dir, name), { recursive: true });
  }
  writeFileSync(join(dir, "areas.csv"), AREAS);
  const codes = [...AREAS.matchAll(/^(99\d+),([^,]+)/gm)];
  const offices = codes.map(([, code, name]) => ({
    ...{ id: `office-${code}`, area: code, name: `${name}局` },
    contacts: [{ role: "duty", address: `duty.${code}@example.org` }],
  }));
  writeFileSync(join(dir, "offices.yaml"), stringify(offices));
  writeFileSync(join(dir, "scenario.yaml"), scenario);
  return loadDeployment(dir);
}

export function temporaryFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), "simulate-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** A copy of the example deployment, removed after the test. */
export function exampleDeployment(): Deployment {
  const dir = temporaryFolder();
  cpSync(EXAMPLE, dir, { recursive: true });
  return loadDeployment(dir);
}

/** Every written file by its path below the deployment. */
export function filesBelow(dir: string): Map<string, string> {
  const found = ["history", "arrivals"].flatMap((folder) =>
    readdirSync(join(dir, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  return new Map(found.sort().map((path) => [path.slice(dir.length + 1), readFileSync(path, "utf8")]));
}
