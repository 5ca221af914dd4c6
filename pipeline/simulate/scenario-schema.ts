import { z } from "zod";
import type { TextKey } from "../../reports/language/catalogue.ts";
import { scenarioActSchema } from "./scenario-acts.ts";
import { recentKinds } from "./scenario-kinds.ts";
import { areaCode, expectationSchema, month, share, shockSchema } from "./scenario-shocks.ts";

const season = z
  .array(z.number().positive())
  .length(12, "error.twelve-factors")
  .describe("Factors of the twelve months, January first; only their proportions count");
const range = z
  .tuple([z.number(), z.number()])
  .refine(([low, high]) => low <= high, "error.lower-end-first")
  .describe("Lower and upper end");
const noise = z.number().min(0).max(1).describe("Standard deviation as a share of the figure");

const insured = z.strictObject({
  growthPerYear: z.number().min(-0.5).max(0.5).describe("Growth of the insured stock in a year"),
  separationsPerMonth: share.describe("Share of the stock removed in a usual month"),
  seasonAdded: season,
  seasonRemoved: season,
});

const claims = z.strictObject({
  perMonth: share.describe("New claims in a usual month, as a share of the insured"),
  dispersion: z.number().min(1).max(20).describe("Variance over mean; 1 is Poisson"),
  season,
  benefitMonths: z.number().min(1).max(60).describe("Months a benefit is drawn, on average"),
});

const holiday = z.strictObject({
  dates: z.array(z.iso.date()).min(1).describe("First day of the holiday, one a year"),
  dip: z
    .strictObject({ days: range, change: z.number().min(-1).max(10) })
    .describe("Days around the first day with fewer claims, and the change"),
  rebound: z
    .strictObject({ days: range, change: z.number().min(-1).max(10) })
    .describe("Days after it with more claims, and the change"),
});

const fund = z.strictObject({
  benefitPerMonth: z.number().positive().describe("Spent per beneficiary and month, in 万元"),
  months: z.number().positive().describe("Months of expenditure in the balance at the beginning"),
  noise,
});

const recruitment = z.strictObject({
  seekers: share.describe("Job seekers of a month, as a share of the insured"),
  ratio: range.describe("Posts per seeker, drawn once for each league"),
  postings: share.describe("New online postings of a month, as a share of the insured"),
  noise,
  season,
});

const layoffs = z.strictObject({
  perMonth: z.number().min(0).max(1000).describe("Usual reports in a month, in the whole region"),
  persons: range.describe("Workers in a usual report"),
  largeChance: share.describe("Chance that a month has one larger report somewhere"),
  largePersons: range.describe("Workers in a larger report"),
  share: range.describe("Workers laid off, as a share of the staff"),
  mostPerThousand: z.number().positive().describe("No report above this per 1,000 insured of its area"),
  daysApart: z.number().int().min(0).describe("Days between two reports of one area, at least"),
});

const delivery = z.strictObject({
  late: share.describe("Share of reports that arrive after they are due"),
  lateDays: range.describe("How many days late"),
  never: share.describe("Share of reports that never arrive"),
  corrected: share.describe("Share of reports first sent with a wrong figure"),
  correctedAfterDays: range.describe("Days until the right figure follows"),
  dirtyPerWeek: z.number().min(0).max(50).describe("Files a week that cannot be read as they should"),
  rightAfterDays: range.describe("Days until the right file follows"),
  exempt: z.array(areaCode).default([]).describe("Areas to which none of this happens; a league: all below"),
});

/** The shape of a scenario file (模拟方案); `scenarioSchema` checks area codes against the register. */
const shape = z.strictObject({
  history: z
    .strictObject({ from: month, to: month })
    .describe("Report months of the past, in few large files"),
  nights: z
    .strictObject({ from: z.iso.date(), to: z.iso.date() })
    .describe("Days on which reports arrive file by file"),
  insured,
  claims,
  holiday,
  fund,
  recruitment,
  ...recentKinds,
  layoffs,
  delivery,
  details: z
    .strictObject({
      areas: z
        .array(areaCode)
        .default([])
        .describe("Areas that also send the detail by employer; nothing goes wrong with their reports"),
      employers: range.describe("How many employers an area has"),
    })
    .describe("The detail of the insurance table by employer"),
  shocks: z.array(shockSchema).default([]).describe("What is planted"),
  acts: z.array(scenarioActSchema).default([]).describe("What people do between the nights of a demo"),
  expect: z.array(expectationSchema).default([]).describe("What must be found"),
});

export type Scenario = z.infer<typeof shape>;

/** A scenario whose areas must be among these codes and whose expectations name its own shocks. */
export function scenarioSchema(codes: ReadonlySet<string>) {
  return shape.superRefine((scenario, context) => {
    const addMistake = (path: (string | number)[], message: TextKey, params: Record<string, unknown> = {}) =>
      context.addIssue({ code: "custom", path, message, params });
    for (const { path, code } of codesNamed(scenario)) {
      if (!codes.has(code)) addMistake(path, "error.not-an-area-code", { code });
    }
    for (const name of ["history", "nights"] as const) {
      if (scenario[name].from > scenario[name].to) addMistake([name, "to"], "error.before-from");
    }
    if (scenario.nights.from.slice(0, 7) <= scenario.history.to)
      addMistake(["nights", "from"], "error.nights-in-history", { month: scenario.history.to });
    const ids = scenario.shocks.map((shock) => shock.id);
    ids.forEach((id, index) => {
      if (ids.indexOf(id) !== index) addMistake(["shocks", index, "id"], "error.shock-id-twice", { id });
    });
    scenario.expect.forEach(({ shock, from, by }, index) => {
      if (!ids.includes(shock)) addMistake(["expect", index, "shock"], "error.no-such-shock", { known: ids });
      if (from > by) addMistake(["expect", index, "by"], "error.before-from");
    });
    scenario.acts.forEach(({ day }, index) => {
      const { from, to } = scenario.nights;
      if (day < from || day > to)
        addMistake(["acts", index, "day"], "error.act-outside-nights", { from, to });
    });
    for (const { path, employer, persons, staff } of cutsOf(scenario)) {
      if (persons > staff)
        addMistake([...path, "persons"], "error.more-than-staff", { employer, persons, staff });
    }
  });
}

function cutsOf({ shocks }: Scenario) {
  return shocks.flatMap((shock, at) => {
    if (shock.kind === "closure") return [{ ...shock, path: ["shocks", at] }];
    if (shock.kind !== "layoff-wave") return [];
    return shock.reports.map((report, index) => ({ ...report, path: ["shocks", at, "reports", index] }));
  });
}

function codesNamed(scenario: Scenario): { path: (string | number)[]; code: string }[] {
  const list = (path: (string | number)[], codes: readonly string[]) =>
    codes.map((code, index) => ({ path: [...path, index], code }));
  const shocks = scenario.shocks.flatMap((shock, at) => {
    if (shock.kind === "closure") return [{ path: ["shocks", at, "area"], code: shock.area }];
    if (shock.kind !== "layoff-wave") return list(["shocks", at, "areas"], shock.areas);
    return shock.reports.map(({ area }, index) => ({
      path: ["shocks", at, "reports", index, "area"],
      code: area,
    }));
  });
  return [
    ...list(["delivery", "exempt"], scenario.delivery.exempt),
    ...list(["details", "areas"], scenario.details.areas),
    ...shocks,
    ...scenario.acts.map(({ area }, index) => ({ path: ["acts", index, "area"], code: area })),
    ...scenario.expect.map(({ area }, index) => ({ path: ["expect", index, "area"], code: area })),
  ];
}
