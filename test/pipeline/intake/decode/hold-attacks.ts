import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { AttackFile } from "../../../../bench/attack-file.ts";
import { ATTACKS } from "../../../../bench/attack-files.ts";
import { loadDeployment } from "../../../../pipeline/deployment/load.ts";
import { decode, type FoundTable } from "../../../../pipeline/intake/decode/decode.ts";
import { LIMITS } from "../../../../pipeline/intake/decode/limits.ts";
import { recogniserFor } from "../../../../pipeline/intake/mappings/choose.ts";

const { mappings } = loadDeployment(resolve(import.meta.dirname, "../../../../examples/inner-mongolia"));
export const recogniser = (name: string) => recogniserFor(mappings, name);

/** Files that take seconds to make or to read; only the long tests use them. */
const SLOW = /wide declared range|150 texts|500 worksheets|3 million shared|20 million tags|400,000 /;
/** Refusals and states that only the engine gives; the decoder accepts these files as tables. */
const READ = ["accepted", "partial", "missing-columns", "no-row-accepted"];

export const codesOf = (found: readonly FoundTable[]): string[] =>
  found.map(({ table }) => ("code" in table ? table.code : "read"));

/** Decode each attack file, the slow ones or the others, and check the outcome. */
export function holdAttacks(slow: boolean): void {
  describe("a file made to cost more than its size", () => {
    const folder = mkdtempSync(join(tmpdir(), "fengsui-attacks-"));
    afterAll(() => rmSync(folder, { recursive: true }));
    const path = join(folder, "attack");

    const files = ATTACKS.filter(({ name }) => SLOW.test(name) === slow);
    it.each(files.map((file) => [file.name, file] as const))("%s", async (_, file) => {
      expect(codesOf(await decodedAt(path, file))).toContain(READ.includes(file.ends) ? "read" : file.ends);
    });

    it("leaves nothing in the temporary folder", () => {
      expect(readdirSync(folder)).toEqual(["attack"]);
    });
  });
}

/** A file's tables, decoded as those of an archive are: from its bytes and from its path. */
export function decodedAt(path: string, { file, bytes }: AttackFile): Promise<FoundTable[]> {
  const content = bytes();
  writeFileSync(path, content);
  return decode({ bytes: content, name: file, path }, recogniser, LIMITS);
}
