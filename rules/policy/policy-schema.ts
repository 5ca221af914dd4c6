import { z } from "zod";
import { CASE_CHANGES } from "./case-changes.ts";
import { episodesSchema } from "./episodes-schema.ts";
import { ruleSettingsSchema } from "./rule-schema.ts";
import { TIERS } from "./tiers.ts";

const accepted = z
  .partialRecord(z.enum(TIERS), z.number().min(0))
  .describe("At most so many for each area and year, at this tier or above");
const budget = z
  .strictObject({ region: accepted.optional(), league: accepted.optional(), banner: accepted.optional() })
  .describe(
    "False warnings that the bureau accepts (虚警预算), by level and tier; fengsui check holds the lines to it",
  );

const name = () => z.string().trim().min(1);

/** What mutes and drills have in common: their days, who wrote them and why. */
const days = {
  from: z.iso.date().describe("First day"),
  until: z.iso.date().describe("Last day"),
  author: name().describe("Who wrote this window"),
  reason: name().describe("Why, as it is printed"),
};

const mutes = z
  .array(
    z.strictObject({
      ...days,
      area: z.string().optional().describe("This area and all below it; everywhere unless said"),
      rule: z.string().optional().describe("Changes that this rule caused; all unless said"),
    }),
  )
  .default([])
  .describe("Windows in which changes are kept and told only at their end (静默)");

const drills = z
  .array(
    z.strictObject({
      ...days,
      area: z.string().describe("Code of the area that exercises"),
      rule: z.string().describe("The rule that is played to have fired"),
      tier: z.enum(TIERS).describe("The tier it is played at"),
    }),
  )
  .default([])
  .describe("Exercises (演练): a case that goes through the whole chain, marked, and enters no statistic");

type Waiting = { change: (typeof CASE_CHANGES)[number]; tiers: (typeof TIERS)[number][] };

/** Blue is a line of the daily letter whatever becomes of it; so is that a case is below its lines, and what a person wrote at its end. */
const BLUE_WAITS: Waiting[] = [
  ...(["opened", "reopened", "held", "moved", "merged", "corrected", "lifted"] as const).map(
    (change): Waiting => ({ change, tiers: ["IV"] }),
  ),
  { change: "quiet", tiers: [...TIERS] },
  { change: "closed", tiers: [...TIERS] },
];

/** Days after which an office that heard nothing gets a sign of life. */
const SIGN_OF_LIFE = 30;

/** Days on which the office writes. */
const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday"] as const;

const mail = z
  .strictObject({
    wait: z
      .array(
        z.strictObject({
          change: z.enum(CASE_CHANGES).describe("The change of a case that waits"),
          tiers: z.array(z.enum(TIERS)).min(1).describe("At these tiers"),
        }),
      )
      .default(BLUE_WAITS)
      .describe(
        "Changes that go into the daily letter of each person instead of a mail at once; unless said, every change at IV, and at all tiers that a case is quiet or closed",
      ),
    on: z
      .enum(["every-day", ...WEEKDAYS])
      .default("every-day")
      .describe("When changes that wait are written"),
    signOfLife: z
      .union([z.literal("off"), z.number().int().min(7).max(366)])
      .default(SIGN_OF_LIFE)
      .describe(
        "Days without any mail after which an office gets a short letter: what came from it, what is due, what stands",
      ),
    blueList: z
      .enum(["off", ...WEEKDAYS])
      .default("monday")
      .describe("The weekday on which offices with areas below them get the list of what stands at IV there"),
  })
  .default({ wait: BLUE_WAITS, on: "every-day", signOfLife: SIGN_OF_LIFE, blueList: "monday" })
  .describe("Which changes make a mail at once and which wait");

const neighbours = z
  .strictObject({
    tiers: z.array(z.enum(TIERS)).describe("Notices of these tiers go to the areas of the same parent too"),
  })
  .default({ tiers: [] })
  .describe("Which notices neighbours get (相邻地区), always without names of enterprises; none unless said");

const combination = z
  .strictObject({
    families: z
      .number()
      .int()
      .min(2)
      .optional()
      .describe(
        "Independent source families that must agree at a tier for a case to stand one tier higher; a family is a kind of report",
      ),
    from: z
      .enum(TIERS)
      .default("IV")
      .describe("The lightest tier at which agreement counts: below it sources meet by chance"),
    upTo: z.enum(TIERS).default("I").describe("The highest tier that agreement may give"),
  })
  .optional()
  .describe("How the rules of an area are taken together, beyond the highest tier of its primary rules");

const smallCells = z
  .strictObject({
    firms: z.number().int().min(1).describe("Fewest enterprises that a cell may speak of"),
    share: z.number().positive().max(1).describe("Share of the persons from which one enterprise dominates"),
    p: z
      .number()
      .min(0)
      .max(100)
      .default(10)
      .describe("Percent of an enterprise's persons within which no other may estimate it"),
  })
  .default({ firms: 3, share: 0.8, p: 10 })
  .describe("From when on a figure about enterprises may be circulated");

/** When a version holds, who wrote it and who may approve it. */
const standing = {
  version: name().describe("Name of this version, printed in every notice"),
  validFrom: z.iso.date().describe("First night it holds for"),
  validTo: z.iso
    .date()
    .optional()
    .describe("Last night it holds for; until the next version begins unless said"),
  trial: z.boolean().default(false).describe("A version on trial (试行) may be used before it is approved"),
  author: name().optional().describe("Who wrote it; an author never approves"),
  approvers: z
    .array(name())
    .min(1)
    .optional()
    .describe("Who may approve it, by name as given to fengsui policy approve --by"),
  approvedBy: name().describe("Who approved it, or what approval it waits for"),
  approvedOn: z.iso.date().optional().describe("Day of the approval; leave it out while it waits"),
};

/** The keys of a version of a policy, before they are compared with each other. */
export const policyKeys = z.strictObject({
  ...standing,
  coverageFloor: z
    .number()
    .min(0)
    .max(1)
    .describe("Share of expected reports below which an area is not judged"),
  lowerAfterDays: z
    .number()
    .int()
    .min(0)
    .max(366)
    .describe("Days a lighter tier must hold before a case is lowered"),
  liftAfterDays: z
    .number()
    .int()
    .min(1)
    .max(366)
    .describe("Days below every line before a case is lifted; not fewer than lowerAfterDays"),
  combination,
  episodes: episodesSchema,
  mutes,
  drills,
  mail,
  neighbours,
  falseDiscoveryRate: z
    .number()
    .gt(0)
    .max(0.5)
    .optional()
    .describe(
      "Share of one night's alarms over all areas that may be false, for rules that tell probabilities",
    ),
  budget: budget.optional(),
  smallCells,
  rules: z.record(z.string(), ruleSettingsSchema).describe("The rules in use, by id"),
});

export type Policy = z.infer<typeof policyKeys>;
/** A rule's settings as written. */
export type RuleSettings = Policy["rules"][string];
