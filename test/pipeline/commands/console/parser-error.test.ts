import { describe, expect, it } from "vitest";
import { main } from "../../../../pipeline/main.ts";

/** What the command line prints for arguments, under a locale. */
async function printed(locale: string, ...args: string[]): Promise<string> {
  const lines: string[] = [];
  const print = (text: string) => void lines.push(text);
  const effects = { now: () => new Date(0), out: print, err: print, environment: { LANG: locale } };
  expect(await main(args, effects)).toBe(1);
  return lines.join("\n");
}

describe("what the parser of the command line finds wrong", () => {
  it.each([
    ["a missing argument", ["status"], "缺少参数“dir”", "missing required argument “dir”"],
    ["an unknown option", ["status", "x", "--foo"], "没有选项“--foo”", "unknown option “--foo”"],
    ["an unknown command", ["nigt"], "没有命令“nigt”", "unknown command “nigt”"],
    ["a missing option", ["nights", "x"], "必须给出选项“--from <day>”", "required option “--from <day>”"],
    ["an option without its value", ["night", "x", "--date"], "缺少值", "option “--date <day>” has no value"],
    ["too many arguments", ["status", "x", "y"], "“status”的参数过多", "too many arguments for “status”"],
  ])("%s is explained in the operator's language", async (_, args, zh, en) => {
    expect(await printed("zh_CN.UTF-8", ...args)).toContain(zh);
    expect(await printed("C.UTF-8", ...args)).toContain(en);
  });

  it("a command that is nearly right is named", async () => {
    expect(await printed("zh_CN.UTF-8", "nigt")).toContain("是否想输入 night？");
    expect(await printed("C.UTF-8", "nigt")).toContain("Did you mean night?");
  });
});
