import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { main } from "../../../../pipeline/main.ts";

const EXAMPLE = resolve(import.meta.dirname, "../../../../examples/inner-mongolia");
const folder = mkdtempSync(join(tmpdir(), "fengsui-policy-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(...args: string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await main(["policy", "test", EXAMPLE, ...args], {
    now: () => new Date("2026-11-23T00:00:00Z"),
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
  });
  return { code, out: out.join("\n"), err: err.join("\n") };
}

/** A file of tests, run by the example's policy. */
function tests(name: string, text: string): Promise<Awaited<ReturnType<typeof run>>> {
  const file = join(folder, name);
  writeFileSync(file, text);
  return run("--tests", file, "--lang", "en");
}

describe("the tests of the example's policy", () => {
  it.each(["zh-CN", "en"])("all pass, and show every tier of every primary rule (%s)", async (language) => {
    const { code, out } = await run("--complete", "--lang", language);
    expect(out).not.toContain("✗");
    expect(code).toBe(0);
    expect(out).toContain(
      language === "en" ? "Every tier of every primary rule" : "主规则的每一级别均有测试",
    );
  });
});

describe("a test that fails", () => {
  it("says where, what was expected and what was found, and ends with 1", async () => {
    const { code, out, err } = await tests(
      "fails.yaml",
      `tests:
  - name: a cut of 60
    layoffs: [{ area: 甲一旗, employer: A, persons: 60, receivedOn: 2026-03-10 }]
    expect:
      - { area: 甲一旗, rule: single-layoff, tier: II, facts: { persons: 61 } }
    legalDuty: [{ area: 甲一旗, employer: A, owed: false }]
    events:
      - { date: 2026-03-10, area: 甲一旗, kind: opened, tier: III, recipients: [甲一旗] }
      - { date: 2026-03-11, area: 甲一旗, kind: raised, tier: II }
`,
    );
    expect(code).toBe(1);
    expect(err).toContain("tests of the policy failed");
    const file = join(folder, "fails.yaml");
    expect(out).toContain(
      `${file}:5: 2026-03-11 甲一旗 One enterprise lays off many: tier reached: expected II (orange), got III (yellow)`,
    );
    expect(out).toContain("persons: expected 61, got 60");
    expect(out).toContain("duty by law of A: expected not owed, got owed");
    expect(out).toContain("notified offices: expected 甲一旗, got 甲一旗, 甲盟");
    expect(out).toContain("change of a case: expected raised II (orange), got nothing");
  });

  it("names a change that is not listed", async () => {
    const { code, out } = await tests(
      "besides.yaml",
      `tests:
  - name: nothing is expected
    layoffs: [{ area: 甲一旗, employer: A, persons: 60, receivedOn: 2026-03-10 }]
    events: []
`,
    );
    expect(code).toBe(1);
    expect(out).toContain("a change that is not listed: expected nothing, got new III (yellow)");
  });

  it("shows no tier, and is no failure where another passes", async () => {
    const { code, out } = await tests(
      "one.yaml",
      `tests:
  - name: a cut of 20
    layoffs: [{ area: 甲一旗, employer: A, persons: 20, receivedOn: 2026-03-10 }]
    expect: [{ area: 甲一旗, rule: single-layoff, tier: IV }]
`,
    );
    expect(code).toBe(0);
    expect(out).toMatch(/tiers without a passed test \(\d+\):/);
    expect(out).toContain("One enterprise lays off many: III (yellow), II (orange), I (red)");
  });
});

describe("the enterprises of a test", () => {
  it("are known by their codes, and are not owed what another with the same name is", async () => {
    const { code, out } = await tests(
      "codes.yaml",
      `tests:
  - name: two codes of one name
    layoffs:
      - { area: 甲一旗, employer: A, code: C1, persons: 12, staff: 500, receivedOn: 2026-03-10 }
      - { area: 甲一旗, employer: A, code: C2, persons: 12, staff: 500, receivedOn: 2026-03-10 }
    legalDuty: [{ area: 甲一旗, employer: A, owed: false }]
    events: []
  - name: two names of one code
    layoffs:
      - { area: 甲一旗, employer: A, code: C1, persons: 12, staff: 500, receivedOn: 2026-03-10 }
      - { area: 甲一旗, employer: B, code: C1, persons: 12, staff: 500, receivedOn: 2026-03-10 }
    legalDuty:
      - { area: 甲一旗, employer: A, owed: true }
      - { area: 甲一旗, employer: B, owed: true }
  - name: a report without a code
    layoffs:
      - { area: 甲一旗, employer: A, code: C1, persons: 12, staff: 500, receivedOn: 2026-03-10 }
      - { area: 甲一旗, employer: A, persons: 12, staff: 500, receivedOn: 2026-03-10 }
    legalDuty: [{ area: 甲一旗, employer: A, owed: true }]
`,
    );
    expect(out).not.toContain("✗");
    expect(code).toBe(0);
  });
});

describe("mistakes in a file of tests", () => {
  it("are all told at once, each with its line", async () => {
    const { code, err } = await tests(
      "wrong.yaml",
      `tests:
  - name: mistakes
    figures:
      new-claims: { 甲一旗: "2024-01: 40y", 某盟: "2024-01: 40" }
      layoff-persons: { 甲一旗: "2024-01: 40" }
      no-such: { 甲一旗: "2024-01: 40" }
    late: [{ indicator: new-claims, area: 甲二旗, period: 2024-05, known: 2024-06-30 }]
    expect:
      - { area: 甲九旗, rule: single-layoff, tier: IV }
      - { area: 甲一旗, rule: no-rule, tier: IV }
      - { area: 甲一旗, rule: claims-deep, tier: IV }
      - { area: 甲盟, rule: warned-below, tier: IV }
      - { area: 甲一旗, rule: single-layoff }
    events:
      - { date: 2026-03-10, area: 甲一旗, kind: opened }
`,
    );
    expect(code).toBe(2);
    const file = join(folder, "wrong.yaml");
    for (const [line, text] of [
      [4, "“40y” is no figure"],
      [4, "there is no area “某盟”"],
      [5, "is computed from layoff reports"],
      [6, "there is no indicator “no-such”"],
      [7, "has no figure of 2024-05 that could be late"],
      [9, "there is no area “甲九旗”"],
      [10, "there is no rule “no-rule”"],
      [11, "the policy does not use the rule “claims-deep”"],
      [12, "write it under events"],
      [13, "nothing is expected"],
      [15, "needs the tier after the change"],
    ] as const)
      expect(
        err.split("\n").filter((found) => found.startsWith(`${file}:${line}:`) && found.includes(text)),
        text,
      ).toHaveLength(1);
  });

  it("in duties: reports that no rule reads, and those given twice", async () => {
    const { code, err } = await tests(
      "duties.yaml",
      `duties:
  - { report: official-series, from: region, period: month, due: { days: 20 } }
  - { report: weather, from: region, period: month, due: { days: 20 } }
  - { report: official-series, from: region, period: month, due: { days: 25 } }
tests:
  - name: never run
    events: []
`,
    );
    expect(code).toBe(2);
    const file = join(folder, "duties.yaml");
    expect(err).toContain(`${file}:3: duties.1.report: no rule reads a report “weather”`);
    expect(err).toContain(`${file}:4: duties.2.report: the duty to send “official-series” stands twice`);
  });

  it("in figures of a report that nobody owes: where to write who does", async () => {
    const { err } = await tests(
      "nobody.yaml",
      `tests:
  - name: enterprises that shrink
    figures: { insured-employer-diffusion: { 某区: "2026-03: 55/100" } }
    events: []
`,
    );
    expect(err).toContain("which nobody owes here: write under duties of this file who does");
  });

  it("in lines that the file brings are told as those of a policy", async () => {
    const { err } = await tests(
      "lines.yaml",
      `policy: { liftAfterDays: 3, lowerAfterDays: 7 }
rules:
  fund-months:
    status: trial
    lines: { IV: [{ months: { below: 6 } }], III: [{ months: { below: 9 } }] }
tests:
  - name: never run
    events: []
`,
    );
    expect(err).toContain("lines.yaml:5: rules.fund-months.lines.III");
    expect(err).toContain("lines.yaml:1: policy.");
  });
});
