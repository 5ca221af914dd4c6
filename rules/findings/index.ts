import type { FindingKind } from "./define.ts";
import { probableAmendment } from "./probable-amendment.ts";

/** Every kind of finding. To add one, write its file and list it here. */
export const findingKinds: readonly FindingKind[] = [probableAmendment];

/** The kind of that id, or undefined. */
export const findingKindById = (id: string): FindingKind | undefined =>
  findingKinds.find((kind) => kind.id === id);
