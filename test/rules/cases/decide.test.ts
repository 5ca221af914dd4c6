import { expect, test } from "vitest";
import { type Decision, decide, type OpenCase } from "../../../rules/cases/decide.ts";
import { rank, TIERS, type Tier } from "../../../rules/policy/tiers.ts";

const policy = { lowerAfterDays: 7, liftAfterDays: 30 };
/** A case whose rules have been below its tier, and below every line, for these days. */
const at = (tier: Tier, daysBelowTier = 0, daysBelowAll = 0, lately: Tier | null = null): OpenCase => ({
  tier,
  daysBelowTier,
  daysBelowAll,
  lately,
});

test.each<{ name: string; open: OpenCase | null; tonight: Tier | null; is: Decision }>([
  { name: "no case and no risk", open: null, tonight: null, is: { change: "none", reason: "no-risk" } },
  {
    name: "a first risk opens at its own tier",
    open: null,
    tonight: "II",
    is: { change: "opened", to: "II", reason: "first-time" },
  },
  {
    name: "a case is raised at once",
    open: at("IV"),
    tonight: "III",
    is: { change: "raised", to: "III", reason: "tier-rose" },
  },
  {
    name: "over several tiers too",
    open: at("IV", 5),
    tonight: "I",
    is: { change: "raised", to: "I", reason: "tier-rose" },
  },
  {
    name: "the same tier is nothing new",
    open: at("III"),
    tonight: "III",
    is: { change: "none", reason: "nothing-new" },
  },
  {
    name: "the same tier after a calm stretch is nothing new",
    open: at("III", 20, 20),
    tonight: "III",
    is: { change: "none", reason: "nothing-new" },
  },
  {
    name: "a fall from II to III is a lowering",
    open: at("II", 7),
    tonight: "III",
    is: { change: "lowered", to: "III", reason: "tier-fell" },
  },
  {
    name: "and never a lifting, however long ago the tier was",
    open: at("II", 90, 90),
    tonight: "IV",
    is: { change: "lowered", to: "IV", reason: "tier-fell" },
  },
  {
    name: "a lowering goes to the gravest tier of the waiting days, not to tonight's",
    open: at("I", 7, 0, "II"),
    tonight: "IV",
    is: { change: "lowered", to: "II", reason: "tier-fell" },
  },
  {
    name: "a lowering waits for the policy's days",
    open: at("II", 6),
    tonight: "III",
    is: { change: "none", reason: "waiting-to-lower" },
  },
  {
    name: "below every line for 29 days",
    open: at("IV", 29, 29),
    tonight: null,
    is: { change: "none", reason: "waiting-to-lift" },
  },
  {
    name: "below every line for 30 days",
    open: at("IV", 30, 30),
    tonight: null,
    is: { change: "lifted", to: null, reason: "below-every-line" },
  },
  {
    name: "below its own tier for long, but below all for a week only",
    open: at("I", 60, 7),
    tonight: null,
    is: { change: "none", reason: "waiting-to-lift" },
  },
  {
    name: "a day that could not be judged: no calm day yet",
    open: at("IV", 0, 0),
    tonight: null,
    is: { change: "none", reason: "waiting-to-lift" },
  },
])("$name", ({ open, tonight, is }) => {
  expect(decide(open, tonight, policy)).toEqual(is);
});

test("of every case and every night: only upward at once, and lifted only below every line", () => {
  for (const tier of TIERS) {
    for (const tonight of [null, ...TIERS]) {
      const { change } = decide(at(tier, 400, 400), tonight, policy);
      const expected =
        tonight === null
          ? "lifted"
          : rank(tonight) > rank(tier)
            ? "raised"
            : rank(tonight) < rank(tier)
              ? "lowered"
              : "none";
      expect(change, `${tier} and tonight ${tonight}`).toBe(expected);
    }
  }
});

test("a policy may lower the same night", () => {
  expect(decide(at("II", 0), "III", { lowerAfterDays: 0, liftAfterDays: 30 }).change).toBe("lowered");
});
