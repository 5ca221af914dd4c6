import type { RefusalCode } from "./refusal-code.ts";

/** A text that is not asked, with the reason's code, and the name of what it may not call or read. */
export class Refused extends Error {
  readonly code: RefusalCode;
  readonly refusedName: string | undefined;

  constructor(code: RefusalCode, refusedName?: string) {
    super(code);
    this.code = code;
    this.refusedName = refusedName;
  }
}
