import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { main } from "../../../../pipeline/main.ts";
import { policyJsonSchema } from "../../../../rules/policy/json-schema.ts";

const ROOT = join(import.meta.dirname, "../../../..");
const APPROVALS = "policy-approvals.jsonl";

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "fengsui-policy-"));
  cpSync(join(ROOT, "examples/inner-mongolia"), dir, { recursive: true });
  put("policy.yaml", TWO);
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** A version of two rules, as an item of `versions`. */
const version = (name: string, days: string, line: number, keys = "trial: false") => `
  - version: ${name}
    ${days}
    ${keys}
    author: 甲
    approvers: [乙, 丙]
    approvedBy: 待批准
    coverageFloor: 0.8
    lowerAfterDays: 7
    liftAfterDays: 30
    rules:
      single-layoff:
        status: published
        lines: { IV: [{ persons: 20 }], III: [{ persons: ${line} }] }
      jobs-shortage:
        status: trial
        lines: { IV: [{ ratio: { below: 1 } }] }`;
const TWO = `versions:${version("2026-1", "validFrom: 2026-01-01", 50)}${version("2026-2", "validFrom: 2026-07-01", 60)}\n`;

const put = (name: string, text: string) => writeFileSync(join(dir, name), text);
const change = (from: string, to: string) => {
  const text = readFileSync(join(dir, "policy.yaml"), "utf8");
  expect(text).toContain(from);
  put("policy.yaml", text.replace(from, to));
};
const recorded = () =>
  readFileSync(join(dir, APPROVALS), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

/** Run a command on a day at noon in Hohhot, in English unless said; what it printed, and its exit code. */
async function run(args: readonly string[], day = "2026-03-02", language = "en") {
  const lines: string[] = [];
  const print = (text: string) => void lines.push(text);
  const effects = { now: () => new Date(`${day}T04:00:00Z`), out: print, err: print };
  const code = await main([...args, "--lang", language], effects);
  return { text: lines.join("\n"), code };
}
const approve = (by: string, ...more: string[]) => run(["policy", "approve", dir, "--by", by, ...more]);
const history = (day?: string, language?: string) => run(["policy", "history", dir], day, language);
const check = async (day?: string) => (await run(["check", dir], day)).text;

describe("policy approve", () => {
  it("records who, when, and both fingerprints", async () => {
    expect((await approve("乙", "--version", "2026-1")).text).toMatch(
      /^recorded: 乙 approves “2026-1” \(fingerprint [0-9a-f]{12}\); before it none\.$/,
    );
    expect((await approve("丙")).text).toMatch(
      /approves “2026-2” .*; before it “2026-1” \([0-9a-f]{12}\)\.$/,
    );
    const [first, second] = recorded();
    expect(first).toEqual({
      ...{ version: "2026-1", hash: expect.stringMatching(/^[0-9a-f]{64}$/), before: null },
      ...{ by: "乙", at: "2026-03-02T04:00:00.000Z" },
    });
    expect(second.before).toEqual({ version: "2026-1", hash: first.hash });
    expect(second.hash).not.toBe(first.hash);
  });

  it.each([
    ["a stranger", "丁", /“丁” is not among the approvers of “2026-2”; there are 乙, 丙\.$/],
    ["nobody", " ", /“” is not among the approvers/],
    ["the author", "甲", /“甲” is the author of “2026-2” and cannot approve it; 乙, 丙 can\.$/],
  ])("%s is refused, and nothing recorded", async (_, by, message) => {
    const { text, code } = await approve(by);
    expect(text).toMatch(message);
    expect(code).toBe(2);
    expect(existsSync(join(dir, APPROVALS))).toBe(false);
  });

  it("a version without approvers says how to name them", async () => {
    put("policy.yaml", TWO.replaceAll("    approvers: [乙, 丙]\n", ""));
    expect((await approve("乙")).text).toContain("names no approvers: list who may approve it");
  });

  it("an unknown version is refused with those that there are", async () =>
    expect((await approve("乙", "--version", "2025-9")).text).toBe(
      "there is no version “2025-9”; there are 2026-1, 2026-2.",
    ));

  it("twice by the same person is refused; a second person may", async () => {
    await approve("乙");
    expect(await approve("乙")).toEqual({
      text: "“乙” approved “2026-2” on 2026-03-02, and it has not changed since: nothing is to be approved.",
      code: 2,
    });
    expect((await approve("丙")).code).toBe(0);
    expect(recorded()).toHaveLength(2);
  });

  it("after a change it is approved anew, and that is said", async () => {
    await approve("乙");
    change("persons: 60", "persons: 70");
    expect((await approve("乙")).text).toMatch(
      /^“2026-2” was changed after 乙 approved it on 2026-03-02; this approval is of the text as it stands\.\nrecorded: 乙/,
    );
    expect(new Set(recorded().map(({ hash }) => hash)).size).toBe(2);
  });

  it("a wrong policy is not approved", async () => {
    change("persons: 60", "persons: 10");
    const { text, code } = await approve("乙");
    expect(text).toContain("III does not rise over IV");
    expect(code).toBe(2);
  });

  it("a torn last line is named and not passed over; what comes after it stands on a line of its own", async () => {
    await approve("乙");
    appendFileSync(join(dir, APPROVALS), '{"version":"2026-2","ha');
    expect((await history()).text).toMatch(
      /^line 2 of policy-approvals\.jsonl is no approval: .*torn last line/,
    );
    expect((await approve("丙")).code).toBe(2);
    put(APPROVALS, readFileSync(join(dir, APPROVALS), "utf8").replace(/\n.*$/, ""));
    expect((await approve("丙")).code).toBe(0);
    expect(recorded().map(({ by }) => by)).toEqual(["乙", "丙"]);
  });
});

describe("policy history", () => {
  const row = async (name: string, day?: string) =>
    (await history(day)).text
      .split("\n")
      .find((line) => line.includes(`│ ${name} `))!
      .split("│")
      .map((cell) => cell.trim())
      .slice(1, -1);

  it("shows days, people, fingerprints and which version is in force", async () => {
    expect(await row("2026-1")).toEqual([
      ...["2026-1", "2026-01-01", "—", "甲", "待批准", "none"],
      ...[expect.stringMatching(/^[0-9a-f]{12}$/), "in force"],
    ]);
    expect((await row("2026-2")).at(-1)).toBe("");
    expect((await row("2026-2", "2026-07-01")).at(-1)).toBe("in force");
  });

  it("says whether a version is approved as it stands", async () => {
    await approve("乙");
    await approve("丙");
    expect((await row("2026-2"))[5]).toBe("乙, 2026-03-02; 丙, 2026-03-02");
    change("persons: 60", "persons: 70");
    expect((await row("2026-2"))[5]).toBe("changed since (丙 approved another text on 2026-03-02)");
    expect((await history()).text).toMatch(
      /recorded approvals \(policy-approvals\.jsonl\):\n2026-03-02T04:00:00\.000Z {2}乙 approved “2026-2”/,
    );
  });

  it("speaks Chinese", async () => {
    await approve("乙");
    expect((await history("2026-03-02", "zh")).text).toMatch(
      /预警方案沿革（2026-03-02）：.*批准记录.*乙 批准“2026-2”（[0-9a-f]{12}），此前为“2026-1”/s,
    );
  });
});

describe("check says how the policy in force stands", () => {
  it.each([
    [
      "not approved",
      "2026-03-02",
      [],
      /^warning: the policy in force, “2026-1”, has no recorded approval: one of its approvers runs/m,
    ],
    [
      "on trial",
      "2026-03-02",
      ["trial"],
      /^the policy in force, “2026-1”, is on trial and has no recorded approval\.$/m,
    ],
    [
      "approved",
      "2026-03-02",
      ["approve"],
      /^the policy in force, “2026-1”, was approved by 乙 on 2026-03-02 as it stands\.$/m,
    ],
    [
      "changed since",
      "2026-03-02",
      ["approve", "change"],
      /^warning: the policy in force, “2026-1”, was changed after 乙 approved it on 2026-03-02/m,
    ],
    ["not in force yet", "2025-12-31", [], /^warning: no version of the policy is in force on 2025-12-31/m],
    [
      "the next one's turn",
      "2026-07-01",
      ["approve"],
      /^warning: the policy in force, “2026-2”, has no recorded approval/m,
    ],
  ] as const)("%s", async (_, day, steps: readonly string[], message) => {
    if (steps.includes("trial")) change("trial: false", "trial: true");
    if (steps.includes("approve")) await approve("乙", "--version", "2026-1");
    if (steps.includes("change")) change("persons: 50", "persons: 51");
    expect(await check(day)).toMatch(message);
  });

  it("names the version in force, not the last", async () => {
    expect(await check("2026-03-02")).toContain("2026-1");
    expect(await check("2026-03-02")).not.toContain("2026-2");
  });
});

describe("policy diff", () => {
  const diff = (...args: string[]) => run(["policy", "diff", dir, ...args]);

  it("compares the version in force with the last", async () =>
    expect((await diff()).text).toBe(
      [
        "“2026-1” → “2026-2”: 3 change(s)",
        "  name 2026-1 → 2026-2",
        "  valid from 2026-01-01 → 2026-07-01",
        "  One enterprise lays off many III: workers affected 50 → 60",
      ].join("\n"),
    ));

  it("once the last is in force, with the one before it", async () =>
    expect((await run(["policy", "diff", dir], "2026-08-01")).text).toContain("“2026-1” → “2026-2”"));

  it("compares versions by name, also backwards, and with a draft", async () => {
    expect((await diff("--from", "2026-2", "--to", "2026-1")).text).toContain("workers affected 60 → 50");
    put("draft.yaml", TWO.replace("persons: 60", "persons: 80"));
    const { text } = await run(["policy", "diff", dir, "--policy", join(dir, "draft.yaml")], undefined, "zh");
    expect(text).toContain("单个企业规模裁员 Ⅲ级：裁减人数（人） 50 → 80");
    expect((await diff("--from", "2026-2", "--to", "2026-2")).text).toBe(
      "“2026-2” and “2026-2” do not differ.",
    );
  });

  it("a single version has nothing to be compared with", async () => {
    put("policy.yaml", `versions:${version("2026-1", "validFrom: 2026-01-01", 50)}\n`);
    const { text, code } = await diff();
    expect(text).toContain("has a single version and nothing to compare it with");
    expect(code).toBe(2);
  });
});

describe("policy check and policy schema", () => {
  it("a draft is checked before it is put in place, all mistakes at once", async () => {
    const draft = join(dir, "draft.yaml");
    put("draft.yaml", TWO);
    expect((await run(["policy", "check", draft])).text).toBe(
      `${draft} is in order: 2 version(s) (2026-1, 2026-2).`,
    );
    put("draft.yaml", TWO.replace("persons: 60", "persons: 6").replace("persons: 50", "persons: 5"));
    const { text, code } = await run(["policy", "check", draft]);
    expect(text.match(/does not rise over IV/g)).toHaveLength(2);
    expect(code).toBe(2);
  });

  it("a folder's policy is checked too, and a missing file named", async () => {
    expect((await run(["policy", "check", dir])).text).toContain("2 version(s)");
    expect((await run(["policy", "check", join(dir, "none.yaml")])).text).toContain("does not exist");
  });

  it("the schema is printed, or written where it is wanted", async () => {
    const lines: string[] = [];
    const effects = {
      now: () => new Date(0),
      out: (text: string) => void lines.push(text),
      err: () => undefined,
    };
    expect(await main(["policy", "schema"], effects)).toBe(0);
    expect(JSON.parse(lines.join(""))).toEqual(JSON.parse(JSON.stringify(policyJsonSchema())));
    const file = join(dir, "policy.schema.json");
    const before = readFileSync(file, "utf8");
    rmSync(file);
    expect(await main(["policy", "schema", "--out", file], effects)).toBe(0);
    expect(readFileSync(file, "utf8")).toBe(before);
  });

  it("init puts the schema beside the policy, which names it", async () => {
    const made = join(dir, "made");
    const effects = { now: () => new Date(0), out: () => undefined, err: () => undefined };
    expect(await main(["init", made, "--example", "us-states"], effects)).toBe(0);
    const text = readFileSync(join(made, "policy.yaml"), "utf8");
    const [, named] = /^# yaml-language-server: \$schema=(\S+)$/m.exec(text)!;
    expect(parse(readFileSync(join(made, named!), "utf8")).title).toBe("policy.yaml");
  });
});

describe("the command group", () => {
  it.each([
    [["policy", "approve"], "required option “--by <name>” is not given"],
    [["policy", "nonsense"], "unknown command"],
    [["policy", "diff"], "missing required argument “dir”"],
  ])("%j ends with a message and a code, not with the process", async (args, message) => {
    const { text, code } = await run(args);
    expect(code).toBe(1);
    expect(text).toContain(message);
  });
});
