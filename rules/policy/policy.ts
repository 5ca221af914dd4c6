import { z } from "zod";
import { ruleById, rules } from "../definitions/index.ts";
import { TIERS } from "./tiers.ts";

const bound = z.union([
  z.number(),
  z.strictObject({ above: z.number().describe("The figure must be greater than this") }),
  z.strictObject({ below: z.number().describe("The figure must be smaller than this") }),
]);
const limb = z
  .record(z.string(), bound)
  .describe("Conditions that must hold together; a bare number means at least");
const lines = z
  .partialRecord(z.enum(TIERS), z.array(limb).min(1))
  .describe("For each tier the conditions of which one is enough");
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
const linesToLeave = z
  .partialRecord(z.enum(TIERS), z.array(limb).min(1))
  .describe(
    "Bounds under which a figure must fall before it has left a tier; unless said it leaves when it no longer reaches the line as the dwell asks",
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
const ruleCap = z.enum(TIERS).describe("The highest tier this rule may give by itself");

/** What a level of areas may have otherwise than the rule's other levels. */
const ofLevel = z.strictObject({
  lines: lines.optional(),
  dwell: dwell.optional(),
  exit: linesToLeave.optional(),
  hold: hold.optional(),
  floor: leastCounts.optional(),
  coverageFloor: ruleFloor.optional(),
  cap: ruleCap.optional(),
});

const accepted = z
  .partialRecord(z.enum(TIERS), z.number().min(0))
  .describe("At most so many for each area and year, at this tier or above");
const budget = z
  .strictObject({ region: accepted.optional(), league: accepted.optional(), banner: accepted.optional() })
  .describe(
    "False warnings that the bureau accepts (虚警预算), by level and tier; fengsui check holds the lines to it",
  );

const ruleSettings = z.strictObject({
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
  lines,
  levels: z
    .strictObject({ region: ofLevel.optional(), league: ofLevel.optional(), banner: ofLevel.optional() })
    .default({})
    .describe("Settings that differ at a level of areas"),
});

/** The message on a parameter of another type than its default, by the type of the default. */
const KINDS: Readonly<Record<string, string>> = {
  number: "error.parameter-number",
  boolean: "error.parameter-boolean",
  string: "error.parameter-string",
};

/** A bureau's dated, approved choice of tier lines (预警方案), as written in `policy.yaml`. */
export const policySchema = z
  .strictObject({
    version: z.string().min(1).describe("Name of this version, printed in every notice"),
    validFrom: z.iso.date().describe("First night it holds for"),
    approvedBy: z.string().min(1).describe("Who approved it"),
    coverageFloor: z
      .number()
      .min(0)
      .max(1)
      .describe("Share of expected reports below which an area is not judged"),
    lowerAfterDays: z
      .number()
      .int()
      .min(0)
      .describe("Days a lighter tier must hold before a case is lowered"),
    liftAfterDays: z.number().int().min(1).describe("Days below every line before a case is lifted"),
    combination: z
      .strictObject({
        families: z
          .number()
          .int()
          .min(2)
          .optional()
          .describe(
            "Independent source families that must agree at a tier for a case to stand one tier higher",
          ),
        upTo: z.enum(TIERS).default("I").describe("The highest tier that agreement may give"),
      })
      .optional()
      .describe("How the rules of an area are taken together, beyond the highest tier of its primary rules"),
    mutes: z
      .array(
        z.strictObject({
          from: z.iso.date(),
          until: z.iso.date().describe("Last day"),
          area: z.string().optional().describe("This area and all below it; everywhere unless said"),
          rule: z.string().optional().describe("Changes that this rule caused; all unless said"),
          author: z.string().min(1),
          reason: z.string().min(1),
        }),
      )
      .default([])
      .describe("Windows in which changes are kept and told only at their end (静默)"),
    drills: z
      .array(
        z.strictObject({
          from: z.iso.date(),
          until: z.iso.date().describe("Last day"),
          area: z.string(),
          rule: z.string(),
          tier: z.enum(TIERS),
          author: z.string().min(1),
          reason: z.string().min(1),
        }),
      )
      .default([])
      .describe(
        "Exercises (演练): a case that goes through the whole chain, marked, and enters no statistic",
      ),
    mail: z
      .strictObject({
        wait: z
          .array(
            z.strictObject({
              change: z.enum(["opened", "raised", "lowered", "lifted", "held"]),
              tiers: z.array(z.enum(TIERS)).min(1),
            }),
          )
          .default([])
          .describe("Changes that are gathered into one letter for each office"),
        on: z
          .enum(["every-day", "monday", "tuesday", "wednesday", "thursday", "friday"])
          .default("every-day")
          .describe("When gathered changes are told"),
      })
      .default({ wait: [], on: "every-day" })
      .describe("Which changes make a mail at once and which wait"),
    falseDiscoveryRate: z
      .number()
      .gt(0)
      .max(0.5)
      .optional()
      .describe(
        "Share of one night's alarms over all areas that may be false, for rules that tell probabilities",
      ),
    budget: budget.optional(),
    smallCells: z
      .strictObject({
        firms: z.number().int().min(1).describe("Fewest enterprises that a cell may speak of"),
        share: z
          .number()
          .positive()
          .max(1)
          .describe("Share of the persons from which one enterprise dominates"),
        p: z
          .number()
          .min(0)
          .max(100)
          .default(10)
          .describe("Percent of an enterprise's persons within which no other may estimate it"),
      })
      .default({ firms: 3, share: 0.8, p: 10 })
      .describe("From when on a figure about enterprises may be circulated"),
    rules: z.record(z.string(), ruleSettings).describe("The rules in use, by id"),
  })
  .superRefine((policy, context) => {
    for (const [id, settings] of Object.entries(policy.rules)) {
      for (const { path, message, params } of ruleMistakes(id, settings))
        context.addIssue({ code: "custom", path: ["rules", id, ...path], message, params });
    }
  });

/** A mistake in the settings of a rule: where it stands, the key of its text in the catalogue, and what the text is filled with. */
interface RuleMistake {
  readonly path: (string | number)[];
  readonly message: string;
  readonly params: Record<string, string | readonly string[]>;
}

function ruleMistakes(id: string, settings: z.infer<typeof ruleSettings>): RuleMistake[] {
  const rule = ruleById(id);
  if (!rule) {
    const known = rules.map((existing) => existing.id);
    return [{ path: [], message: "error.no-such-rule", params: { known } }];
  }
  const withoutLines: RuleMistake[] =
    Object.keys(settings.lines).length === 0
      ? [{ path: ["lines"], message: "error.rule-without-lines", params: { tiers: TIERS } }]
      : [];
  return [
    ...lineMistakes(id, Object.keys(rule.quantities), settings),
    ...withoutLines,
    ...parameterMistakes(id, rule.parameters, settings),
  ];
}

function lineMistakes(
  rule: string,
  quantities: readonly string[],
  { lines }: z.infer<typeof ruleSettings>,
): RuleMistake[] {
  return Object.entries(lines).flatMap(([tier, limbs]) =>
    limbs.flatMap((limb, index): RuleMistake[] => {
      const wrong = Object.keys(limb).filter((name) => !quantities.includes(name));
      const path = ["lines", tier, index];
      if (wrong.length > 0)
        return [{ path, message: "error.line-of-other-quantity", params: { rule, quantities, wrong } }];
      return Object.keys(limb).length === 0
        ? [{ path, message: "error.line-without-condition", params: { rule, quantities } }]
        : [];
    }),
  );
}

function parameterMistakes(
  rule: string,
  usual: Readonly<Record<string, unknown>>,
  { parameters }: z.infer<typeof ruleSettings>,
): RuleMistake[] {
  const ofAnotherType = Object.entries(parameters).flatMap(([name, value]): RuleMistake[] => {
    const known = usual[name];
    if (known === undefined || typeof value === typeof known) return [];
    const message = KINDS[typeof known] ?? "error.parameter-string";
    return [{ path: ["parameters", name], message, params: { example: `${name}: ${known}` } }];
  });
  const wrong = Object.keys(parameters).filter((name) => !(name in usual));
  const unknown: RuleMistake[] =
    wrong.length > 0
      ? [
          {
            path: ["parameters"],
            message: "error.no-such-parameter",
            params: { rule, wrong, known: Object.keys(usual) },
          },
        ]
      : [];
  return [...ofAnotherType, ...unknown];
}

export type Policy = z.infer<typeof policySchema>;
/** A rule's settings as written. */
export type RuleSettings = Policy["rules"][string];
