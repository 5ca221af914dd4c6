import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { LONG_FILES } from "../long-files.ts";

const ROOT = resolve(import.meta.dirname, "../..");

it("every long file is there, once, so that none is left out by both commands", () => {
  expect(LONG_FILES.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
  expect(LONG_FILES).toEqual([...new Set(LONG_FILES)].sort());
});
