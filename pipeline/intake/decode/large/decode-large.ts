import { Budget } from "../budget.ts";
import { LIMITS, type Limits } from "../limits.ts";
import type { Recogniser } from "../recogniser.ts";
import type { DecodedTable, FileFault } from "../table.ts";
import { LargeTable } from "./large-table.ts";
import { NotText, textOf } from "./text-blocks.ts";

/** How a large file is to be read. */
export interface LargeReading {
  /** Whether all its bytes are strict UTF-8; null while nobody knows, then its beginning decides. */
  readonly utf8: boolean | null;
  /** Leave it to the engine to count the cells of lines without quotes. */
  readonly hasty: boolean;
  readonly recogniser: Recogniser;
  /** Those of every file, unless a test has others. */
  readonly limits?: Limits;
  /** Where the records are written. */
  readonly to: string;
}

/** What became of the text, and how it was taken to be encoded. */
export interface LargeResult {
  readonly table: DecodedTable | FileFault;
  readonly asUtf8: boolean;
}

/** Decode a delimited text file too large to be held into a file for the engine. */
export function decodeLarge(blocks: Iterable<Buffer>, how: LargeReading): LargeResult {
  const text = textOf(blocks, how.utf8);
  const asUtf8 = text.utf8;
  // What grows with a file's size is not counted here: nothing of it is held.
  const budget = new Budget(how.limits ?? LIMITS, 0);
  try {
    return {
      table: new LargeTable(how.to, how.recogniser, how.hasty, budget).read(text.blocks, text.encoding),
      asUtf8,
    };
  } catch (error) {
    if (error instanceof NotText) return { table: { code: "not-text" }, asUtf8 };
    throw error;
  }
}
