import type { OnBrokenText } from "../../reports/delivery/compose-or-plain.ts";
import type { LetterPart } from "../../reports/delivery/night-letters.ts";
import { findingLetters } from "../../reports/notices/finding-letters.ts";
import { askedByReceipt } from "../../rules/findings/asked-offices.ts";
import { findingsSince, updateFindings } from "../../rules/findings/finding-log.ts";
import type { Known } from "../../warehouse/measure/known.ts";
import type { NightRecord } from "../../warehouse/measure/nights.ts";
import { comparedOf } from "../intake/contracts/facts.ts";
import { contracts } from "../intake/contracts/index.ts";
import type { OpenDeployment } from "./open-deployment.ts";
import type { NightRequest } from "./steps.ts";

/** A night that has begun, and what it knows. */
interface BegunNight {
  readonly id: number;
  readonly before: NightRecord | null;
  readonly known: Known;
}

/**
 * Look for what deserves a question: in reports before they are answered and judged, in cases afterwards. Questions about reports stay where the
 * night fails, as the reports do: their receipts have asked them.
 */
export async function searchFor(
  within: "reports" | "cases",
  { warehouse }: OpenDeployment,
  { date, asOf }: NightRequest,
  { id: night, before, known }: BegunNight,
): Promise<number> {
  const since = before?.submissionUpto ?? 0;
  const monthly = before?.date.slice(0, 7) !== date.slice(0, 7);
  if (within === "reports" && known.submission === since && !monthly) return 0;
  const found = await warehouse.transaction(() =>
    updateFindings(warehouse, {
      ...{ night, date, asOf, within, since, monthly },
      reports: contracts.map((contract) => comparedOf(contract, contracts)),
      latest: known.submission,
    }),
  );
  return found.length;
}

/** The new questions to those who ask and are asked, those of a night that failed among them. Returns the parts of their letters. */
export async function questionsOf(
  { warehouse, noticeSetting }: OpenDeployment,
  { date }: NightRequest,
  { id: night, before }: Pick<BegunNight, "id" | "before">,
  onBroken: OnBrokenText,
): Promise<LetterPart[]> {
  const { directory, language } = noticeSetting;
  const found = await findingsSince(warehouse, before?.id ?? 0);
  const asked = found.length > 0 ? await askedByReceipt(warehouse) : new Set<string>();
  return findingLetters(found, { night, date, directory, asked, onBroken }, language);
}
