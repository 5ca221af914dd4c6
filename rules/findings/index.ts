import { caseHeld } from "./case-held.ts";
import { copiedForward } from "./copied-forward.ts";
import { correctionsThatHelp } from "./corrections-that-help.ts";
import type { FindingKind } from "./define.ts";
import { heldRow } from "./held-row.ts";
import { dropWithoutLayoffs, layoffsWithoutDrop } from "./insurance-and-layoffs.ts";
import { roundFigures, unevenDigits } from "./odd-digits.ts";
import { panelDiffers } from "./panel-differs.ts";
import { partsDiffer } from "./parts-differ.ts";
import { probableAmendment } from "./probable-amendment.ts";

/** Every kind of finding. To add one, write its file and list it here. */
export const findingKinds: readonly FindingKind[] = [
  probableAmendment,
  copiedForward,
  roundFigures,
  unevenDigits,
  partsDiffer,
  dropWithoutLayoffs,
  layoffsWithoutDrop,
  panelDiffers,
  correctionsThatHelp,
  heldRow,
  caseHeld,
];

/** The kind with this id, or undefined. */
export const findingKindById = (id: string): FindingKind | undefined =>
  findingKinds.find((kind) => kind.id === id);
