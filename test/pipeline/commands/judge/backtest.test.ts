import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { main } from "../../../../pipeline/main.ts";
import { addDays } from "../../../../rules/calendar/periods.ts";
import { drawPoisson, stream } from "../../../../rules/detectors/random.ts";
import { SmallDeployment } from "../../../small-deployment.ts";

const STATES = ["AL", "NJ", "OH"];
/** Five years of weeks; in the fourth January claims in Ohio stand four times as high for eight weeks. */
const WEEKS = Array.from({ length: 260 }, (_, at) => addDays("2014-01-04", 7 * at));
const SURGE = { from: "2017-01-07", to: "2017-02-25" };

const claims = (): string => {
  const uniform = stream(11).uniform;
  const rows = WEEKS.flatMap((week) =>
    STATES.map((state) => {
      const factor = state === "OH" && SURGE.from <= week && week <= SURGE.to ? 4 : 1;
      const count = drawPoisson(400 * factor, uniform);
      return `${state},${week},${count},0,${5 * count},0,${1_000_000},1.0`;
    }),
  );
  const head =
    "state,week_ending,initial_claims,initial_claims_stc,continued_weeks,continued_weeks_stc,covered_employment,insured_unemp_rate";
  return [head, ...rows, ""].join("\n");
};

const EVENTS = `events:
  - id: ohio
    title: { zh: 俄亥俄州激增, en: surge in Ohio }
    areas: ["39"]
    causes: [claims]
    tier: I
    from: ${SURGE.from}
    by: 2017-03-31
`;

describe("backtest, budget and check over a history", () => {
  const deployment = new SmallDeployment("us-states");
  const at = (...parts: string[]) => join(deployment.dir, ...parts);

  async function run(...args: string[]): Promise<{ printed: string; code: number }> {
    const lines: string[] = [];
    const print = (text: string) => void lines.push(text);
    const effects = { now: () => new Date("2026-01-01T00:00:00Z"), out: print, err: print };
    const code = await main(args, effects);
    return { printed: lines.join("\n"), code };
  }

  beforeAll(async () => {
    deployment.put("weekly-claims.csv", claims());
    deployment.put("events.yaml", EVENTS);
    expect((await run("history", deployment.dir, at("weekly-claims.csv"))).code).toBe(0);
  });
  afterAll(() => deployment.remove());

  it("finds the planted surge at its tier in the table, and draws a page that fetches nothing", async () => {
    const { printed, code } = await run("backtest", deployment.dir, "--curve", "0", "--out", at("page.html"));
    expect(code).toBe(0);
    expect(printed).toMatch(/surge in Ohio\s+│ state\s+│ I \(red\)\s+│ 1\/1/);
    const page = readFileSync(at("page.html"), "utf8");
    expect(page.match(/<svg /g)).toHaveLength(3);
    expect(page.replaceAll("http://www.w3.org/2000/svg", "")).not.toMatch(/https?:|<script|<link|src=/);
    expect((await run("backtest", deployment.dir, "--curve", "0", "--lang", "zh")).printed).toContain(
      "灵敏度",
    );
  });

  it("prints what each rule's lines are worth as they move, and the shocks they are weighed by", async () => {
    const { printed } = await run("backtest", deployment.dir);
    expect(printed).toContain("what the lines are worth as they move");
    expect(printed).toMatch(/−50%\s+│ −25%\s+│ −10%\s+│ as it is\s+│ \+10%\s+│ \+25%\s+│ \+50%/);
    expect(printed).toMatch(/│ state\s+│ III \(yellow\)/);
    expect(printed).toContain("12 region-years simulated");
  });

  it("explains a wrong file of events, a wrong share and an empty span", async () => {
    writeFileSync(at("wrong.yaml"), EVENTS.replace('"39"', '"ZZ"'));
    expect((await run("backtest", deployment.dir, "--events", at("wrong.yaml"))).printed).toContain(
      "wrong.yaml:4: ZZ is not a code of areas.csv",
    );
    expect((await run("backtest", deployment.dir, "--late", "20")).printed).toContain(
      "a share above 0 and up to 1",
    );
    expect((await run("backtest", deployment.dir, "--to", "2014-06-01")).printed).toContain(
      "the first three years are left to the comparison",
    );
  });

  it("check asks for the budget, then tells it, and says when the lines break what is declared", async () => {
    expect((await run("check", deployment.dir)).printed).toContain("run fengsui budget");
    const simulated = await run("budget", deployment.dir, "--years", "24");
    expect(simulated.code).toBe(0);
    expect(simulated.printed).toContain("declares no budget");
    expect((await run("check", deployment.dir)).printed).toContain("24 region-years simulated");
    const policy = readFileSync(at("policy.yaml"), "utf8");
    // Sums of four Poisson counts of 400 seldom stand three quarters above another such: the standard deviation of the change is 3.5 %.
    writeFileSync(at("policy.yaml"), `${policy}budget: { league: { IV: 0.5 } }\n`);
    const kept = await run("check", deployment.dir);
    expect(kept.printed).toContain("keep the budget");
    expect(kept.code).toBe(0);
    writeFileSync(
      at("policy.yaml"),
      `${policy.replaceAll("change: 75", "change: 3")}budget: { league: { IV: 0.5 } }\n`,
    );
    expect((await run("check", deployment.dir)).printed).toContain("run fengsui budget");
    await run("budget", deployment.dir, "--years", "24");
    const broken = await run("check", deployment.dir);
    expect(broken.code).toBe(1);
    expect(broken.printed).toMatch(
      /over budget: state, IV \(blue\) or above: [\d.]+ expected .* 0.5 accepted/,
    );
  });
});
