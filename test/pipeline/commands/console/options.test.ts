import { expect, test } from "vitest";
import {
  choiceOption,
  dayOption,
  languageOption,
  monthEndOption,
  ROWS,
  SEEDS,
  shareOption,
  wholeOption,
} from "../../../../pipeline/commands/console/options.ts";

test.each([
  { name: "a day", read: () => dayOption("--to", "2024-02-29"), value: "2024-02-29" },
  { name: "a month", read: () => monthEndOption("--month", "2024-02"), value: "2024-02-29" },
  { name: "a number of rows", read: () => wholeOption("--rows", "20", ROWS), value: 20 },
  { name: "a seed of zero", read: () => wholeOption("--seed", "0", SEEDS), value: 0 },
  { name: "a share", read: () => shareOption("--late", "1"), value: 1 },
  { name: "a choice", read: () => choiceOption("--every", "week", ["day", "week"]), value: "week" },
  { name: "Chinese", read: () => languageOption("zh"), value: "zh-CN" },
  { name: "no language", read: () => languageOption(undefined), value: undefined },
])("$name is read", ({ read, value }) => expect(read()).toBe(value));

test.each([
  {
    read: () => dayOption("--to", "2026-02-30"),
    message: "--to 2026-02-30: give a day as 2026-03-31.",
  },
  { read: () => monthEndOption("--month", "2026-13"), message: "--month 2026-13: give a month as 2026-03." },
  {
    read: () => wholeOption("--rows", "0", ROWS),
    message: "--rows 0: give a whole number from 1 to 999999999, such as 100.",
  },
  {
    read: () => wholeOption("--seed", "1e3", SEEDS),
    message: "--seed 1e3: give a whole number from 0 to 999999999, such as 1.",
  },
  {
    read: () => shareOption("--late", "half"),
    message: "--late half: give a share above 0 and up to 1, such as 0.2.",
  },
  {
    read: () => choiceOption("--every", "hour", ["day", "week"]),
    message: "--every hour: give one of day, week.",
  },
  { read: () => languageOption("fr"), message: "--lang fr: the languages are zh-CN and en." },
])("$message", ({ read, message }) => expect(read).toThrow(message));
