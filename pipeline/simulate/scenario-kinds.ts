import { z } from "zod";
import { share } from "./scenario-shocks.ts";

const range = (low: number, high: number) =>
  z
    .tuple([z.number().positive(), z.number().positive()])
    .refine(([least, most]) => least <= most, "error.lower-end-first")
    .default([low, high]);

/** Report kinds simulated only for the recent past, where the deployment owes them. */
export const recentKinds = {
  recentMonths: z
    .number()
    .int()
    .min(0)
    .max(240)
    .default(24)
    .describe(
      "Months before the first night from which employment, panel, supply-demand and disputes are reported",
    ),
  employment: z
    .strictObject({
      employedPerInsured: range(1.8, 2.6).describe("Urban employed per insured, drawn once for each area"),
      surveyedRate: z
        .number()
        .min(0)
        .max(30)
        .default(5.2)
        .describe("Surveyed rate of the region, in per cent, before its season"),
      registeredRate: range(0.03, 0.04).describe("Registered unemployment rate, drawn once for each area"),
      newJobsPerAdded: z.number().positive().default(0.6).describe("New employment per newly insured"),
      reemployed: share.default(0.23).describe("Unemployed re-employed, as a share of new employment"),
      hardship: share.default(0.2).describe("Of persons with difficulties, as a share of new employment"),
      transfers: share
        .default(0.09)
        .describe("Transfers of rural workers a month, as a share of the insured"),
      longTerm: share.default(0.18).describe("Long-term unemployed, as a share of the registered"),
    })
    .prefault({})
    .describe("The employment statistics"),
  panel: z
    .strictObject({
      enterprises: range(5, 8).describe("Monitored enterprises of an area"),
      share: range(0.08, 0.15).describe("Their staff, as a share of the insured"),
      idle: share.default(0.01).describe("On the books without work, as a share of the staff"),
      dispatched: share.default(0.04).describe("Dispatched workers, as a share of the staff"),
    })
    .prefault({})
    .describe("The panel of monitored enterprises"),
  supplyDemand: z
    .strictObject({
      newShare: share
        .default(0.6)
        .describe("Newly registered, as a share of the posts and seekers of a month"),
    })
    .prefault({})
    .describe("The quarterly tables of supply and demand"),
  disputes: z
    .strictObject({
      perMonth: share
        .default(0.0005)
        .describe("Workers in labour disputes a month, as a share of the insured"),
      arrearsPerMonth: share
        .default(0.0004)
        .describe("Workers with wage arrears a month, as a share of the insured"),
      season: z
        .array(z.number().positive())
        .length(12)
        .default([1.8, 1.4, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8, 0.9, 1.1, 1.2])
        .describe("Arrears by month, January to December"),
    })
    .prefault({})
    .describe("Labour disputes and wage arrears"),
};
