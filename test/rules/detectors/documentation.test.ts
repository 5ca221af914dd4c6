import { describe, expect, test } from "vitest";
import * as detectors from "../../../rules/detectors/index.ts";
import { allDocBlocks, exampleOf, filesOf, ROOMS, TAGS } from "./doc-blocks.ts";
import { pagesOf } from "./pages.ts";

const blocks = allDocBlocks();
const shown = blocks.filter((block) => !block.internal);

/** Equal to the digits that the example prints. */
function agrees(actual: unknown, printed: unknown): boolean {
  if (typeof printed === "number" && typeof actual === "number") {
    return Math.abs(actual - printed) <= 5e-8 * Math.max(Math.abs(printed), 1e-300);
  }
  if (Array.isArray(printed) && Array.isArray(actual)) {
    return printed.length === actual.length && printed.every((value, i) => agrees(actual[i], value));
  }
  return Object.is(actual, printed);
}

describe("every exported function", () => {
  for (const block of blocks) {
    test(`${block.room}/${block.file} ${block.name} says what it is`, () => {
      expect(block.what, "long name with its Chinese in brackets").toMatch(
        /^.+\([^)]*[\u4e00-\u9fff][^)]*\)/,
      );
      if (block.internal) return;
      for (const tag of TAGS) expect(block.tags[tag], `@${tag}`).toBeTruthy();
      expect(Object.keys(block.tags).sort()).toEqual([...TAGS].sort());
    });
  }

  test("the public ones are in the catalogue, the internal ones are not", () => {
    const inCatalogue = Object.entries(detectors).filter(([, value]) => typeof value === "function");
    expect(inCatalogue.map(([name]) => name).sort()).toEqual(shown.map((block) => block.name).sort());
  });
});

describe("every example gives its value", () => {
  for (const block of shown) {
    test(block.name, () => {
      const example = exampleOf(block);
      if (example === null) throw new Error("the example has no line // => value");
      const catalogue = Object.entries(detectors);
      const run = new Function(...catalogue.map(([name]) => name), `return (${example.code});`);
      const actual: unknown = run(...catalogue.map(([, value]) => value));
      const printed: unknown = JSON.parse(example.value);
      expect(agrees(actual, printed), `gives ${JSON.stringify(actual)}, the page says ${example.value}`).toBe(
        true,
      );
    });
  }
});

describe("the detectors stay what they are", () => {
  const files = ROOMS.flatMap((room) => filesOf(room).map((file) => ({ room, ...file })));

  test.each(files)("$room/$file imports only detectors and simple-statistics", ({ text }) => {
    const sources = [...text.matchAll(/^(?:import|export) [\s\S]*?from "([^"]+)";/gm)].map(
      (found) => found[1]!,
    );
    for (const source of sources) expect(source).toMatch(/^(\.\.?\/[\w./-]+\.ts|simple-statistics)$/);
    expect(sources.join()).not.toMatch(/\.\.\/\.\./);
  });

  test.each(files)("$room/$file is short, and neither reads, prints nor asks the time", ({ text }) => {
    expect(text.split("\n").length).toBeLessThanOrEqual(251);
    expect(text).not.toMatch(
      /console\.|Date\.now|new Date\(\)|Math\.random|node:|process\.(env|std|exit|argv)/,
    );
  });
});

describe("the generated pages are the committed ones (npx vitest run -u renews them)", () => {
  for (const [name, page] of pagesOf(shown)) {
    test(name, async () => {
      await expect(page).toMatchFileSnapshot(`../../../rules/detectors/pages/${name}`);
    });
  }
});
