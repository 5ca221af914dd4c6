import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { policyTestsJsonSchema } from "../../../rules/policy-tests/json-schema.ts";

const EXAMPLE = resolve(import.meta.dirname, "../../../examples/inner-mongolia");
const schema = policyTestsJsonSchema();
const files = readdirSync(join(EXAMPLE, "policy-tests"));

/** Keys of objects with fixed keys, anywhere in a schema, that have no description. */
function undescribed(part: unknown, path: string): string[] {
  if (typeof part !== "object" || part === null) return [];
  const { properties } = part as { properties?: Record<string, object> };
  const silent = Object.entries(properties ?? {}).flatMap(([key, value]) =>
    "description" in value || "$ref" in value ? [] : [`${path}.${key}`],
  );
  return [...silent, ...Object.entries(part).flatMap(([key, value]) => undescribed(value, `${path}.${key}`))];
}

describe("the JSON schema of policy tests", () => {
  it("stands beside the example", () =>
    expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(
      join(EXAMPLE, "policy-tests.schema.json"),
    ));

  it("describes every key", () => expect(undescribed(schema, "")).toEqual([]));

  it.each(files)("%s names it, and is as it says", (file) => {
    const text = readFileSync(join(EXAMPLE, "policy-tests", file), "utf8");
    expect(text.split("\n")[0]).toBe("# yaml-language-server: $schema=../policy-tests.schema.json");
    const read = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]);
    expect(read.safeParse(parse(text)).error).toBeUndefined();
  });
});
