import { headOf } from "../blocks.ts";
import type { Recogniser } from "../recogniser.ts";
import type { DecodedTable, FileFault } from "../table.ts";
import { LargeTable } from "./large-table.ts";
import { encodingOf, NotText, textBlocks } from "./text-blocks.ts";

/**
 * Decode a delimited text file too large to be held into a file for the engine.
 *
 * @param allUtf8 whether all its bytes are strict UTF-8
 * @param to where the records are written
 * @param hasty leave it to the engine to count the cells of lines without quotes
 */
export function decodeLarge(
  path: string,
  allUtf8: boolean,
  recogniser: Recogniser,
  to: string,
  hasty: boolean,
): DecodedTable | FileFault {
  const text = encodingOf(headOf(path), allUtf8);
  try {
    return new LargeTable(to, recogniser, hasty).read(textBlocks(path, text), text.encoding);
  } catch (error) {
    if (error instanceof NotText) return { code: "not-text" };
    throw error;
  }
}
