import type { Text } from "../../indicators/define.ts";

/** What a text of the catalogue is filled with. */
export type MistakeFilling = string | number | Text | readonly (string | number | Text)[];

/** A mistake in a policy: where it stands, the key of its text in the catalogue, and what the text is filled with. */
export interface PolicyMistake {
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly params: Readonly<Record<string, MistakeFilling>>;
}

/** A mistake at a path of the policy. */
export const mistakeAt = (
  path: PolicyMistake["path"],
  message: string,
  params: PolicyMistake["params"] = {},
): PolicyMistake => ({ path, message, params });

/** Hand mistakes to a schema, which cannot read the catalogue: their texts are filled in where they are shown. */
export function addMistakes(
  mistakes: readonly PolicyMistake[],
  context: {
    addIssue(issue: { code: "custom"; path: (string | number)[]; message: string; params: object }): void;
  },
): void {
  for (const { path, message, params } of mistakes)
    context.addIssue({ code: "custom", path: [...path], message, params });
}
