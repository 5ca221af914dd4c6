import { describe, expect, test } from "vitest";
import { operatorLanguage } from "../../../../pipeline/commands/console/operator-language.ts";
import { main } from "../../../../pipeline/main.ts";

describe("the language of the operator", () => {
  test.each([
    { name: "nothing is set", args: [], environment: undefined, language: "en" },
    { name: "a Chinese locale", args: [], environment: { LANG: "zh_CN.UTF-8" }, language: "zh-CN" },
    { name: "another locale", args: [], environment: { LANG: "de_DE.UTF-8" }, language: "en" },
    {
      name: "LC_ALL before LANG",
      args: [],
      environment: { LANG: "zh_CN.UTF-8", LC_ALL: "C" },
      language: "en",
    },
    {
      name: "LC_MESSAGES before LANG, an empty LC_ALL is not set",
      args: [],
      environment: { LANG: "en_US.UTF-8", LC_ALL: "", LC_MESSAGES: "zh_CN.UTF-8" },
      language: "zh-CN",
    },
    {
      name: "--lang before the locale",
      args: ["--lang", "en"],
      environment: { LANG: "zh_CN" },
      language: "en",
    },
    { name: "--lang=zh-CN", args: ["night", "--lang=zh-CN"], environment: undefined, language: "zh-CN" },
    {
      name: "a --lang of no language",
      args: ["--lang", "fr"],
      environment: { LANG: "zh_CN" },
      language: "zh-CN",
    },
    { name: "a --lang without its value", args: ["--lang"], environment: undefined, language: "en" },
  ])("$name: $language", ({ args, environment, language }) => {
    expect(operatorLanguage(args, environment)).toBe(language);
  });
});

describe("an error is printed in it", () => {
  const printed = async (args: readonly string[], LANG: string) => {
    const lines: string[] = [];
    const err = (text: string) => void lines.push(text);
    const effects = { now: () => new Date(0), out: err, err, environment: { LANG } };
    return { code: await main(args, effects), text: lines.join("\n") };
  };

  test.each([
    { args: ["night", "/nowhere"], zh: "/nowhere 有6处错误：", en: "/nowhere has 6 mistake(s):" },
    { args: ["check", "/nowhere"], zh: "目录 /nowhere 不存在", en: "/nowhere does not exist" },
    { args: ["demo", "/nowhere", "--to", "May"], zh: "--to May：应为日期", en: "--to May: give a day" },
    {
      args: ["detect", "--series", "/nowhere", "--method", "x"],
      zh: "没有方法“x”",
      en: 'unknown method "x"',
    },
  ])("$args", async ({ args, zh, en }) => {
    expect(await printed(args, "zh_CN.UTF-8")).toEqual({ code: 2, text: expect.stringContaining(zh) });
    expect(await printed(args, "en_GB.UTF-8")).toEqual({ code: 2, text: expect.stringContaining(en) });
  });
});
