import { createHash } from "node:crypto";
import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import { type Language, translate } from "../language/index.ts";
import { letterContent } from "./letter-content.ts";
import { type LetterText, letterHtml, letterPlain } from "./letter-text.ts";
import { writeLetters } from "./outbox.ts";
import type { Undelivered } from "./undelivered.ts";
import {
  endText,
  kindText,
  mustBeCalled,
  officeName,
  type PlaceSetting,
  telephoneText,
} from "./undelivered-text.ts";

/** Who runs the deployment: the operator, and a second address that gets the same letters. */
export interface OperatorAddresses {
  readonly operator: string;
  readonly other?: string | undefined;
}

/** What writing to the operator needs besides the text. */
export interface OperationsSetting extends PlaceSetting {
  readonly operations: OperatorAddresses | null;
  /** Domain of the sender's address, for message ids. */
  readonly domain: string;
}

/** A message that did not arrive, and the contact that now gets the same content. */
export interface Failed extends Undelivered {
  readonly other: string | null;
}

/**
 * Write a letter to the operator (kind `operations`), unless the deployment names none. The same key is the same letter: it is written once.
 *
 * @returns the letter's id; null where nobody is written to
 */
export async function writeOperationsLetter(
  warehouse: Warehouse,
  text: LetterText,
  key: string,
  now: string,
  { operations, domain, language }: OperationsSetting,
): Promise<string | null> {
  if (operations === null) return null;
  const id = `operations-${createHash("sha256").update(key).digest("hex").slice(0, 12)}`;
  const [known] = await warehouse.rows("SELECT 1 FROM letter WHERE id = $id", { id });
  if (known) return id;
  const [last] = await warehouse.rows<{ id: number | null }>("SELECT max(id) AS id FROM night");
  const recipients = [...new Set([operations.operator, operations.other ?? operations.operator])];
  const letter = {
    ...{ id, kind: "operations" as const, night: last?.id ?? 0, office: "", attachments: [], recipients },
    ...{ subject: text.subject, text: letterPlain(text, language), html: letterHtml(text, language) },
    content: letterContent(text, language),
  };
  await writeLetters(warehouse, [letter], { now, domain });
  return id;
}

/** The letter about notices that did not arrive: case, tier, area, office, and the numbers to call; nothing of what the notices say. */
export function noticesFailed(failed: readonly Failed[], date: string, setting: PlaceSetting): LetterText {
  const { language, directory } = setting;
  const tier = failed[0]!.tier;
  const tierText = tier ? translate(language, `tier.${tier}`) : "";
  const counts = { date, count: failed.length, tier: tierText };
  const blocks = failed.map((message) => ({
    title: translate(language, "operations.notice", {
      ...{ case: message.caseId ?? "", office: officeName(message, setting) },
      tier: message.tier ? translate(language, `tier.${message.tier}`) : "",
      area: message.area ? directory.areaName(message.area) : "",
    }),
    lines: [...linesOf(message, setting), ...callLines(message, setting)],
  }));
  return letterOf("notices", counts, blocks, setting);
}

/** The letter about receipts, reminders and other letters that did not arrive. */
export function lettersFailed(failed: readonly Failed[], date: string, setting: PlaceSetting): LetterText {
  const { language } = setting;
  const blocks = failed.map((message) => ({
    title: translate(language, "operations.letter", {
      ...{ office: officeName(message, setting), kind: kindText(message, language) },
      date: endText(message, setting).when,
    }),
    lines: linesOf(message, setting),
  }));
  return letterOf("letters", { date, count: failed.length }, blocks, setting);
}

const letterOf = (
  which: "notices" | "letters",
  counts: Readonly<Record<string, string | number>>,
  blocks: LetterText["blocks"],
  { language }: PlaceSetting,
): LetterText => ({
  subject: translate(language, `operations.subject-${which}`, counts),
  heading: translate(language, "operations.heading"),
  office: translate(language, "operations.office"),
  lead: translate(language, `operations.lead-${which}`),
  blocks,
  foot: [translate(language, "operations.foot")],
});

function linesOf(message: Failed, setting: PlaceSetting): string[] {
  const { language } = setting;
  const { recipient, delivery } = message;
  return [
    translate(language, "operations.failed", { recipient, ...endText(message, setting) }),
    otherLine(message, language),
    translate(language, "operations.again", { delivery }),
  ];
}

/** Who else of the office has the same content, or gets it now. */
function otherLine({ other, reached }: Failed, language: Language): string {
  if (other !== null) return translate(language, "operations.other", { recipient: other });
  if (reached !== null) return translate(language, "operations.reached", { recipient: reached });
  return translate(language, "operations.no-other");
}

function callLines(message: Failed, setting: PlaceSetting): string[] {
  if (!mustBeCalled(message)) return [];
  const telephones = telephoneText(message.office, setting);
  const key = telephones === "" ? "operations.no-telephone" : "operations.call";
  return [translate(setting.language, key, { telephones })];
}
