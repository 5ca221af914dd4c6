import type { CaseChange } from "../../rules/cases/case-event.ts";
import type { Tier } from "../../rules/policy/tiers.ts";

/** A change in the life of a case, as its timeline lists it. */
export interface CaseMoment {
  readonly seq: number;
  readonly date: string;
  readonly kind: CaseChange;
  readonly tierFrom: Tier | null;
  readonly tierTo: Tier | null;
}
