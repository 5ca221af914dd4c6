import { z } from "zod";
import { rules } from "../definitions/index.ts";
import { versionsSchema } from "./policy-file.ts";
import { policyKeys } from "./policy-schema.ts";
import { ruleSettingsSchema } from "./rule-schema.ts";

/** A part of a JSON schema. */
export interface JsonSchema {
  readonly [key: string]: unknown;
}

/** Name of the schema of a rule's settings among the definitions. */
const RULE = "rule";

/**
 * The JSON schema of `policy.yaml`, from which editors complete keys, show what they mean, and mark what is not allowed: the shape of one
 * version or of several. What the keys must be to each other is checked by `fengsui check`.
 */
export function policyJsonSchema(): JsonSchema {
  const registry = z.registry<{ id: string }>();
  registry.add(ruleSettingsSchema, { id: RULE });
  registry.add(policyKeys, { id: "version" });
  registry.add(versionsSchema, { id: "versions" });
  const { schemas } = z.toJSONSchema(registry, {
    io: "input",
    uri: (id) => `#/$defs/${id}`,
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema === policyKeys.shape.rules) Object.assign(jsonSchema, rulesOfProgram());
    },
  });
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "policy.yaml",
    description:
      "A bureau's dated, approved choice of tier lines (预警方案): one version, or several under versions",
    anyOf: [{ $ref: "#/$defs/version" }, { $ref: "#/$defs/versions" }],
    $defs: Object.fromEntries(
      Object.entries(schemas).map(([id, { $schema: _schema, $id: _id, ...schema }]) => [id, schema]),
    ),
  };
}

/** The rules of the program as the keys of `rules`, each with its title and what its lines may speak of. */
export function rulesOfProgram(): JsonSchema {
  const ofRule = ({ title, quantities, parameters, levels }: (typeof rules)[number]) => {
    const named = Object.entries(quantities).map(([name, { zh, en }]) => `${name}: ${zh}, ${en}`);
    const settings = Object.entries(parameters).map(([name, value]) => `${name} (${value})`);
    return [
      `${title.zh}; ${title.en}. Levels: ${levels.join(", ")}.`,
      `A line may speak of ${named.join("; ")}.`,
      `Parameters: ${settings.join(", ") || "none"}.`,
    ].join(" ");
  };
  const properties = rules.map((rule) => [rule.id, { $ref: `#/$defs/${RULE}`, description: ofRule(rule) }]);
  return {
    properties: Object.fromEntries(properties),
    additionalProperties: false,
    propertyNames: undefined,
  };
}
