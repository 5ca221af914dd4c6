import type { CommanderError } from "commander";
import { asItStands, bilingual, bilingualLines } from "../../../reports/language/bilingual.ts";
import type { TextKey } from "../../../reports/language/catalogue.ts";
import type { Text } from "../../../rules/indicators/define.ts";

/** Texts for what the parser of the command line finds wrong, by its code. */
const TEXTS: Readonly<Record<string, TextKey>> = {
  "commander.missingArgument": "error.missing-argument",
  "commander.unknownOption": "error.unknown-option",
  "commander.unknownCommand": "error.unknown-command",
  "commander.missingMandatoryOptionValue": "error.missing-option",
  "commander.optionMissingArgument": "error.option-without-value",
  "commander.excessArguments": "error.too-many-arguments",
};

/**
 * What the parser of the command line found wrong, in both languages; null where it only printed what was asked for (help, version).
 */
export function parserError({ code, message }: CommanderError): Text | null {
  const key = TEXTS[code];
  if (key === undefined) return message.startsWith("error:") ? asItStands(message) : null;
  const name = /'([^']*)'/.exec(message)?.[1] ?? "";
  const near = /\(Did you mean (?:one of )?([^?]*)\?\)/.exec(message)?.[1];
  const suggestion = near === undefined ? [] : [bilingual("error.did-you-mean", { near })];
  return bilingualLines([bilingual(key, { name }), ...suggestion]);
}
