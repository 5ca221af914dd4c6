import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { UserError } from "../../../pipeline/deployment/user-error.ts";
import { readScenario } from "../../../pipeline/simulate/scenario.ts";
import { exampleDeployment, SHOCKS, smallDeployment, smallScenario } from "./small-deployment.ts";

/** An act of a person, in the area of the closure. */
const CALL = {
  ...{ kind: "told", day: "2026-03-12", area: "990102", cause: "layoffs" },
  ...{ by: "甲（示例）", to: "乙（示例）" },
};
const right = smallScenario([SHOCKS.closure, SHOCKS.surge], (scenario) =>
  Object.assign(scenario, { acts: [CALL] }),
);
const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split("\n").length;

describe("readScenario", () => {
  it("reads the example's scenario", () => {
    const { dir } = exampleDeployment();
    expect(readScenario(dir).shocks.map((shock) => shock.id)).toContain("slow-decline");
  });

  it.each([
    { name: "an unknown key", from: "never:", to: "nevr: 0\n  never:", message: /nevr/ },
    {
      name: "a share above one",
      from: "late: 0.05",
      to: "late: 5",
      message: /delivery\.late: must be at most 1/,
    },
    {
      name: "eleven factors",
      from: "  seasonAdded:\n    - 0.75\n",
      to: "  seasonAdded:\n",
      message: /twelve factors/,
    },
    { name: "a code without quotes", from: 'area: "990102"', to: "area: 990102", message: /in quotes/ },
    {
      name: "a code of no area",
      from: 'area: "990102"',
      to: 'area: "999999"',
      message: /not a code of areas/,
    },
    { name: "an unknown kind of shock", from: "kind: closure", to: "kind: quake", message: /shocks\.0/ },
    {
      name: "more persons than staff",
      from: "persons: 300",
      to: "persons: 500",
      message: /500 persons of a staff/,
    },
    { name: "a shock id twice", from: "id: surge", to: "id: closes", message: /used by another shock/ },
    { name: "an act of nobody", from: "to: 乙（示例）", to: 'to: ""', message: /acts\.0\.to/ },
    { name: "an unknown kind of act", from: "kind: told", to: "kind: shouted", message: /acts\.0/ },
    {
      name: "an act in no known area",
      from: 'area: "990102"\n    cause: layoffs',
      to: 'area: "999999"\n    cause: layoffs',
      message: /acts\.0\.area: 999999 is not a code of areas/,
    },
    {
      name: "an act outside the nights",
      from: "day: 2026-03-12",
      to: "day: 2027-03-12",
      message: /acts\.0\.day: must be a day of the nights/,
    },
    { name: "no date", from: "received: 2026-03-10", to: "received: 2026-03-41", message: /received/ },
  ])("explains $name with its line", ({ from, to, message }) => {
    expect(right).toContain(from);
    const { dir } = smallDeployment(right.replace(from, to));
    const explained = messageOf(() => readScenario(dir));
    expect(explained).toMatch(message);
    const line = Number(/scenario\.yaml:(\d+):/.exec(explained)?.[1]);
    expect(Math.abs(line - lineOf(right, from))).toBeLessThanOrEqual(1);
  });

  it("names every mistake at once, in another file too", () => {
    const { dir } = smallDeployment(right);
    const file = join(dir, "other.yaml");
    writeFileSync(file, right.replace("late: 0.05", "late: 5").replace("never: 0.005", "never: no"));
    expect(messageOf(() => readScenario(dir, file))).toMatch(
      /2 mistake[\s\S]*delivery\.late[\s\S]*delivery\.never/,
    );
  });

  it("asks for the file that is missing", () => {
    const { dir } = smallDeployment(right);
    expect(messageOf(() => readScenario(dir, join(dir, "none.yaml")))).toMatch(/none\.yaml is missing/);
  });
});

function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    return (error as UserError).message;
  }
  throw new Error("nothing was wrong");
}
