import type { FileFault } from "./table.ts";

/** Stops the reading of a file; carries the fault that the receipt reports. */
export class DecodeFault extends Error {
  constructor(readonly fault: FileFault) {
    super(fault.code);
  }
}
