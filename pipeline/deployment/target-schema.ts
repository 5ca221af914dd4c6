import { z } from "zod";
import type { TextKey } from "../../reports/language/catalogue.ts";
import { parseTarget } from "../../rules/targets/parse-target.ts";

const text = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
const id = z.string().regex(/^[a-z0-9-]+$/, "error.small-letters");
const month = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/, "error.month")
  .describe("Month, such as 2025-12");
const area = z.string("error.area-code-in-quotes").min(1);

const plan = z.strictObject({
  id: id.describe("Name by which targets refer to it"),
  title: text.describe("The plan, as printed"),
  from: month.describe("First month of the plan"),
  to: month.describe("Last month of the plan"),
  source: z.string().min(1).describe("Document and table the targets stand in"),
});

const base = z.strictObject({
  value: z.number().describe("The figure the plan starts from, in the target's unit"),
  kind: z
    .enum(["sum", "year", "level"])
    .describe(
      "A sum over the months, the flow of one year, or a level at their end: never compared with another kind",
    ),
  from: month.optional().describe("First month it sums; not for a level"),
  to: month.describe("Last month"),
  mark: z.string().optional().describe("Footnote mark printed with it"),
});

const target = z.strictObject({
  id: id.describe("Name of this target"),
  plan: z.string().describe("Id of the plan it belongs to"),
  area: area.describe("Code of the area it binds"),
  title: text.optional().describe("What is planned, as printed; an indicator's own title unless said"),
  indicator: z.string().optional().describe("Indicator whose figures show how it stands"),
  unit: z.string().min(1).describe("Unit of the figures: 人, 万人, %"),
  kind: z
    .enum(["cumulative", "level", "rate", "text"])
    .describe("A sum over the plan, a level, a rate of change, or words that nobody can measure"),
  target: z
    .string("error.target-in-quotes")
    .min(1)
    .describe("The target as printed: 4以内, 6左右, >〔12500〕, ≥52, 5-6, 稳步提高"),
  tolerance: z
    .number()
    .min(0)
    .optional()
    .describe("How far 左右 reaches, in the target's unit; without it 左右 is not judged"),
  from: month.optional().describe("First month, where it is not the plan's"),
  to: month.optional().describe("Last month, where it is not the plan's"),
  base: base.optional().describe("What the plan starts from"),
  nature: z.enum(["expected", "binding"]).optional().describe("预期性 (expected) or 约束性 (binding)"),
});

const actual = z.strictObject({
  target: z.string().describe("Id of the target it belongs to"),
  from: month.optional().describe("First month it sums; not for a level"),
  to: month.describe("Last month it sums, or at whose end it stood"),
  value: z.number().describe("The figure, in the target's unit"),
  source: z.string().min(1).describe("Where it was published"),
});

const percent = z.number().min(0).max(100);
const pace = z
  .strictObject({ slow: percent, behind: percent, farBehind: percent })
  .refine(({ slow, behind, farBehind }) => farBehind <= behind && behind <= slow, "error.pace-order")
  .describe(
    "Percent of the straight line below which a running plan's office is reminded: a management matter, no risk",
  );

/** The plans a deployment follows (规划目标), `targets.yaml`. */
export const targetsSchema = z
  .strictObject({
    plans: z.array(plan).min(1).describe("Plans that set the targets"),
    targets: z.array(target).min(1).describe("One for each figure of their tables"),
    actuals: z.array(actual).default([]).describe("Published figures, where no indicator has them"),
    pace: pace.default({ slow: 95, behind: 90, farBehind: 80 }),
  })
  .superRefine(({ targets }, context) => {
    targets.forEach((planTarget, index) => {
      for (const { key, message, params } of targetMistakes(planTarget))
        context.addIssue({ code: "custom", path: ["targets", index, key], message, params });
    });
  });

export type TargetsFile = z.infer<typeof targetsSchema>;
export type PlanTarget = TargetsFile["targets"][number];
export type TargetActual = TargetsFile["actuals"][number];

/** A mistake of a target: the key it stands at, its text in the catalogue, and what the text is filled with. */
interface TargetMistake {
  readonly key: keyof PlanTarget;
  readonly message: TextKey;
  readonly params: Record<string, string | readonly string[]>;
}

const EXAMPLES = ["4以内", "6左右", ">〔12500〕", "≥52", "=0", "5-6"];

/** Mistakes of one target that show without looking at the others. */
function targetMistakes(planTarget: z.infer<typeof target>): TargetMistake[] {
  const parsed = parseTarget(planTarget.target);
  const written = { target: planTarget.target };
  if (!parsed)
    return [
      { key: "target", message: "error.target-unreadable", params: { ...written, examples: EXAMPLES } },
    ];
  const mistakes: TargetMistake[] = [];
  const addMistake = (key: keyof PlanTarget, message: TextKey, params: Record<string, string> = {}) =>
    mistakes.push({ key, message, params });
  const words = parsed.form === "text" || parsed.form === "none";
  if (parsed.sum && planTarget.kind !== "cumulative") addMistake("kind", "error.target-sums");
  if (planTarget.kind === "text" && !words) addMistake("kind", "error.target-has-figure", written);
  if (planTarget.kind === "cumulative" && !words && !["at-least", "more-than", "reach"].includes(parsed.form))
    addMistake("kind", "error.target-is-no-sum", written);
  if (planTarget.tolerance !== undefined && parsed.form !== "about")
    addMistake("tolerance", "error.tolerance", { word: "左右" });
  if (!planTarget.title && !planTarget.indicator) addMistake("title", "error.target-without-title");
  if (planTarget.base && (planTarget.base.kind === "level") === (planTarget.base.from !== undefined))
    addMistake("base", "error.base-months");
  return mistakes;
}
