import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { inForceOn, loadDeployment } from "../../../pipeline/deployment/load.ts";

const EXAMPLE = join(import.meta.dirname, "../../../examples/us-states");

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "fengsui-versions-"));
  cpSync(EXAMPLE, dir, { recursive: true });
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** The example's policy as a file of two versions, of which the second begins in 2020. */
function writeTwo(): void {
  const text = readFileSync(join(EXAMPLE, "policy.yaml"), "utf8").replace(/^#.*\n/gm, "");
  const item = (version: string) => `  - ${version.trim().split("\n").join("\n    ")}\n`;
  const next = text
    .replace(/^version: .*/m, "version: second")
    .replace("validFrom: 2018-01-01", "validFrom: 2020-01-01");
  writeFileSync(
    join(dir, "policy.yaml"),
    `versions:\n${item(text)}${item(next.replace("change: 200", "change: 300"))}`,
  );
}

describe("a deployment's policy", () => {
  it("of one version is in force from its first day on", () => {
    const { policy, policies, policyOn, policyHash, policyHashes } = loadDeployment(dir);
    expect(policies.versions).toEqual([policy]);
    expect(policyOn("2017-12-31")).toBe(null);
    expect(policyOn("2018-01-01")).toBe(policy);
    expect(policyHashes.get(policy.version)).toBe(policyHash);
  });

  it("of two versions is the one in force on the day it is read for, else the last", () => {
    writeTwo();
    const names = [undefined, "2017-06-30", "2018-06-30", "2019-12-31", "2020-01-01"].map(
      (date) => loadDeployment(dir, date).policy.version,
    );
    expect(names).toEqual(["second", "second", "US states trial 2018-1", "US states trial 2018-1", "second"]);
  });

  it("has the fingerprint of the version in force", () => {
    writeTwo();
    const deployment = loadDeployment(dir);
    const then = inForceOn(deployment, "2019-01-01");
    expect(then.policy.version).toBe("US states trial 2018-1");
    expect(then.policyHash).not.toBe(deployment.policyHash);
    expect(then.policyHash).toBe(loadDeployment(dir, "2019-01-01").policyHash);
    expect(inForceOn(deployment, "2017-01-01")).toBe(deployment);
  });

  it("keeps the fingerprint when it is moved among versions", () => {
    const { policyHash } = loadDeployment(dir);
    writeTwo();
    expect(loadDeployment(dir, "2019-01-01").policyHash).toBe(policyHash);
  });
});
