import { inLanguage, type Language } from "../../../reports/language/index.ts";
import type { UserError } from "../../deployment/user-error.ts";
import type { Effects } from "./effects.ts";

/** The language that a value of `--lang` names; undefined for any other value. */
export function languageNamed(value: string | undefined): Language | undefined {
  if (value === "en") return "en";
  return value === "zh" || value === "zh-CN" ? "zh-CN" : undefined;
}

/**
 * The language in which an operator reads errors: that of `--lang` among the arguments, else Chinese where the locale is Chinese, else
 * English. The locale is the first of LC_ALL, LC_MESSAGES and LANG that is set, as POSIX has it.
 */
export function operatorLanguage(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = {},
): Language {
  const { LC_ALL, LC_MESSAGES, LANG } = environment;
  const locale = LC_ALL || LC_MESSAGES || LANG || "";
  return languageNamed(langArgument(args)) ?? (locale.startsWith("zh") ? "zh-CN" : "en");
}

/** The text of an error as the operator reads it. */
export const errorText = (
  { text }: Pick<UserError, "text">,
  args: readonly string[],
  { environment }: Pick<Effects, "environment">,
): string => inLanguage(text, operatorLanguage(args, environment));

function langArgument(args: readonly string[]): string | undefined {
  const at = args.findLastIndex((word) => word === "--lang" || word.startsWith("--lang="));
  const word = args[at];
  return word?.startsWith("--lang=") ? word.slice("--lang=".length) : args[at + 1];
}
