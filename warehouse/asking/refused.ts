import type { Place } from "./place.ts";
import type { RefusalCode } from "./refusal-code.ts";

/** A text that is not asked, with the reason's code, the name of what it may not call, read or be, and the place of that name. */
export class Refused extends Error {
  readonly code: RefusalCode;
  readonly refusedName: string | undefined;
  readonly place: Place | null;

  constructor(code: RefusalCode, refusedName?: string, place: Place | null = null) {
    super(code);
    this.code = code;
    this.refusedName = refusedName;
    this.place = place;
  }
}
