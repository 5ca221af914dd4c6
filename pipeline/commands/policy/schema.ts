import { Command } from "commander";
import { policyJsonSchema } from "../../../rules/policy/json-schema.ts";
import { policyTestsJsonSchema } from "../../../rules/policy-tests/json-schema.ts";
import { writeWhole } from "../../../warehouse/engine/whole-file.ts";
import type { Effects } from "../console/effects.ts";

/** `fengsui policy schema`: the JSON schema of policies, for editors. */
export function policySchemaCommand(effects: Effects): Command {
  return new Command("schema")
    .description("print the JSON schema from which editors complete and explain the keys of a policy")
    .option("--tests", "the schema of the files in policy-tests/ instead")
    .option("--out <file>", "write it into a file, such as DIR/policy.schema.json")
    .action(({ out, tests }: { out?: string; tests?: boolean }) => {
      const text = JSON.stringify(tests ? policyTestsJsonSchema() : policyJsonSchema(), null, 2);
      if (out === undefined) effects.out(text);
      else writeWhole(out, `${text}\n`);
    });
}
