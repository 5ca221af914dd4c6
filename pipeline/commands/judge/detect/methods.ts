import { bilingual } from "../../../../reports/language/bilingual.ts";
import { UserError } from "../../../deployment/user-error.ts";
import { changeMethods } from "./change-methods.ts";
import { chartMethods } from "./chart-methods.ts";
import type { DetectMethod } from "./method.ts";
import { seasonMethods } from "./season-methods.ts";
import { surveillanceMethods } from "./surveillance-methods.ts";

/** Every method of `fengsui detect`. */
export const METHODS: readonly DetectMethod[] = [
  ...surveillanceMethods,
  ...chartMethods,
  ...seasonMethods,
  ...changeMethods,
];

/** The method of that name. @throws UserError listing all names */
export function methodNamed(name: string): DetectMethod {
  const found = METHODS.find((method) => method.name === name);
  if (found !== undefined) return found;
  throw new UserError(
    bilingual("error.no-such-method", { method: name, known: METHODS.map((method) => method.name) }),
  );
}
