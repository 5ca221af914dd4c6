import { Budget } from "../budget.ts";
import { LIMITS, type Limits } from "../limits.ts";
import type { Recogniser } from "../recogniser.ts";
import type { DecodedTable, FileFault } from "../table.ts";
import { LargeTable } from "./large-table.ts";
import { NotText, textOf } from "./text-blocks.ts";

/** How a large file is to be read. */
export interface LargeReading {
  /** Whether all its bytes are strict UTF-8; null while unknown, then its beginning decides. */
  readonly utf8: boolean | null;
  /** Let the engine count the cells of lines without quotes. */
  readonly hasty: boolean;
  readonly recogniser: Recogniser;
  /** The usual limits unless a test passes others. */
  readonly limits?: Limits;
  /** Path to which the records are written. */
  readonly to: string;
}

/** The result of decoding, and the encoding that was assumed. */
export interface LargeResult {
  readonly table: DecodedTable | FileFault;
  readonly asUtf8: boolean;
}

/** Decode a delimited text file too large for memory into a file for the engine. */
export function decodeLarge(blocks: Iterable<Buffer>, how: LargeReading): LargeResult {
  const text = textOf(blocks, how.utf8);
  const asUtf8 = text.utf8;
  // Costs that grow with the file's size are not counted, since nothing is held in memory.
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
