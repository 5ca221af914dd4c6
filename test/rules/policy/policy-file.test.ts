import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { readPolicyFile } from "../../../pipeline/deployment/policy-file.ts";
import { type Problem, problemLine } from "../../../pipeline/deployment/problems.ts";
import { fileOf, policyFileSchema, policyOn, versionNamed } from "../../../rules/policy/policy-file.ts";

const right = readFileSync(join(import.meta.dirname, "right.yaml"), "utf8");

/** A version of one rule, as an item of `versions`. */
const version = (name: string, days: string, { line = 20, more = "" } = {}) =>
  [
    `  - version: ${name}`,
    ...days.split(" ").map((day) => `    ${day.replace("=", ": ")}`),
    ...[
      "approvedBy: nobody",
      "coverageFloor: 0.8",
      "lowerAfterDays: 7",
      "liftAfterDays: 30",
      ...(more ? [more] : []),
    ].map((text) => `    ${text}`),
    ...["rules:", "  single-layoff:", "    status: trial", `    lines: { IV: [{ persons: ${line} }] }`].map(
      (text) => `    ${text}`,
    ),
  ].join("\n");
const fileWith = (...versions: string[]) => `versions:\n${versions.join("\n")}\n`;

function read(text: string) {
  const problems: Problem[] = [];
  const found = readPolicyFile(text, "policy.yaml", problems);
  expect(problems.map((problem) => problemLine(problem).en)).toEqual([]);
  return found!;
}

describe("versions", () => {
  const THREE = fileWith(
    version("C", "validFrom=2026-09-01"),
    version("A", "validFrom=2026-01-01"),
    version("B", "validFrom=2026-04-01 validTo=2026-06-30"),
  );

  it("stand in the order in which they hold, wherever they stand in the file", () =>
    expect(read(THREE).policies.versions.map((policy) => policy.version)).toEqual(["A", "B", "C"]));

  it.each([
    ["2025-12-31", undefined],
    ["2026-01-01", "A"],
    ["2026-03-31", "A"],
    ["2026-04-01", "B"],
    ["2026-06-30", "B"],
    ["2026-07-01", undefined],
    ["2026-08-31", undefined],
    ["2026-09-01", "C"],
    ["2099-01-01", "C"],
  ])("on %s: %s", (date, expected) => expect(policyOn(read(THREE).policies, date)?.version).toBe(expected));

  it("days without a version are remarked on, not refused", () => {
    const { notes } = read(THREE);
    expect(notes.map(({ line, message }) => [line, message.en])).toEqual([
      [
        3,
        expect.stringContaining(
          "no version holds from 2026-07-01 to 2026-08-31 (“B” has ended, “C” has not begun)",
        ),
      ],
    ]);
  });

  it("one at the top is a file of one version", () => {
    const { policies } = read(right);
    expect(policies.versions.map((policy) => policy.version)).toEqual(["trial 2"]);
    expect(policyFileSchema.parse(parse(right))).toEqual(policies);
    expect(versionNamed(policies, "trial 2")).toBe(policies.versions[0]);
    expect(versionNamed(policies, "trial 3")).toBe(null);
  });

  it("both shapes are read by the schema", () => {
    const file = policyFileSchema.parse(parse(THREE));
    expect(file).toEqual(fileOf(read(THREE).policies.versions));
  });
});

describe("the fingerprint of a version", () => {
  const hashOf = (text: string) => [...read(text).hashes.values()][0];

  it.each([
    ["a comment", right.replace("rules:\n", "# lines\nrules:\n")],
    [
      "keys in another order",
      right.replace("lowerAfterDays: 7\nliftAfterDays: 30", "liftAfterDays: 30\nlowerAfterDays: 7"),
    ],
    [
      "the mark of its approval",
      right.replace("approvedBy: 待批准", "approvedBy: 批准人乙\napprovedOn: 2025-12-20"),
    ],
    ["0.80 for 0.8", right.replace("coverageFloor: 0.8", "coverageFloor: 0.80")],
  ])("does not change by %s", (_, text) => expect(hashOf(text)).toBe(hashOf(right)));

  it.each([
    ["a line", right.replace("persons: 300", "persons: 301")],
    ["a mute", right.replace("until: 2026-03-10", "until: 2026-03-11")],
    ["its first day", right.replace("validFrom: 2026-01-01", "validFrom: 2026-01-02")],
    ["another approver", right.replace("批准人丙", "批准人丁")],
  ])("changes by %s", (_, text) => expect(hashOf(text)).not.toBe(hashOf(right)));

  it("is the same in a file of its own and among versions", () => {
    const [alone, among] = [version("A", "validFrom=2026-01-01"), version("B", "validFrom=2026-05-01")];
    const single = alone.replace("  - ", "    ").replace(/^ {4}/gm, "");
    expect(read(fileWith(alone, among)).hashes.get("A")).toBe(read(single).hashes.get("A"));
  });
});

describe("what deserves a look", () => {
  const notesIn = (text: string) => read(text).notes.map(({ line, message }) => `${line} ${message.en}`);

  it("a right policy: nothing", () => expect(notesIn(right)).toEqual([]));

  it("a share where percents are counted", () => {
    const text = right.replace("{ share: 10, persons: 10 }", "{ share: 0.1, persons: 10 }");
    expect(notesIn(text)).toEqual([
      expect.stringMatching(
        /^\d+ rules\.single-layoff\.lines\.IV\.1\.share: note: .*thirty percent is written 30/,
      ),
    ]);
  });

  it("new red warnings that wait", () => {
    const text = right.replace("change: lowered, tiers: [IV, III]", "change: opened, tiers: [IV, I]");
    expect(notesIn(text)).toEqual([expect.stringMatching(/note: opened at I waits until monday/)]);
  });
});

describe("what deserves a look between versions and rules", () => {
  const notesIn = (text: string) => read(text).notes.map(({ line, message }) => `${line} ${message.en}`);

  it("a mute that goes on after its version has ended", () => {
    const mute = (until: string) => `mutes: [{ from: 2026-03-01, until: ${until}, author: a, reason: b }]`;
    const file = (until: string) =>
      fileWith(
        version("A", "validFrom=2026-01-01", { more: mute(until) }),
        version("B", "validFrom=2026-07-01"),
      );
    expect(notesIn(file("2026-06-30"))).toEqual([]);
    expect(notesIn(file("2026-07-01"))).toEqual([
      expect.stringMatching(
        /versions\.0\.mutes\.0\.until: note: until is 2026-07-01, and this version ends on 2026-06-30/,
      ),
    ]);
  });

  it("versions may share their rules by an anchor of YAML; a mistake in it is found in both", () => {
    const rules =
      "    rules: &rules\n      single-layoff: { status: trial, lines: { IV: [{ persons: 20 }] } }\n";
    const keys = "    approvedBy: x\n    coverageFloor: 0.8\n    lowerAfterDays: 7\n    liftAfterDays: 30\n";
    const text = `versions:\n  - version: A\n    validFrom: 2026-01-01\n${keys}${rules}  - version: B\n    validFrom: 2026-07-01\n${keys}    rules: *rules\n`;
    const [a, b] = read(text).policies.versions;
    expect(b!.rules).toEqual(a!.rules);
    const problems: Problem[] = [];
    readPolicyFile(text.replace("persons: 20", "people: 20"), "policy.yaml", problems);
    expect(problems.map(({ line }) => line)).toEqual([9, 16]);
  });
});

describe("several mistakes", () => {
  it("all come at once, also beside keys that cannot be read", () => {
    const problems: Problem[] = [];
    const text = right
      .replace("coverageFloor: 0.8", "coverageFloor: 80")
      .replace("approvers: [批准人乙, 批准人丙]", "approvers: [批准人乙, 批准人乙]")
      .replace("periods: 2, of: 3", "periods: 3, of: 2")
      .replace("III: 0.08, II: 0.01", "III: 0.08, II: 0.1")
      .replace("status: published", "status: rumour")
      .concat("colour: red\n");
    expect(readPolicyFile(text, "policy.yaml", problems)).toBe(null);
    const paths = problems.map(({ message }) => message.en.split(/[: ]/)[0]);
    expect(paths.sort()).toEqual([
      "Unrecognized",
      "approvers.1",
      "budget.banner.II",
      "coverageFloor",
      "rules.new-claims-surge.dwell.III.periods",
      "rules.single-layoff.status",
    ]);
    expect(problems.map(({ line }) => line)).not.toContain(1);
  });

  it("a key that cannot be read hides neither windows nor agreement", () => {
    const problems: Problem[] = [];
    const text = right
      .replace("coverageFloor: 0.8", "coverageFloor: 80")
      .replace("families: 2", "families: 9")
      .replace("until: 2026-03-10", "until: 2026-02-10")
      .replace("II: [{ persons: 200 }]", "II: [{ persons: 40 }]")
      .replace("role: corroborating", "role: corroborative");
    expect(readPolicyFile(text, "policy.yaml", problems, [])).toBe(null);
    expect(problems.map(({ message }) => message.en.split(": ")[0]).sort()).toEqual([
      "combination.families",
      "coverageFloor",
      "drills.0.area",
      "mutes.0.area",
      "mutes.0.until",
      "rules.postings-fall.role",
      "rules.single-layoff.lines.II.0",
    ]);
  });

  it("a rule that cannot be read is not missed elsewhere", () => {
    const problems: Problem[] = [];
    const text = right.replace("IV: [{ persons: 20 }", "IV: [{ persons: twenty }");
    readPolicyFile(text, "policy.yaml", problems);
    expect(problems.map(({ message }) => message.en.split(": ")[0])).toEqual([
      "rules.single-layoff.lines.IV.0.persons",
    ]);
  });

  it("a version that cannot be read does not hide those of another", () => {
    const problems: Problem[] = [];
    const text = fileWith(
      version("A", "validFrom=2026-01-01", { line: -5 }),
      version("B", "validFrom=soon", { more: "colour: red" }),
    );
    readPolicyFile(text, "policy.yaml", problems);
    expect(problems.map(({ message }) => message.en.split(": ")[0]).sort()).toEqual(
      ["versions.1", "versions.0.rules.single-layoff.lines.IV.0.persons", "versions.1.validFrom"].sort(),
    );
  });
});

describe("policies that ship", () => {
  it.each(["inner-mongolia/policy.yaml", "us-states/policy.yaml", "us-states/long-history.yaml"])(
    "%s is right, and nothing in it deserves a look",
    (name) => {
      const { notes } = read(readFileSync(join(import.meta.dirname, "../../../examples", name), "utf8"));
      expect(notes).toEqual([]);
    },
  );
});
