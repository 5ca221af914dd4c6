import { z } from "zod";
import { CASE_CHANGES } from "../policy/case-changes.ts";
import { ruleSettingsSchema } from "../policy/rule-schema.ts";
import { TIERS } from "../policy/tiers.ts";

const name = () => z.string().trim().min(1);
const day = () => z.iso.date();
const area = () => name().describe("Name of an area of this file");
const period = () =>
  name().describe("2026-03 for a month, or a quarter by its last month; a week by its last day");
const facts = z
  .record(z.string(), z.union([z.number(), z.string(), z.null()]))
  .describe("Facts of the verdict by name; a number is compared with as many decimals as are written here");

/** The tree of made-up areas: a region, in it leagues, in these banners. */
const areas = z
  .record(name(), z.record(name(), z.array(name()).min(1)))
  .describe("Areas of these tests by name: a region, its leagues, and the banners of each");

const duty = z
  .strictObject({
    report: name().describe("Report kind that is owed"),
    from: z.enum(["region", "league", "banner"]).describe("Level of the areas that owe it"),
    period: z.enum(["month", "quarter", "year"]).describe("How long a period of it is"),
    due: z
      .strictObject({
        days: z.number().int().min(0).max(60).describe("Days after the last day of the period"),
      })
      .describe("When it is due"),
  })
  .describe("A report that is owed (报送义务)");

const late = z.strictObject({
  indicator: name().describe("Indicator whose report came late"),
  area: area(),
  period: period(),
  known: day().describe("Day on which it came in"),
});

const correction = z.strictObject({
  indicator: name().describe("Indicator whose report was corrected"),
  area: area(),
  period: period(),
  value: z
    .union([z.number(), z.string()])
    .describe("The figure that replaces it: 110, 382/76443, or _ for none"),
  known: day().describe("Day on which the correction came in"),
});

const layoff = z.strictObject({
  area: area(),
  employer: name().describe("Name of the enterprise"),
  code: name().optional().describe("Its credit code, where the report has it; else it is known by its name"),
  industry: name().optional().describe("Its industry, where the report has it"),
  group: name().optional().describe("The group that it belongs to, where the report has it"),
  controller: name().optional().describe("Credit code of who controls it, where the report has it"),
  persons: z.number().int().min(0).describe("Workers affected"),
  staff: z.number().int().min(1).optional().describe("Staff total, where the report has it"),
  closure: z.boolean().default(false).describe("The enterprise closes"),
  receivedOn: day().describe("Date of the report"),
  startsOn: day()
    .optional()
    .describe("First day on which workers leave; thirty days after the report unless said"),
  known: day().optional().describe("Day on which it came in; the date of the report unless said"),
});

const statement = z.strictObject({
  area: area(),
  period: period(),
  known: day().optional().describe("Day on which it came in; the day it was due unless said"),
});

const expectation = z
  .strictObject({
    date: day().optional().describe("The night; the last day of the test unless said"),
    area: area(),
    rule: name().describe("Id of the rule"),
    period: period().optional().describe("The period judged; the one that stands that night unless said"),
    tier: z
      .enum([...TIERS, "none"])
      .optional()
      .describe("The tier the figures reach; none where they reach no line"),
    steady: z
      .enum([...TIERS, "none"])
      .optional()
      .describe("The tier that a case may take, after as many periods as the policy asks"),
    outcome: z.enum(["fired", "quiet", "not-judged"]).optional().describe("What the rule finds"),
    reason: name().optional().describe("Why it does not judge, such as coverage-below-floor"),
    facts: facts.optional(),
  })
  .describe("What a rule finds in an area on a night");

const event = z.strictObject({
  date: day().describe("The night of the change"),
  area: area(),
  kind: z.enum(CASE_CHANGES).exclude(["closed"]).describe("The change of the case"),
  tier: z.enum(TIERS).optional().describe("The tier after it; leave it out for a lifted case"),
  rule: name().optional().describe("The rule that gives the case its title"),
  reason: name().optional().describe("Why it changed, such as first-time or below-every-line"),
  facts: facts.optional(),
  recipients: z
    .array(name())
    .optional()
    .describe("The areas whose offices are notified, all of them; every area of the file has an office"),
});

const legalDuty = z.strictObject({
  date: day().optional().describe("The night; the last day of the test unless said"),
  area: area(),
  employer: name().describe("Name of the enterprise"),
  owed: z.boolean().describe("Whether the law asks it for a report (劳动合同法第四十一条)"),
});

const policyTest = z.strictObject({
  name: name().describe("What the test shows, in words; no two alike"),
  basis: z.string().optional().describe("Where the figures and the expectation come from"),
  from: day().optional().describe("First night; the day the first report comes in unless said"),
  to: day()
    .optional()
    .describe("Last night; the last day on which something comes in or is expected unless said"),
  owes: z
    .record(name(), z.array(name()))
    .default({})
    .describe("By kind of report the areas that owe it; all of the duty's level unless said"),
  weights: z
    .record(name(), z.number().positive())
    .default({})
    .describe("Sizes of banners; all the same unless said"),
  figures: z
    .record(name(), z.record(name(), name()))
    .default({})
    .describe(
      'Figures by indicator and area ("*": every area that owes the report and is not named): the first period, then the figures in a row. "2024-01: 40x12 _ 110" is twelve times 40, a missing one and 110; 40+2x3 is 40, 42 and 44; a ratio is written 382/76443. They come in on the day they are due',
    ),
  late: z.array(late).default([]).describe("Figures that come in on another day than they are due"),
  corrections: z.array(correction).default([]).describe("Figures that replace others"),
  layoffs: z.array(layoff).default([]).describe("Layoff reports of enterprises"),
  statements: z
    .array(statement)
    .optional()
    .describe(
      "Monthly layoff statements that came in; areas without any are taken to have made all of theirs",
    ),
  expect: z.array(expectation).default([]).describe("What rules find"),
  legalDuty: z
    .array(legalDuty)
    .default([])
    .describe("What the law asks of enterprises, whatever the policy's lines"),
  events: z
    .array(event)
    .optional()
    .describe("Every change of a case in these days, and no other; not compared unless given"),
});

/** A file of tests of a policy (预警方案测试). */
export const policyTestFileSchema = z.strictObject({
  areas: areas.optional(),
  policy: z
    .record(z.string(), z.unknown())
    .default({})
    .describe(
      "Keys of a version of the policy that these tests have otherwise, as in policy.yaml; rules stand under rules",
    ),
  rules: z
    .record(z.string(), ruleSettingsSchema)
    .default({})
    .describe("Rules that these tests add to the policy or have otherwise, by id, as in policy.yaml"),
  duties: z
    .array(duty)
    .default([])
    .describe(
      "Reports that are owed in these tests besides those of the deployment, or otherwise than there",
    ),
  tests: z.array(policyTest).min(1).describe("The tests"),
});

export type PolicyTestFile = z.infer<typeof policyTestFileSchema>;
export type PolicyTest = PolicyTestFile["tests"][number];
export type Expectation = PolicyTest["expect"][number];
export type ExpectedEvent = NonNullable<PolicyTest["events"]>[number];
export type ExpectedFacts = NonNullable<Expectation["facts"]>;
