import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Deployment } from "../../../pipeline/deployment/load.ts";
import { missingGlyphs } from "../../../pipeline/deployment/missing-glyphs.ts";

const deploymentOf = (
  area: string,
  dir = ".",
  documents: Deployment["settings"]["documents"] = {},
): Deployment =>
  ({
    dir,
    settings: { name: { zh: "甲区", en: "Region" }, documents },
    areas: [{ name: area }],
    offices: [{ name: "甲一旗人社局" }],
    policy: { version: "方案" },
  }) as unknown as Deployment;

test("a name that the fonts can show is not mentioned", async () => {
  expect(await missingGlyphs(deploymentOf("甲一旗"))).toEqual([]);
});

test("a character of an enterprise that a report names is named too", async () => {
  const [found] = await missingGlyphs(deploymentOf("甲一旗"), ["样例𠮷煤业"]);
  expect(found!.zh).toContain("字体缺字1个：𠮷");
});

test("a character outside of both weights is named with its font", async () => {
  const found = await missingGlyphs(deploymentOf("甲𠀀旗"));
  expect(found).toHaveLength(2);
  expect(found[0]!.zh).toMatch(/字体缺字1个：𠀀（.*NotoSansSC-Regular\.ttf）/u);
});

test("a font that is not there, and a file that is no font, are named", async () => {
  const dir = mkdtempSync(join(tmpdir(), "fengsui-test-"));
  writeFileSync(join(dir, "text.ttf"), "no font");
  const fonts = { regular: "absent.ttf", bold: "text.ttf" };
  const found = await missingGlyphs(deploymentOf("甲一旗", dir, { fonts }));
  expect(found.map(({ en }) => en)).toEqual([
    `there is no font file ${join(dir, "absent.ttf")} (documents in fengsui.yaml)`,
    `the font file ${join(dir, "text.ttf")} cannot be read; it must be a TTF or OTF font`,
  ]);
});
