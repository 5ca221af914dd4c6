import { Command } from "commander";
import { policyJsonSchema } from "../../../rules/policy/json-schema.ts";
import { writeWhole } from "../../../warehouse/engine/whole-file.ts";
import type { Effects } from "../console/effects.ts";

/** `fengsui policy schema`: the JSON schema of policies, for editors. */
export function policySchemaCommand(effects: Effects): Command {
  return new Command("schema")
    .description("print the JSON schema from which editors complete and explain the keys of a policy")
    .option("--out <file>", "write it into a file, such as DIR/policy.schema.json")
    .action(({ out }: { out?: string }) => {
      const text = JSON.stringify(policyJsonSchema(), null, 2);
      if (out === undefined) effects.out(text);
      else writeWhole(out, `${text}\n`);
    });
}
