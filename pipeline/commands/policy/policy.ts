import { Command } from "commander";
import type { Effects } from "../console/effects.ts";
import { policyApproveCommand } from "./approve.ts";
import { policyCheckCommand } from "./check.ts";
import { policyDiffCommand } from "./diff.ts";
import { policyHistoryCommand } from "./history.ts";
import { policyPlanCommand } from "./plan.ts";
import { policySchemaCommand } from "./schema.ts";
import { policyTestCommand } from "./test.ts";

/** What may be done with a policy, in the order of the help. */
const PARTS = [
  policyCheckCommand,
  policyDiffCommand,
  policyHistoryCommand,
  policyApproveCommand,
  policyTestCommand,
  policyPlanCommand,
  policySchemaCommand,
] as const;

/** `fengsui policy …`: look after the policy. */
export function policyCommand(effects: Effects): Command {
  const command = new Command("policy");
  for (const part of PARTS) command.addCommand(part(effects));
  return command;
}
