import { UserError } from "../../user-error.ts";
import { chartMethods } from "./chart-methods.ts";
import type { DetectMethod } from "./method.ts";
import { surveillanceMethods } from "./surveillance-methods.ts";

/** Every method of `fengsui detect`. */
export const METHODS: readonly DetectMethod[] = [...surveillanceMethods, ...chartMethods];

/** A method by name, or an error that names them all. */
export function methodNamed(name: string): DetectMethod {
  const found = METHODS.find((method) => method.name === name);
  if (found !== undefined) return found;
  throw new UserError(`unknown method "${name}"; allowed: ${METHODS.map((m) => m.name).join(", ")}`);
}
