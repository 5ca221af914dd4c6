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
  .partialRecord(z.enum(TIERS), z.number().int().min(1).max(12))
  .default({})
  .describe(
    "For how many periods in a row a line must be reached before a case takes the tier; 1 unless said",
  );

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
  cap: z.enum(TIERS).optional().describe("The highest tier this rule may give by itself"),
  dwell,
  lines,
});

/** What a parameter may be, by the type of its default. */
const KINDS: Readonly<Record<string, string>> = {
  number: "a number",
  boolean: "true or false",
  string: "a word",
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
      })
      .default({ firms: 3, share: 0.8 })
      .describe("From when on a figure about enterprises may be circulated"),
    rules: z.record(z.string(), ruleSettings).describe("The rules in use, by id"),
  })
  .superRefine((policy, context) => {
    for (const [id, settings] of Object.entries(policy.rules)) {
      const rule = ruleById(id);
      if (!rule) {
        context.addIssue({
          code: "custom",
          path: ["rules", id],
          message: `no such rule; there are ${rules.map((existing) => existing.id).join(", ")}`,
        });
        continue;
      }
      const quantities = Object.keys(rule.quantities);
      for (const [tier, limbs] of Object.entries(settings.lines)) {
        for (const [index, limb] of limbs.entries()) {
          const wrong = Object.keys(limb).filter((name) => !quantities.includes(name));
          if (wrong.length > 0 || Object.keys(limb).length === 0) {
            context.addIssue({
              code: "custom",
              path: ["rules", id, "lines", tier, index],
              message: `a line of ${id} speaks of ${quantities.join(", ")}${wrong.length ? `, not of ${wrong.join(", ")}` : ""}`,
            });
          }
        }
      }
      if (Object.keys(settings.lines).length === 0) {
        context.addIssue({
          code: "custom",
          path: ["rules", id, "lines"],
          message: `at least one tier with its conditions: ${TIERS.join(", ")}`,
        });
      }
      for (const [name, value] of Object.entries(settings.parameters)) {
        const usual = rule.parameters[name];
        if (usual !== undefined && typeof value !== typeof usual) {
          context.addIssue({
            code: "custom",
            path: ["rules", id, "parameters", name],
            message: `${KINDS[typeof usual] ?? typeof usual}, as in ${name}: ${usual}`,
          });
        }
      }
      const unknown = Object.keys(settings.parameters).filter((name) => !(name in rule.parameters));
      if (unknown.length > 0) {
        context.addIssue({
          code: "custom",
          path: ["rules", id, "parameters"],
          message: `${id} has no parameter ${unknown.join(", ")}; it has ${Object.keys(rule.parameters).join(", ") || "none"}`,
        });
      }
    }
  });

export type Policy = z.infer<typeof policySchema>;
export type RuleSettings = Policy["rules"][string];
