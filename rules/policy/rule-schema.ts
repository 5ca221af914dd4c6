import { z } from "zod";
import { TIERS } from "./tiers.ts";

type RawIssue = Parameters<z.core.$ZodErrorMap>[0];

/** What to write instead of `.inf` and `.nan`, which are numbers in YAML. */
const finite = ({ input }: RawIssue): string | undefined =>
  typeof input === "number" && !Number.isFinite(input) ? "error.number-not-finite" : undefined;

/** What to write instead of `above` and `below` in one bound. */
const either = ({ code, input }: RawIssue): string | undefined =>
  code === "unrecognized_keys" && "above" in Object(input) && "below" in Object(input)
    ? "error.bound-of-both"
    : undefined;

const figure = () => z.number({ error: finite });

const bound = z
  .union([
    figure(),
    z.strictObject({ above: figure().describe("The figure must be greater than this") }, { error: either }),
    z.strictObject({ below: figure().describe("The figure must be smaller than this") }, { error: either }),
  ])
  .describe("A bare number means at least; { above: n } and { below: n } exclude n itself");
const limb = z
  .record(z.string(), bound)
  .describe("Conditions that must hold together; a bare number means at least");
const limbsByTier = () => z.partialRecord(z.enum(TIERS), z.array(limb).min(1));

const lines = limbsByTier().describe(
  "For each tier the conditions of which one is enough; a graver tier's are harder to meet than a lighter one's",
);
const dwell = z
  .partialRecord(
    z.enum(TIERS),
    z.union([
      z.number().int().min(1).max(12),
      z.strictObject({
        periods: z.number().int().min(1).max(12).describe("Periods that must reach the line"),
        of: z.number().int().min(1).max(12).describe("Among so many last judged ones"),
      }),
    ]),
  )
  .describe(
    "For how many periods in a row (or of the last so many) a line must be reached before a case takes the tier; 1 unless said",
  );
const linesToLeave = limbsByTier().describe(
  "Bounds under which a figure must fall before it has left a tier; unless said it is left when the line is no longer reached as the dwell asks",
);
const hold = z
  .partialRecord(z.enum(TIERS), z.number().int().min(0).max(366))
  .describe("Days without the tier before a case leaves it; lowerAfterDays and liftAfterDays unless said");
const leastCounts = z
  .record(z.string(), z.number().min(0))
  .describe("Small-count floors: no line counts while one of these quantities is lower");
const ruleFloor = z
  .number()
  .min(0)
  .max(1)
  .describe(
    "Share of expected reports below which this rule does not judge; the policy's coverageFloor unless said",
  );
const ruleCap = z
  .enum(TIERS)
  .describe("The highest tier this rule may give by itself; the gravest of its lines unless said");

/** What a level of areas may have otherwise than the rule's other levels. */
const ofLevel = z
  .strictObject({
    lines: lines.optional(),
    dwell: dwell.optional(),
    exit: linesToLeave.optional(),
    hold: hold.optional(),
    floor: leastCounts.optional(),
    coverageFloor: ruleFloor.optional(),
    cap: ruleCap.optional(),
  })
  .describe("What areas of this level have otherwise; a key given here replaces the rule's whole");

/** The settings of a rule in a version of a policy. */
export const ruleSettingsSchema = z.strictObject({
  status: z
    .enum(["law", "published", "trial"])
    .describe("Where the lines come from; trial (试行) is printed in every notice"),
  note: z.string().default("").describe("Why the lines are where they are"),
  parameters: z
    .record(z.string(), z.union([z.number(), z.string(), z.boolean()]))
    .default({})
    .describe("Settings of the rule's own arithmetic"),
  role: z
    .enum(["primary", "corroborating"])
    .default("primary")
    .describe("Whether the rule opens and holds cases, or only stands beside one that another rule opened"),
  cap: ruleCap.optional(),
  dwell: dwell.default({}),
  exit: linesToLeave.default({}),
  hold: hold.default({}),
  floor: leastCounts.default({}),
  coverageFloor: ruleFloor.optional(),
  lines: lines.default({}),
  levels: z
    .strictObject({ region: ofLevel.optional(), league: ofLevel.optional(), banner: ofLevel.optional() })
    .default({})
    .describe("Settings that differ at a level of areas"),
});
