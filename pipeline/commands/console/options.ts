import { bilingual } from "../../../reports/language/bilingual.ts";
import type { Language } from "../../../reports/language/index.ts";
import { shiftPeriod } from "../../../rules/calendar/periods.ts";
import { isDay } from "../../../warehouse/engine/days.ts";
import { UserError } from "../../deployment/user-error.ts";
import { languageNamed } from "./operator-language.ts";

/** The language of `--lang`; undefined (the deployment's language) when not given. */
export function languageOption(value: string | undefined): Language | undefined {
  if (value === undefined) return undefined;
  const language = languageNamed(value);
  if (language) return language;
  throw new UserError(bilingual("error.not-a-language", { value }));
}

/** A day, as 2026-03-31. */
export function dayOption(option: string, value: string): string {
  if (isDay(value)) return value;
  throw new UserError(bilingual("error.not-a-day", { option, value }));
}

/** The last day of a month given as 2026-03. */
export function monthEndOption(option: string, value: string): string {
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(value)) return shiftPeriod(`${value}-01`, "month", 0);
  throw new UserError(bilingual("error.not-a-month", { option, value }));
}

/** Bounds of a whole number, both included, and an example for the message. */
export interface WholeNumbers {
  readonly least: number;
  readonly most: number;
  readonly example: number;
}

/** Seeds of random numbers. */
export const SEEDS: WholeNumbers = { least: 0, most: 999_999_999, example: 1 };
/** Seconds to wait. */
export const SECONDS: WholeNumbers = { least: 0, most: 86_400, example: 60 };
/** Numbers of rows to print. */
export const ROWS: WholeNumbers = { least: 1, most: 999_999_999, example: 100 };

/** A whole number within bounds, written in digits. */
export function wholeOption(option: string, value: string, { least, most, example }: WholeNumbers): number {
  const number = Number(value);
  if (/^\d{1,9}$/.test(value) && number >= least && number <= most) return number;
  throw new UserError(bilingual("error.not-a-whole-number", { option, value, least, most, example }));
}

/** A share above 0 and up to 1. */
export function shareOption(option: string, value: string): number {
  const share = Number(value);
  if (share > 0 && share <= 1) return share;
  throw new UserError(bilingual("error.not-a-share", { option, value }));
}

/** One of several words. */
export function choiceOption<Choice extends string>(
  option: string,
  value: string,
  choices: readonly Choice[],
): Choice {
  const choice = choices.find((candidate) => candidate === value);
  if (choice !== undefined) return choice;
  throw new UserError(bilingual("error.not-a-choice", { option, value, choices }));
}
