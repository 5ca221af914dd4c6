import type { Language } from "../../../reports/language/index.ts";
import type { OpenOptions } from "../../night/open-deployment.ts";
import type { Effects } from "./effects.ts";

/** How a command opens a deployment to look at it: in a language (the deployment's where none is given), remarks to the error output. */
export const lookOptions = (effects: Effects, language: Language | undefined): OpenOptions => ({
  ...(language ? { language } : {}),
  now: () => effects.now(),
  log: (text) => effects.err(text),
});
