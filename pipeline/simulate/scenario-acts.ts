import { z } from "zod";
import { areaCode, cause } from "./scenario-shocks.ts";

/** What every act of a scenario says: when, about which case, and who. */
const common = {
  day: z.iso
    .date()
    .describe("Day on which it is done: after the night of the day before, ahead of the day's own"),
  time: z.iso.time({ precision: -1 }).default("12:00").describe("Time of that day in the deployment's zone"),
  area: areaCode,
  cause,
  by: z.string().min(1).describe("Who does it; a made-up name"),
};
const note = z.string().min(1).describe("What it rests on");

const call = z.strictObject({
  kind: z.literal("told").describe("A telephone call about the case"),
  ...common,
  to: z.string().min(1).describe("Who is called; a made-up name"),
  note: note.optional(),
});

const lift = z.strictObject({
  kind: z.literal("lift").describe("The issuing office lifts a case that the night proposed to lift"),
  ...common,
  note: note.optional(),
});

const close = z.strictObject({
  kind: z.literal("close").describe("A case that was lifted is closed with what it was"),
  ...common,
  outcome: z.enum(["confirmed", "seasonal", "data-error", "unfounded"]).describe("What it was"),
  note,
});

const link = z.strictObject({
  kind: z.literal("link").describe("A person says that the case is of the episode of another case"),
  ...common,
  of: cause.describe("Cause of that other case, in the same area"),
  note: note.optional(),
});

/** What a person does in a demo between two nights (人工操作), in the order of day and time. */
export const scenarioActSchema = z.discriminatedUnion("kind", [call, lift, close, link]);

export type ScenarioAct = z.infer<typeof scenarioActSchema>;
