import { z } from "zod";
import { addMistakes } from "./mistakes/mistake.ts";
import { versionsMistakes } from "./mistakes/versions.ts";
import { policySchema } from "./policy.ts";
import type { Policy } from "./policy-schema.ts";

/** A `policy.yaml` of several versions. */
export const versionsSchema = z
  .strictObject({
    versions: z
      .array(policySchema)
      .min(1)
      .describe("Versions of the policy, each whole; on a day at most one of them holds"),
  })
  .superRefine(({ versions }, context) => addMistakes(versionsMistakes(versions), context));

/** A bureau's `policy.yaml`: one version at the top, or several under `versions`. */
export const policyFileSchema = z
  .union([policySchema, versionsSchema])
  .transform((file): PolicyFile => ("versions" in file ? fileOf(file.versions) : fileOf([file])));

/** The versions of a bureau's policy, the first to hold first. */
export interface PolicyFile {
  readonly versions: readonly Policy[];
}

/** Versions as a file of them, in the order in which they hold. */
export const fileOf = (versions: readonly Policy[]): PolicyFile => ({
  versions: [...versions].sort((a, b) => a.validFrom.localeCompare(b.validFrom)),
});

/** The version in force on a date; null before the first one, between two, and after the last one has ended. */
export function policyOn({ versions }: PolicyFile, date: string): Policy | null {
  const begun = versions.filter(({ validFrom }) => validFrom <= date).at(-1);
  return begun && (begun.validTo === undefined || date <= begun.validTo) ? begun : null;
}

/** The version with this name; null for another name. */
export const versionNamed = ({ versions }: PolicyFile, name: string): Policy | null =>
  versions.find(({ version }) => version === name) ?? null;
