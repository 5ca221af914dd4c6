import { caseHeld } from "./case-held.ts";
import { copiedForward } from "./copied-forward.ts";
import { correctionsThatHelp } from "./corrections-that-help.ts";
import { cumulativeFalls } from "./cumulative-falls.ts";
import type { FindingKind } from "./define.ts";
import { heldRow } from "./held-row.ts";
import { farFromPast, implausibleMonth } from "./implausible-month.ts";
import { dropWithoutLayoffs, layoffsWithoutDrop } from "./insurance-and-layoffs.ts";
import { roundFigures, unevenDigits } from "./odd-digits.ts";
import { panelDiffers } from "./panel-differs.ts";
import { partsDiffer } from "./parts-differ.ts";
import { postingsAndLayoffs } from "./postings-and-layoffs.ts";
import { probableAmendment } from "./probable-amendment.ts";
import { openingDiffers, stockJumps } from "./stocks.ts";

/** Every kind of finding. To add one, write its file and list it here. */
export const findingKinds: readonly FindingKind[] = [
  probableAmendment,
  implausibleMonth,
  farFromPast,
  openingDiffers,
  stockJumps,
  cumulativeFalls,
  copiedForward,
  roundFigures,
  unevenDigits,
  partsDiffer,
  dropWithoutLayoffs,
  layoffsWithoutDrop,
  postingsAndLayoffs,
  panelDiffers,
  correctionsThatHelp,
  heldRow,
  caseHeld,
];

/** The kind with this id, or undefined. */
export const findingKindById = (id: string): FindingKind | undefined =>
  findingKinds.find((kind) => kind.id === id);
