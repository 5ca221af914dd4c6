import { createHash } from "node:crypto";
import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import type { Cell } from "../documents/content.ts";
import type { MailStep } from "../documents/mail.ts";
import type { TextKey } from "../language/catalogue.ts";
import { type Language, translate } from "../language/index.ts";
import { letterMail } from "./letter-mail.ts";
import type { LetterText } from "./letter-text.ts";
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
    ...letterMail(text, language),
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
  const rows = failed.map((message): Cell[] => {
    const matter = translate(language, "operations.matter", {
      case: message.caseId ?? "",
      tier: message.tier ? translate(language, `tier.${message.tier}`) : "",
      area: message.area ? directory.areaName(message.area) : "",
    });
    return [officeCell(message, matter, setting), failedCell(message, setting), callCell(message, setting)];
  });
  return letterOf("notices", counts, rows, failed.some(mustBeCalled), setting);
}

/** The letter about receipts, reminders and other letters that did not arrive. */
export function lettersFailed(failed: readonly Failed[], date: string, setting: PlaceSetting): LetterText {
  const { language } = setting;
  const rows = failed.map((message): Cell[] => [
    officeCell(message, kindText(message, language), setting),
    failedCell(message, setting),
  ]);
  return letterOf("letters", { date, count: failed.length }, rows, false, setting);
}

/** A letter with a table of what did not arrive, and what to do about it. */
function letterOf(
  which: "notices" | "letters",
  counts: Readonly<Record<string, string | number>>,
  rows: readonly (readonly Cell[])[],
  isToBeCalled: boolean,
  { language }: PlaceSetting,
): LetterText {
  const step = (key: TextKey, due = ""): MailStep => ({ text: translate(language, key), taker: "", due });
  const now = translate(language, "again.now");
  return {
    subject: translate(language, `operations.subject-${which}`, counts),
    heading: translate(language, "operations.heading"),
    office: translate(language, "operations.office"),
    lead: translate(language, `operations.lead-${which}`),
    blocks: [
      {
        title: translate(language, `operations.title-${which}`, counts),
        lines: [],
        table: {
          ...{ form: "list", title: "", notes: [], rows },
          head: [
            ...(["operations.head-office", "operations.head-failed"] as const),
            ...(which === "notices" ? (["operations.head-call"] as const) : []),
          ].map((key) => translate(language, key)),
        },
      },
      {
        title: translate(language, "operations.steps"),
        lines: [],
        steps: [
          ...(isToBeCalled ? [step("operations.step-call", now)] : []),
          step("operations.step-check"),
          step("operations.step-again"),
        ],
      },
    ],
    foot: [translate(language, "operations.foot")],
  };
}

/** The office that did not hear, and of what. */
const officeCell = (message: Failed, matter: string, setting: PlaceSetting): Cell => ({
  text: `${officeName(message, setting)}\n${matter}`,
});

/** What failed and why, who else has the content, and how it is sent again. */
function failedCell(message: Failed, setting: PlaceSetting): Cell {
  const { language } = setting;
  const { recipient, delivery } = message;
  const lines = [
    translate(language, "operations.failed", { recipient, ...endText(message, setting) }),
    otherLine(message, language),
    translate(language, "operations.again", { delivery }),
  ];
  return { text: lines.join("\n") };
}

/** Who else of the office has the same content, or gets it now. */
function otherLine({ other, reached }: Failed, language: Language): string {
  if (other !== null) return translate(language, "operations.other", { recipient: other });
  if (reached !== null) return translate(language, "operations.reached", { recipient: reached });
  return translate(language, "operations.no-other");
}

/** The numbers to call, where somebody must be called. */
function callCell(message: Failed, setting: PlaceSetting): Cell {
  if (!mustBeCalled(message)) return { text: "—" };
  const telephones = telephoneText(message.office, setting);
  return {
    text: telephones === "" ? translate(setting.language, "operations.no-telephone") : telephones,
    isMarked: true,
  };
}
