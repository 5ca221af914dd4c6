import { Command } from "commander";
import type { Effects } from "../console/effects.ts";

/** `fengsui policy plan DIR`: placeholder. */
export function policyPlanCommand(_effects: Effects): Command {
  return new Command("plan");
}
