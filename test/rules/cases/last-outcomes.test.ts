import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addDays } from "../../../rules/calendar/periods.ts";
import { outcomesUntil } from "../../../rules/cases/last-outcomes.ts";
import { stream } from "../../../rules/detectors/random.ts";
import type { Verdict } from "../../../rules/judge/verdict.ts";
import { lastOutcomes, writeVerdicts } from "../../../rules/judge/verdict-log.ts";
import { TIERS } from "../../../rules/policy/tiers.ts";
import { openWarehouse } from "../../../warehouse/engine/open.ts";
import type { Warehouse } from "../../../warehouse/engine/warehouse.ts";
import { Carried } from "../../../warehouse/measure/carried.ts";
import { SEED } from "../property.ts";

const AREAS = ["990101", "990102", "990201"];
const RULES = ["single-layoff", "layoff-rate", "new-claims-surge"];

describe(`when each rule last said what (seed ${SEED})`, () => {
  let warehouse: Warehouse;
  beforeAll(async () => {
    warehouse = await openWarehouse(":memory:", []);
  });
  afterAll(() => warehouse.close());

  it("followed night by night is what the verdicts of all nights say", async () => {
    const random = stream(SEED, "last said");
    const carried = new Carried();
    for (
      let night = 1, date = "2026-03-01";
      night <= 40;
      night++, date = addDays(date, random.integer(1, 3))
    ) {
      const verdicts = AREAS.flatMap((area) =>
        RULES.filter(() => random.chance(0.7)).map((rule) => {
          const outcome = random.pick(["fired", "quiet", "not-judged"] as const);
          const steadyTier = outcome === "fired" && random.chance(0.8) ? random.pick(TIERS) : null;
          return { ...EMPTY, area, rule, outcome, steadyTier, period: date };
        }),
      );
      await writeVerdicts(warehouse, { id: night, date }, "test", verdicts);
      const open = AREAS.slice(0, random.integer(0, AREAS.length));
      const outcomes = await outcomesUntil(warehouse, open, { date, verdicts }, carried);
      const ours = outcomes.filter(({ area }) => open.includes(area)).sort(byName);
      expect(ours, `night ${night}`).toEqual([...(await lastOutcomes(warehouse, open))].sort(byName));
    }
  });
});

const EMPTY: Omit<Verdict, "area" | "rule" | "outcome" | "steadyTier" | "period"> = {
  ...{ kind: "rolling-30-days", tier: null, reason: null, coverage: 1 },
  facts: { values: {}, partsIn: 1, partsExpected: 1 },
};

const byName = (a: { area: string; rule: string }, b: { area: string; rule: string }): number =>
  `${a.area} ${a.rule}` < `${b.area} ${b.rule}` ? -1 : 1;
