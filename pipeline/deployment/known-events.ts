import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import { bilingual } from "../../reports/language/bilingual.ts";
import type { KnownPast } from "../../rules/backtest/known-event.ts";
import { TIERS } from "../../rules/policy/tiers.ts";
import type { Area } from "./areas.ts";
import { lineOfPath, type Problem, problemsText, readYaml } from "./problems.ts";
import { UserError } from "./user-error.ts";

const event = z
  .strictObject({
    id: z.string().min(1).describe("Name of the event"),
    title: z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }).describe("As printed"),
    areas: z.array(z.string()).min(1).optional().describe("Area codes in quotes; or say levels"),
    levels: z
      .array(z.enum(["region", "league", "banner"]))
      .min(1)
      .optional(),
    causes: z.array(z.string()).default([]).describe("Causes of cases it may show as; any unless said"),
    tier: z.enum(TIERS).optional().describe("Tier it must reach; without one it only explains warnings"),
    from: z.iso.date().describe("The day its delay is counted from"),
    by: z.iso.date().describe("The last day on which reaching the tier counts as found"),
    early: z.number().int().min(0).default(0).describe("So many days before `from` counts as found too"),
    standing: z
      .number()
      .int()
      .min(0)
      .default(0)
      .describe("A warning that stands on `from` counts as found where it began at most so many days before"),
    until: z.iso.date().optional().describe("Until this day warnings are explained by it; `by` unless said"),
  })
  .refine(({ areas, levels }) => (areas === undefined) !== (levels === undefined), "error.areas-or-levels")
  .refine(({ from, by }) => from <= by, { path: ["by"], message: "error.before-from" });

/** The shape of `events.yaml`: what is known to have happened (已知事件). */
export const knownEventsSchema = z.strictObject({
  events: z.array(event).default([]).describe("What ought to have been found"),
  quiet: z
    .array(z.strictObject({ from: z.iso.date(), to: z.iso.date() }))
    .default([])
    .describe("Spans in which nothing happened: false warnings are counted there; everywhere unless said"),
});

/**
 * Read a file of known events.
 *
 * @throws UserError listing every mistake in it with its line
 */
export function readKnownEvents(file: string, areas: readonly Area[]): KnownPast {
  if (!existsSync(file)) throw new UserError(bilingual("error.events-missing", { file }));
  const text = readFileSync(file, "utf8");
  const problems: Problem[] = [];
  const read = readYaml(text, knownEventsSchema, file, problems);
  const codes = new Set(areas.map(({ code }) => code));
  for (const [index, event] of (read?.events ?? []).entries()) {
    for (const [at, code] of (event.areas ?? []).entries()) {
      if (codes.has(code)) continue;
      const line = lineOfPath(text, ["events", index, "areas", at]);
      problems.push({ file, line, message: bilingual("error.not-an-area-code", { code }) });
    }
  }
  if (!read || problems.length > 0) {
    throw new UserError(problemsText(problems));
  }
  const ofLevels = (levels: readonly string[]) =>
    areas.filter(({ level }) => levels.includes(level)).map(({ code }) => code);
  return {
    events: read.events.map(({ levels, areas: named, tier, until, ...event }) => ({
      ...event,
      areas: named ?? ofLevels(levels ?? []),
      tier: tier ?? null,
      until: until ?? event.by,
    })),
    quiet: read.quiet,
  };
}
