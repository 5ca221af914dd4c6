import { z } from "zod";
import { TIERS } from "../../rules/policy/tiers.ts";

export const month = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/, "error.month")
  .describe("Report month");
export const areaCode = z
  .string("error.area-code-in-quotes")
  .min(1)
  .describe("Area code of areas.csv, in quotes");
export const count = z.number().int().min(1);
export const share = z.number().min(0).max(1);

const title = z
  .strictObject({ zh: z.string().min(1), en: z.string().min(1) })
  .describe("What it is, as printed");
const id = z
  .string()
  .regex(/^[a-z0-9-]+$/, "error.small-letters")
  .describe("Name by which expectations refer to it");
const personsByMonth = z.record(month, z.number().int().min(0)).describe("Persons by report month");
const areas = z.array(areaCode).min(1).describe("Areas that bear it; a league stands for all below it");

const closure = z.strictObject({
  kind: z.literal("closure").describe("An enterprise closes"),
  id,
  title,
  area: areaCode,
  employer: z.string().min(1).describe("Made-up name"),
  persons: count.describe("Workers who lose their post"),
  staff: count.describe("Workers employed before"),
  received: z.iso.date().describe("Date of the closure report"),
  leaves: personsByMonth.default({}).describe("Of them, removed from insurance, by report month"),
  claims: personsByMonth.default({}).describe("New claims above the usual, by report month"),
});

const layoffWave = z.strictObject({
  kind: z.literal("layoff-wave").describe("Several enterprises lay off"),
  id,
  title,
  reports: z
    .array(
      z.strictObject({
        area: areaCode,
        employer: z.string().min(1).describe("Made-up name"),
        received: z.iso.date().describe("Date of the report"),
        persons: count.describe("Workers laid off"),
        staff: count.describe("Workers employed"),
        corrected: z
          .strictObject({
            on: z.iso.date().describe("Day on which the right report follows"),
            first: count.describe("Workers laid off as first reported"),
          })
          .optional()
          .describe("The report is first sent with another number"),
      }),
    )
    .min(1)
    .describe("One per enterprise"),
});

const claimsSurge = z.strictObject({
  kind: z.literal("claims-surge").describe("New claims are a multiple of the usual"),
  id,
  title,
  areas,
  months: z.array(month).min(1).describe("Report months"),
  factor: z.number().min(0).max(50).describe("Times the usual"),
});

const insuredDecline = z.strictObject({
  kind: z.literal("insured-decline").describe("Fewer are newly insured, so that the stock shrinks"),
  id,
  title,
  areas,
  from: month.describe("First report month"),
  to: month.optional().describe("Last report month; until the end unless said"),
  perMonth: share.describe("Share of the stock lost in a month, over the season"),
});

/** A shock planted in the figures (预设风险). */
export const shockSchema = z.discriminatedUnion("kind", [closure, layoffWave, claimsSurge, insuredDecline]);

export const cause = z
  .enum(["layoffs", "claims", "insured", "vacancies", "fund"])
  .describe("Cause of the case");

/** The expected detection of a shock: the tier that a case reaches within these days, and not before. */
export const expectationSchema = z.strictObject({
  shock: z.string().describe("Id of the shock it comes from"),
  area: areaCode,
  cause,
  tier: z.enum(TIERS).describe("Tier it must reach"),
  from: z.iso.date().describe("No case of this area and cause may have this tier before"),
  by: z.iso.date().describe("Night by which it must have it"),
});

export type Shock = z.infer<typeof shockSchema>;
export type Expectation = z.infer<typeof expectationSchema>;
