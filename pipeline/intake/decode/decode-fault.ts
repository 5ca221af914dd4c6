import type { FileFault } from "./table.ts";

/** What breaks off the reading of a file: the fault that the receipt tells. */
export class DecodeFault extends Error {
  constructor(readonly fault: FileFault) {
    super(fault.code);
  }
}
