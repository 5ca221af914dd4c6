import { z } from "zod";

const months = z.number().int().min(0).max(36);

/** Causes that follow others, with the months in which they are of the same risk: a closure's layoffs, then claims, then insurance. */
const FOLLOWS = { layoffs: { claims: 6, insured: 6, panel: 3, registered: 9 } };

/** How cases are told as one story (风险事件), and how long they live. */
export const episodesSchema = z
  .strictObject({
    follows: z
      .record(z.string(), z.record(z.string(), months))
      .default(FOLLOWS)
      .describe(
        "By cause, the causes that follow it and the months, from the day on which workers leave, in which a case of theirs is of the same risk",
      ),
    parentShare: z
      .number()
      .positive()
      .max(1)
      .default(0.5)
      .describe(
        "Share of the excess of an area above that an area must bring for both to be one episode; below it they are linked",
      ),
    claimsMonths: months
      .default(1)
      .describe(
        "Months after the one in which workers leave until whose end a layoff case stands, so that their claims can come in",
      ),
    reopenDays: z
      .number()
      .int()
      .min(0)
      .max(366)
      .default(30)
      .describe("Days after its end within which a case that reaches its lines again is the same case"),
    liftedByPolicy: z
      .enum(["IV", "III", "II", "I"])
      .default("III")
      .describe(
        "The gravest tier that the night itself lifts; a graver case is lifted by the office that issued it",
      ),
  })
  .prefault({})
  .describe("Cases that speak of one risk are told as one story (风险事件)");
