import { z } from "zod";

/** What came of an act, as its answer's file and the warehouse hold it. */
export const actAnswerSchema = z.strictObject({
  outcome: z.enum(["done", "refused"]),
  /** What the command prints: what was done, or why nothing was. */
  text: z.strictObject({ zh: z.string(), en: z.string() }),
  /** The exit code of the command. */
  exitCode: z.int().min(0).max(255),
});

/** What came of an act: done, or refused with the reason. */
export type ActAnswer = z.infer<typeof actAnswerSchema>;
