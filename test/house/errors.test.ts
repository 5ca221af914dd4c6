import { describe, expect, it } from "vitest";
import { catalogues } from "../../reports/language/index.ts";
import { ROOMS, readSource, sourceFiles } from "./source-files.ts";

const files = sourceFiles(...ROOMS).filter((file) => !file.startsWith("reports/language/"));
const keys = Object.keys(catalogues.en).filter((key) => key.startsWith("error."));

/** Whether a source throws a user's error whose text stands in the code, in one language. */
const hasLooseText = (source: string): boolean => /new UserError\(\s*["'`]/.test(source);

/** Keys of the catalogue's errors that a source names. */
const keysNamed = (source: string): string[] =>
  [...source.matchAll(/"(error\.[a-z0-9-]+)"/g)].map((match) => match[1]!);

describe("errors of the operator", () => {
  it.each(files)("%s takes their texts from the catalogue", (file) =>
    expect(hasLooseText(readSource(file))).toBe(false),
  );

  it("every key is used, and every key that is used is there", () => {
    expect(keys.length).toBeGreaterThan(100);
    expect([...new Set(files.flatMap((file) => keysNamed(readSource(file))))].sort()).toEqual(keys.sort());
  });

  it("a text in the code is found in any quotes", () => {
    for (const text of ['"wrong"', "`wrong`", "\n  'wrong'"])
      expect(hasLooseText(`throw new UserError(${text});`), text).toBe(true);
    expect(hasLooseText('throw new UserError(bilingual("error.no-targets"));')).toBe(false);
  });
});
