import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { inspectDeployment, loadDeployment } from "../../../pipeline/deployment/load.ts";
import { main } from "../../../pipeline/main.ts";
import { SmallDeployment } from "../../small-deployment.ts";

describe("names of areas that are ambiguous", () => {
  let small: SmallDeployment;
  beforeEach(() => {
    small = new SmallDeployment();
  });
  afterEach(() => small.remove());
  const addArea = (line: string) => appendFileSync(join(small.dir, "areas.csv"), `${line}\n`);
  const lookUpByName = () => {
    const path = join(small.dir, "mappings/social-insurance.yaml");
    writeFileSync(path, readFileSync(path, "utf8").replace("by: code", "by: name"));
  };
  const check = async () => {
    const lines: string[] = [];
    const out = (text: string) => void lines.push(text);
    const code = await main(["check", small.dir, "--lang", "en"], {
      ...{ now: () => new Date(0), out, err: out, environment: {} },
    });
    return { code, text: lines.join("\n") };
  };

  it("are noted by check, which succeeds, where a mapping looks areas up by name", async () => {
    addArea("150297,回 民 区,,,banner,150200,,1,,");
    lookUpByName();
    const { code, text } = await check();
    expect(code).toBe(0);
    expect(text).toMatch(
      /areas\.csv:\d+: note: “回 民 区” is the name of 150103, 150297 at the same time \(0001-01-01 to 9999-12-31\), and social-insurance-monthly looks areas up/,
    );
    expect(() => loadDeployment(small.dir)).not.toThrow();
  });

  it("are no matter where areas are looked up by code", () => {
    addArea("150297,回民区,,,banner,150200,,1,,");
    expect(inspectDeployment(small.dir).notes).toEqual([]);
  });

  it("are not those of a recode that keeps its name, as only one is valid on a day", () => {
    addArea("150297,回民区,,,banner,150200,,1,,2020-12-31");
    const path = join(small.dir, "areas.csv");
    writeFileSync(path, readFileSync(path, "utf8").replace(/^(150103,.*),,$/m, "$1,2021-01-01,"));
    lookUpByName();
    expect(inspectDeployment(small.dir).notes).toEqual([]);
  });
});
