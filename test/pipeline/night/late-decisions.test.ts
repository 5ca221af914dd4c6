import { afterEach, describe, expect, it } from "vitest";
import { StoryDeployment } from "./story-deployment.ts";

let deployment: StoryDeployment;
afterEach(() => deployment.remove());

const SINGLE = /^ {2}single-layoff:[\s\S]*?(?= {2}# From)/m;

/** A Ⅱ whose rule leaves the policy on 2 March: held, and a person is asked. */
async function heldCase(): Promise<string> {
  deployment = new StoryDeployment();
  deployment.report("152921", "2026-03-01", { persons: 210, starts: "2026-03-10" });
  let rule = "";
  expect(await deployment.nights("2026-03-01")).toEqual(["03-01 152921 opened II first-time"]);
  deployment.edit((policy) => {
    rule = SINGLE.exec(policy)![0];
    return policy.replace(rule, "");
  });
  expect(await deployment.nights("2026-03-02")).toEqual(["03-02 152921 held II rule-gone"]);
  return rule;
}

const bringBack = (rule: string) =>
  deployment.edit((policy) => policy.replace("\nrules:\n", (rules) => `${rules}${rule}`));

/** The finding about the held case, answered. */
async function answerLift(day: string, by = "值班"): Promise<void> {
  const [finding] = await deployment.rows<{ id: number }>(
    "SELECT id FROM finding_state WHERE kind = 'case-held' AND answer IS NULL",
  );
  const answer = { kind: "answer", finding: Number(finding!.id), verdict: "lift", text: "已核实" } as const;
  await deployment.act(day, { ...answer, by });
}

describe("a decision about a held case whose rule comes back before the night", () => {
  it.each([
    [
      "lift",
      () => deployment.act("2026-03-03", { kind: "lift", by: "值班", case: "2026-0001", note: "已了解" }),
    ],
    ["answer", () => answerLift("2026-03-03")],
  ])("lifts nothing weeks later: the office is asked (%s)", async (_how, decide) => {
    const rule = await heldCase();
    await decide();
    bringBack(rule);
    expect(await deployment.nights("2026-03-03", "2026-03-20")).toEqual([]);
    const later = await deployment.nights("2026-03-21", "2026-04-10");
    expect(later).toEqual([expect.stringMatching(/152921 quiet II lift-proposed$/)]);
  });
});

it("an answer that lifted a case lifts it no second time", async () => {
  const rule = await heldCase();
  await answerLift("2026-03-03");
  expect(await deployment.nights("2026-03-03")).toEqual(["03-03 152921 lifted - by-person"]);
  bringBack(rule);
  expect(await deployment.nights("2026-03-04")).toEqual(["03-04 152921 reopened II fired-again"]);
  deployment.edit((policy) => policy.replace(rule, ""));
  expect(await deployment.nights("2026-03-05", "2026-03-08")).toEqual(["03-05 152921 held II rule-gone"]);
});

it("a case whose rule is back stands, though it was held before: to lift it is refused, by hand and by an answer", async () => {
  const rule = await heldCase();
  bringBack(rule);
  expect(await deployment.nights("2026-03-03")).toEqual([]);
  const lift = { kind: "lift", by: "值班", case: "2026-0001", note: "已了解" } as const;
  await expect(deployment.act("2026-03-04", lift)).rejects.toThrow("不能解除");
  await expect(answerLift("2026-03-04")).rejects.toThrow("不能解除");
  expect(await deployment.rows("SELECT 1 FROM finding_answer")).toEqual([]);
});

it("an answer about a case that has changed since is refused: it would lift nothing", async () => {
  const rule = await heldCase();
  bringBack(rule);
  deployment.report("152921", "2026-03-03", { persons: 900, number: "L2", starts: "2026-03-10" });
  expect(await deployment.nights("2026-03-03")).toContainEqual(expect.stringMatching(/152921 raised I /));
  deployment.edit((policy) => policy.replace(rule, ""));
  expect(await deployment.nights("2026-03-04")).toContain("03-04 152921 held I rule-gone");
  await expect(answerLift("2026-03-05")).rejects.toThrow("又有变动");
});

it("an answer lifts a held case only where the person sits in the office that issued it", async () => {
  await heldCase();
  deployment.seat();
  await expect(answerLift("2026-03-03")).rejects.toThrow("局长甲");
  await answerLift("2026-03-03", "局长甲");
  expect(await deployment.nights("2026-03-03")).toEqual(["03-03 152921 lifted - by-person"]);
});
