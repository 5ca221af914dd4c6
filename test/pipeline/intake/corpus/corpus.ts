import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { DirtyFile } from "./case.ts";
import { ARCHIVES } from "./cases/archives.ts";
import { ENCODINGS } from "./cases/encodings.ts";
import { LAYOUT } from "./cases/layout.ts";
import { PRIVACY } from "./cases/privacy.ts";
import { VALUES } from "./cases/values.ts";
import { WORKBOOKS } from "./cases/workbooks.ts";

/** Every file of the corpus, in a fixed order. */
export const CORPUS: readonly DirtyFile[] = [ENCODINGS, LAYOUT, VALUES, PRIVACY, WORKBOOKS, ARCHIVES].flat();
/** Where the files are kept as they arrive, each in a folder named after its defect. */
export const FILES = resolve(import.meta.dirname, "../../../inbox");

const AREAS = readFileSync(resolve(FILES, "../../examples/inner-mongolia/areas.csv"), "utf8")
  .split("\n")
  .filter((line) => line.includes(",banner,"))
  .map((line) => line.slice(0, 6));

/**
 * Files that go into one deployment together: each reports for a different area, and the last area is left for a report without
 * mistakes.
 */
export const BATCH = AREAS.length - 1;
export const areaOf = (at: number): string => AREAS[at % BATCH]!;
/** The area for which no file of the corpus reports. */
export const UNTOUCHED = AREAS[BATCH]!;

/** The committed file of a defect: its bytes, and where in the inbox it arrives. */
export function arrivalOf(defect: string): { readonly path: string; readonly bytes: Buffer } {
  const found = readdirSync(join(FILES, defect), { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && entry.name !== "expected.txt",
  );
  if (found.length !== 1) throw new Error(`${defect} must hold one file, and holds ${found.length}`);
  const full = join(found[0]!.parentPath, found[0]!.name);
  return { path: full.slice(join(FILES, defect).length + 1), bytes: readFileSync(full) };
}
