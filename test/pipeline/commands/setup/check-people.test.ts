import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { main } from "../../../../pipeline/main.ts";
import { SmallDeployment } from "../../../small-deployment.ts";

let deployment: SmallDeployment;
afterEach(() => deployment.remove());

/** `fengsui check` on 1 March 2026 of a deployment whose first office has these persons as duty and head. */
async function check(persons: string, { head = "head" } = {}) {
  deployment = new SmallDeployment();
  const offices = readFileSync(join(deployment.dir, "offices.yaml"), "utf8")
    .replace("- { role: duty, address: duty.150000@fengsui.example.org", "- { role: duty, person: desk")
    .replace("- { role: head, address: head.150000@fengsui.example.org", `- { role: head, person: ${head}`)
    .replace(/ {4}- \{ role: leadership, address: leadership\.150000@.*\n/, "");
  deployment.put("offices.yaml", `persons:\n${persons}\noffices:\n${offices.replace(/^#.*\n/gm, "")}`);
  const printed: string[] = [];
  const print = (text: string) => void printed.push(text);
  const code = await main(["check", deployment.dir, "--lang", "en"], {
    ...{ now: () => new Date("2026-03-01T02:00:00Z"), out: print, err: print },
  });
  return { code, text: printed.join("\n") };
}

const DESK = "  - { id: desk, name: 甲, address: desk@example.org }";

describe("fengsui check", () => {
  it("is content with people who are there, or whose deputies are", async () => {
    const { code, text } = await check(
      `${DESK}\n  - { id: head, name: 乙, address: head@example.org, deputy: desk, away: [{ from: 2026-03-02, until: 2026-03-09 }] }`,
    );
    expect([code, text.includes("offices.yaml:")]).toEqual([0, false]);
  });

  it("refuses a seat that will be vacant within 30 days without a deputy, with its line and first day", async () => {
    const { code, text } = await check(
      `${DESK}\n  - { id: head, name: 乙, address: head@example.org, until: 2026-03-20 }`,
    );
    expect(code).toBe(1);
    expect(text).toMatch(
      /offices\.yaml:10: .*: from 2026-03-21 on the seat of head \(乙\) is vacant and has no deputy/,
    );
    expect(text).not.toContain("nobody gets notices");
  });

  it("is content with an absence that begins later", async () => {
    const { code } = await check(
      `${DESK}\n  - { id: head, name: 乙, address: head@example.org, until: 2026-04-20 }`,
    );
    expect(code).toBe(0);
  });

  it("refuses an area that nobody would hear of, with the tiers and the first day", async () => {
    const { code, text } = await check(
      "  - { id: desk, name: 甲, address: desk@example.org, away: [{ from: 2026-03-05, until: 2026-03-06 }] }",
      { head: "desk" },
    );
    expect(code).toBe(1);
    expect(text).toMatch(
      /offices\.yaml:\d+: .*: from 2026-03-05 on nobody gets notices of I \(red\), .*IV \(blue\)/,
    );
  });
});
