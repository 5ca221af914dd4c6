import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { rules } from "../../../rules/definitions/index.ts";
import { type JsonSchema, policyJsonSchema } from "../../../rules/policy/json-schema.ts";
import { policyFileSchema } from "../../../rules/policy/policy-file.ts";

const ROOT = join(import.meta.dirname, "../../..");
const EXAMPLES = ["inner-mongolia", "us-states"];
const schema = policyJsonSchema();
const readYaml = (...path: string[]): unknown => parse(readFileSync(join(ROOT, ...path), "utf8"));

/** Keys of objects with fixed keys, anywhere in a schema, that say nothing about themselves. */
function undescribed(value: unknown, path: string): string[] {
  if (typeof value !== "object" || value === null) return [];
  const { properties } = value as JsonSchema;
  const bare = Object.entries((properties ?? {}) as Record<string, JsonSchema>).flatMap(
    ([key, { description }]) =>
      typeof description === "string" && description.length > 5 ? [] : [`${path}.${key}`],
  );
  return [...bare, ...Object.entries(value).flatMap(([key, inner]) => undescribed(inner, `${path}.${key}`))];
}

describe("the JSON schema of policies", () => {
  it.each(EXAMPLES)("stands beside the policy of %s as the program makes it", (example) =>
    expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(
      join(ROOT, "examples", example, "policy.schema.json"),
    ),
  );

  it.each(EXAMPLES)("is named by the policy of %s", (example) => {
    const [first] = readFileSync(join(ROOT, "examples", example, "policy.yaml"), "utf8").split("\n");
    expect(first).toBe("# yaml-language-server: $schema=policy.schema.json");
  });

  it("describes every key", () => expect(undescribed(schema, "")).toEqual([]));

  it("a key without a description is found", () =>
    expect(undescribed({ anyOf: [{ properties: { a: { description: "something" }, b: {} } }] }, "")).toEqual([
      ".anyOf.0.b",
    ]));

  it("names every rule, and what its lines may speak of", () => {
    const text = JSON.stringify(schema);
    for (const { id, title, quantities } of rules)
      for (const word of [id, title.zh, ...Object.keys(quantities)]) expect(text).toContain(word);
  });

  describe("as another program reads it", () => {
    const read = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]);
    const accepts = (value: unknown) => read.safeParse(value).success;

    it.each(EXAMPLES)("accepts the policy of %s, alone and among versions", (example) => {
      const policy = readYaml("examples", example, "policy.yaml");
      expect(accepts(policy)).toBe(true);
      expect(accepts({ versions: [policy] })).toBe(true);
    });

    it.each(
      readdirSync(join(ROOT, "test/settings/wrong"))
        .filter((name) =>
          /^policy-.*(unknown-key|unknown-tier|no-period|unknown|missing|blank|percentage|in-words)\.yaml$/.test(
            name,
          ),
        )
        .filter((name) => !/parameter/.test(name)),
    )("refuses %s", (name) => expect(accepts(readYaml("test/settings/wrong", name))).toBe(false));
  });
});

describe.each(["docs/policy.md", "docs/policy.zh-CN.md"])("%s", (file) => {
  const text = readFileSync(join(ROOT, file), "utf8");
  const keysOf = (name: string) => {
    const { [name]: part } = schema.$defs as Record<string, { properties: object }>;
    return Object.keys(part!.properties);
  };

  it.each([...keysOf("version"), ...keysOf("rule")])("says what %s does", (key) =>
    expect(text).toMatch(new RegExp(`^\\| .*\`${key}\`.* \\| .+ \\|$`, "m")),
  );

  it("shows a version that is read", () => {
    const [, example] = /```yaml\n(version:[\s\S]*?)```/.exec(text)!;
    expect(policyFileSchema.safeParse(parse(example!)).success).toBe(true);
  });
});
