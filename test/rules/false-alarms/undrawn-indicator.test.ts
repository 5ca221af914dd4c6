import { expect, it } from "vitest";
import type { Past } from "../../../rules/backtest/past.ts";
import { judgeDays } from "../../../rules/backtest/through.ts";
import { stream } from "../../../rules/detectors/random.ts";
import { DrawnView } from "../../../rules/false-alarms/drawn-view.ts";
import type { NullIndicator, NullRegion } from "../../../rules/false-alarms/null-region.ts";
import type { Verdict } from "../../../rules/judge/verdict.ts";
import { policySchema } from "../../../rules/policy/policy.ts";

const AREAS = [{ code: "B1", level: "banner", parent: null }];
const STRETCH = { from: "2027-06-01", to: "2027-12-31" };

/** Claims, and continued ones where they are asked for, of one banner in which nothing happens. */
function regionOf(ids: readonly string[]): NullRegion {
  const noise: NullIndicator["numerator"] = {
    ...{ kind: "flow", growth: 0, growthError: 0, freedom: 10, common: 0 },
    ...{ season: new Array<number>(12).fill(1), places: [{ area: "B1", level: 400, noise: 1 }] },
  };
  const indicators = ids.map(
    (id): NullIndicator => ({
      ...{ id, kind: "month", last: "2023-12-31", denominator: null, places: ["B1"], numerator: noise },
      parts: new Map([["B1", [0]]]),
    }),
  );
  return { areas: AREAS, indicators, layoffs: [], layoffYears: 1, layoffGap: 0, measuredOn: 60 };
}

const policy = policySchema.parse({
  ...{ version: "drawn", validFrom: "2020-01-01", approvedBy: "nobody", coverageFloor: 0.8 },
  ...{ lowerAfterDays: 7, liftAfterDays: 30 },
  rules: { "claims-deep": { status: "trial", lines: { II: [{ initial: 40, continued: 40 }] } } },
});

function verdictsOf(ids: readonly string[]): Verdict[] {
  const owed: Past["owed"] = new Map([
    [
      "social-insurance",
      {
        kind: "month",
        parts: new Map([["B1", [{ area: "B1", weight: 1, validFrom: null, validTo: null }]]]),
      },
    ],
  ]);
  const layoffs: Past = { areas: AREAS, owed, layoffs: [], figures: new Map() };
  const drawing = { policies: [policy], stretch: STRETCH, stretchYears: 1 };
  const view = new DrawnView(regionOf(ids), layoffs, drawing, stream(1, "draw").uniform);
  const found: Verdict[] = [];
  judgeDays(view, view.days(), [policy], STRETCH, (_, { changed }) => void found.push(...changed));
  return found;
}

it("a rule on two indicators is judged where both are drawn", () => {
  expect(new Set(verdictsOf(["new-claims", "beneficiaries"]).map(({ outcome }) => outcome))).toEqual(
    new Set(["quiet"]),
  );
});

it("where one of them is not, nothing is judged, and the reason says so", () => {
  expect(new Set(verdictsOf(["new-claims"]).map(({ reason }) => reason))).toEqual(
    new Set(["no-continued-claims"]),
  );
});
