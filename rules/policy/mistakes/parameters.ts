import type { Limits } from "../../definitions/define.ts";
import { mistakeAt, type PolicyMistake } from "./mistake.ts";
import type { RuleInPolicy } from "./places.ts";

/** The message on a parameter of another type than its default, by the type of the default. */
const KINDS: Readonly<Record<string, string>> = {
  number: "error.parameter-number",
  boolean: "error.parameter-boolean",
  string: "error.parameter-string",
};

/** Parameters that the rule lacks, of another type, or out of their range. */
export function parameterMistakes({ id, rule, settings: { parameters } }: RuleInPolicy): PolicyMistake[] {
  const known = Object.keys(rule.parameters);
  const path = ["rules", id, "parameters"];
  const values = Object.entries(parameters).flatMap(([name, value]) => {
    const usual = rule.parameters[name];
    if (usual === undefined) return [];
    if (typeof value !== typeof usual) {
      const message = KINDS[typeof usual] ?? "error.parameter-string";
      return [mistakeAt([...path, name], message, { example: `${name}: ${usual}` })];
    }
    return rangeMistakes(value, rule.limits?.[name], [...path, name]);
  });
  const wrong = Object.keys(parameters).filter((name) => !known.includes(name));
  return wrong.length > 0
    ? [...values, mistakeAt(path, "error.no-such-parameter", { rule: id, wrong, known })]
    : values;
}

function rangeMistakes(
  value: unknown,
  limits: Limits | undefined,
  path: PolicyMistake["path"],
): PolicyMistake[] {
  if (typeof value !== "number" || !limits) return [];
  const { least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY, whole = false } = limits;
  if (whole && !Number.isInteger(value)) return [mistakeAt(path, "error.parameter-whole", { least, most })];
  return value < least || value > most ? [mistakeAt(path, "error.parameter-range", { least, most })] : [];
}
