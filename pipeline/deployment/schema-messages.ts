import { z } from "zod";
import { type BilingualFilling, bilingual, isTextKey } from "../../reports/language/bilingual.ts";
import type { TextKey } from "../../reports/language/catalogue.ts";
import { inLanguage, type Language } from "../../reports/language/index.ts";
import type { Text } from "../../rules/indicators/define.ts";

type RawIssue = z.core.$ZodRawIssue;
type Issue<Code extends RawIssue["code"]> = Extract<RawIssue, { code: Code }>;

/** What a schema says of a value that it refuses, in a language; zod's words where the catalogue has none. */
export const messagesIn =
  (language: Language): z.core.$ZodErrorMap =>
  (issue) => {
    const text = messageOf(issue);
    if (text) return inLanguage(text, language);
    return language === "zh-CN" ? z.locales.zhCN().localeError(issue) : undefined;
  };

function messageOf(issue: RawIssue): Text | undefined {
  switch (issue.code) {
    case "invalid_type":
      return typeMessage(issue.expected, issue.input);
    case "invalid_value":
      return choiceMessage(issue.values);
    case "invalid_union":
      return Array.isArray(issue.options) ? choiceMessage(issue.options) : undefined;
    case "too_small":
    case "too_big":
      return boundMessage(issue);
    case "invalid_format":
      return formatMessage(issue.format);
    case "unrecognized_keys":
      return bilingual("error.unknown-keys", { keys: issue.keys.map((key) => `"${key}"`) });
    default:
      return undefined;
  }
}

function typeMessage(expectedType: string, input: unknown): Text {
  const expected = typeName(expectedType);
  if (expectedType === "int" && typeof input === "number") return bilingual("error.value-whole");
  return input === undefined
    ? bilingual("error.value-missing", { expected })
    : bilingual("error.value-type", { expected, received: typeName(z.core.util.parsedType(input)) });
}

/** A type of zod in words: YAML has lists, maps, texts and numbers. */
function typeName(type: string): BilingualFilling {
  const usual = type === "record" || type === "map" ? "object" : type === "tuple" ? "array" : type;
  return isTextKey(`type.${usual}`) ? bilingual(`type.${usual}` as TextKey) : type;
}

const choiceMessage = (choices: readonly unknown[]): Text =>
  bilingual("error.value-choice", { choices: choices.map((choice) => JSON.stringify(choice)) });

/** The messages on a bound, below and above, by what is counted. */
const BOUNDS = {
  string: ["error.text-short", "error.text-long"],
  array: ["error.list-short", "error.list-long"],
  number: ["error.number-least", "error.number-most"],
  open: ["error.number-above", "error.number-below"],
} as const;

function boundMessage(issue: Issue<"too_small" | "too_big">): Text | undefined {
  const isSmall = issue.code === "too_small";
  const bound = Number(isSmall ? issue.minimum : issue.maximum);
  if (issue.origin === "string" && isSmall && bound === 1) return bilingual("error.value-blank");
  return bilingual(BOUNDS[boundKind(issue)][isSmall ? 0 : 1], { bound });
}

function boundKind({ origin, inclusive }: Issue<"too_small" | "too_big">): keyof typeof BOUNDS {
  if (origin === "string") return "string";
  if (origin === "array") return "array";
  return inclusive ? "number" : "open";
}

function formatMessage(format: string): Text | undefined {
  if (format === "email") return bilingual("error.value-email");
  return format === "date" ? bilingual("error.value-date") : undefined;
}
