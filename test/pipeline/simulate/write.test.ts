import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { simulateCommand } from "../../../pipeline/commands/setup/simulate.ts";
import { mappingForFile } from "../../../pipeline/intake/mappings/choose.ts";
import { readScenario } from "../../../pipeline/simulate/scenario.ts";
import { writeSimulation } from "../../../pipeline/simulate/write.ts";
import { filesBelow, SHOCKS, smallDeployment, smallScenario } from "./small-deployment.ts";

function written(shocks: readonly unknown[] = [], seed = 1, change?: Parameters<typeof smallScenario>[1]) {
  const deployment = smallDeployment(smallScenario(shocks, change));
  const result = writeSimulation(deployment, readScenario(deployment.dir), seed);
  return { deployment, result, files: filesBelow(deployment.dir) };
}

const contents = (files: ReadonlyMap<string, string>) => [...files].map(([path, text]) => `${path}\n${text}`);

describe("writeSimulation", () => {
  it("writes the same bytes for the same seed, and others for another", () => {
    const { files, deployment } = written(Object.values(SHOCKS));
    expect(contents(written(Object.values(SHOCKS)).files)).toEqual(contents(files));
    expect(contents(written(Object.values(SHOCKS), 2).files)).not.toEqual(contents(files));
    writeSimulation(deployment, readScenario(deployment.dir), 2);
    writeSimulation(deployment, readScenario(deployment.dir), 1);
    expect(contents(filesBelow(deployment.dir))).toEqual(contents(files));
  });

  it("leaves every file of other areas as it was when a shock is planted", () => {
    const plain = written([]).files;
    const planted = written([SHOCKS.closure, SHOCKS.wave]).files;
    const others = (files: ReadonlyMap<string, string>) =>
      contents(files).filter(
        (file) => !/9901(?:00_2026|02)|990201|失业动态监测月报_990100/.test(file.split("\n")[0]!),
      );
    const notHistory = (files: string[]) => files.filter((file) => file.startsWith("arrivals"));
    expect(notHistory(others(planted))).toEqual(notHistory(others(plain)));
    const past = (files: ReadonlyMap<string, string>) =>
      contents(files).filter((file) => file.startsWith("history") && !/参保明细|失业动态监测/.test(file));
    expect(past(planted)).toEqual(past(plain));
  });

  it("writes files that the mappings know, by their own headers", () => {
    const { files, deployment, result } = written();
    for (const [path, text] of files) {
      const mapping = mappingForFile(deployment.mappings, path.split("/").at(-1)!);
      expect(mapping, path).toBeDefined();
      const header = text.split("\n")[0]!.split(",");
      const isPast = path.startsWith("history");
      const wanted = Object.values(mapping!.columns).map((column) => column.header[0]);
      if (isPast) expect(header).toEqual([...wanted, mapping!.known!.header[0]]);
      else expect(path).toMatch(/^arrivals\/2026-0[1-6]-\d{2}\/office-99\d{4}\/[^/]+\.csv$/);
    }
    // Three kinds of two leagues and the detail of two, in four calendar years; three more kinds in the last two.
    // Disputes of the same two leagues and the region's release, in two years each.
    expect(result.historyFiles).toHaveLength(4 * (3 * 2 + 2) + 2 * 3 * 2 + 2 * 2 + 2);
    expect(files.size).toBe(result.historyFiles.length + result.arrivalFiles);
    expect(result.historyFiles.every((path) => files.has(path.slice(deployment.dir.length + 1)))).toBe(true);
  });

  it("says of every figure of the past on which day it was known, within its due date", () => {
    const { files } = written();
    const march = files.get("history/失业保险月报_990100_2025.csv")!.split("\n");
    const known = march.filter((line) => line.includes(",2025-09,")).map((line) => line.split(",").at(-1)!);
    expect(known).toHaveLength(3);
    // National Day: the fifth working day after September 2025 is 14 October.
    for (const day of known) expect(day >= "2025-10-09" && day <= "2025-10-14").toBe(true);
  });

  it("sends a closure the working day after its report, and lists it again in its month's statement", () => {
    const { files } = written([SHOCKS.closure]);
    const mentioning = [...files].filter(([, text]) => text.includes(SHOCKS.closure.employer));
    const reports = mentioning.filter(([path]) => path.includes("裁减人员报告"));
    expect(reports.map(([path]) => path)).toEqual([
      "arrivals/2026-03-11/office-990102/裁减人员报告_L990102-20260310-01.csv",
      expect.stringMatching(/^arrivals\/2026-04-0\d\/office-990102\/裁减人员报告_990102_2026-03\.csv$/),
    ]);
    expect(reports[0]![1]).toMatch(/990102,,,L990102-20260310-01,.*,2026-03-10,2026-04-09,300,310,关闭破产/);
    expect(reports[1]![1]).toMatch(/990102,2026-03,,L990102-20260310-01/);
  });

  it("sends a report that is corrected first with the wrong number, and again under its number on the day of the correction", () => {
    const [first] = SHOCKS.wave.reports;
    const corrected = { ...first, corrected: { on: "2026-04-14", first: 95 } };
    const { files } = written([{ ...SHOCKS.wave, reports: [corrected] }]);
    const reports = [...files].filter(
      ([path, text]) => path.includes("裁减人员报告_L") && text.includes("样例甲有限公司"),
    );
    expect(reports.map(([path, text]) => [path, /,(\d+),900,/.exec(text)?.[1]])).toEqual([
      ["arrivals/2026-04-09/office-990201/裁减人员报告_L990201-20260408-01.csv", "95"],
      ["arrivals/2026-04-14/office-990201/裁减人员报告_L990201-20260408-01_更正.csv", "80"],
    ]);
  });

  it("sends late, corrected and dirty files, and nothing of it from areas that are exempt", () => {
    const { files } = written([], 1, ({ delivery }) => {
      Object.assign(delivery!, { dirtyPerWeek: 2, late: 0.2, corrected: 0.2, exempt: ["990101"] });
    });
    const arrived = [...files].filter(([path]) => path.startsWith("arrivals"));
    const dirty = (test: RegExp) => arrived.filter(([, text]) => test.test(text)).map(([path]) => path);
    expect(dirty(/约\d+人/).length).toBeGreaterThan(0);
    expect(dirty(/^$/).length).toBeGreaterThan(0);
    expect(dirty(/999999/).length).toBeGreaterThan(0);
    expect(dirty(/样例错填/).length).toBeGreaterThan(0);
    expect(dirty(/[^\n]$/).length).toBeGreaterThan(0);
    expect(dirty(/^(.+)\n\1\n/).length).toBeGreaterThan(0);
    expect(arrived.some(([path]) => path.includes("更正"))).toBe(true);
    const wrongKind = arrived.filter(
      ([path, text]) => path.includes("失业保险") && text.includes("需求人数"),
    );
    expect(wrongKind.length).toBeGreaterThan(0);
    const exempt = arrived.filter(([path]) => /_99010[12]_/.test(path));
    const names = exempt.map(([path]) => path.split("/").at(-1));
    // Six months of five kinds each, and the detail of one of the two.
    expect(names).toHaveLength(6 * 5 + 6 * 6);
    expect(new Set(names).size).toBe(names.length);
  });

  it("follows every dirty file with the right one within three days", () => {
    const { files } = written();
    const empty = [...files].filter(([, text]) => text === "").map(([path]) => path.split("/"));
    for (const [, day, office, name] of empty) {
      const later = [...files].find(
        ([path, text]) => path.endsWith(`${office}/${name}`) && text !== "" && path.split("/")[1]! > day!,
      );
      expect(later).toBeDefined();
      expect(Date.parse(later![0].split("/")[1]!) - Date.parse(day!)).toBeLessThanOrEqual(3 * 86_400_000);
    }
  });

  it("does not touch a folder that someone else filled", () => {
    const deployment = smallDeployment(smallScenario());
    mkdirSync(join(deployment.dir, "history"));
    writeFileSync(join(deployment.dir, "history", "own.csv"), "own");
    expect(() => writeSimulation(deployment, readScenario(deployment.dir), 1)).toThrow(/no simulation wrote/);
  });
});

describe("fengsui simulate", () => {
  it("says what it wrote", async () => {
    const { dir } = smallDeployment(smallScenario());
    const printed: string[] = [];
    const effects = {
      now: () => new Date(0),
      out: (text: string) => printed.push(text),
      err: () => {},
    };
    await simulateCommand(effects).parseAsync([dir, "--seed", "3"], { from: "user" });
    expect(printed.join("\n")).toMatch(/seed 3[\s\S]*history: 50 files[\s\S]*arrivals: \d+ files/);
  });
});
