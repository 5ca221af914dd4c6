import { z } from "zod";
import { type JsonSchema, rulesOfProgram } from "../policy/json-schema.ts";
import { ruleSettingsSchema } from "../policy/rule-schema.ts";
import { policyTestFileSchema } from "./test-schema.ts";

/** The JSON schema of files of policy tests, from which editors complete keys and show what they mean. */
export function policyTestsJsonSchema(): JsonSchema {
  const registry = z.registry<{ id: string }>();
  registry.add(ruleSettingsSchema, { id: "rule" });
  registry.add(policyTestFileSchema, { id: "tests" });
  const { schemas } = z.toJSONSchema(registry, {
    io: "input",
    uri: (id) => `#/$defs/${id}`,
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema === policyTestFileSchema.shape.rules) Object.assign(jsonSchema, rulesOfProgram());
    },
  });
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "policy-tests/*.yaml",
    description:
      "Tests of a policy (预警方案测试): figures and reports, and what its rules should find in them",
    $ref: "#/$defs/tests",
    $defs: Object.fromEntries(
      Object.entries(schemas).map(([id, { $schema: _schema, $id: _id, ...schema }]) => [id, schema]),
    ),
  };
}
