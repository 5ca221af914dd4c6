import type { LetterBlock } from "../delivery/letter-text.ts";
import type { MailStep } from "../documents/mail.ts";
import { type Language, shortDateText, translate } from "../language/index.ts";

/** What is to be sent again. */
export interface ToSendAgain {
  /** Names of the attached tables of refused rows, and of rows that wait for an explanation. */
  readonly refused: readonly string[];
  readonly asked: readonly string[];
  /** Rows refused, rows that wait, and files refused as a whole for a reason of their own. */
  readonly rows: number;
  readonly held: number;
  readonly files: number;
  /** Days on which the reports are due, as far as they are known. */
  readonly dues: readonly string[];
  /** The day of the letter. */
  readonly date: string;
}

/** Most attachments that are named. */
const MOST_NAMED = 3;

/** How to send again what came back (怎样重新报送), step by step; null where nothing is to be sent. */
export function sendAgain(again: ToSendAgain, language: Language): LetterBlock | null {
  const { rows, held, files } = again;
  if (rows + held + files === 0) return null;
  const now = translate(language, "again.now");
  const step = (text: string, due: string, remark = ""): MailStep => ({
    ...{ text, taker: "", due },
    ...(remark === "" ? {} : { remark }),
  });
  const steps: MailStep[] = [];
  if (rows > 0 && again.refused.length > 0)
    steps.push(
      step(
        translate(language, "again.open", { names: named(again.refused, language), count: rows }),
        now,
        translate(language, "again.open-remark"),
      ),
    );
  else if (rows > 0) steps.push(step(translate(language, "again.folder"), now));
  if (held > 0)
    steps.push(
      step(
        translate(language, "again.explain", { names: named(again.asked, language) }),
        now,
        translate(language, "again.explain-remark"),
      ),
    );
  if (files > 0) steps.push(step(translate(language, "again.file"), now));
  steps.push(
    step(
      translate(language, "again.send"),
      dueText(again, language),
      translate(language, rows + held > 0 ? "again.send-remark" : "again.send-whole-remark"),
    ),
    step(translate(language, "again.look"), translate(language, "again.next-day")),
  );
  const key = rows + files > 0 ? "again.title" : "again.title-held";
  return { title: translate(language, key), lines: [], steps };
}

function named(names: readonly string[], language: Language): string {
  const first = names
    .slice(0, MOST_NAMED)
    .map((name) => translate(language, "again.name", { name }))
    .join(translate(language, "list.separator"));
  return names.length > MOST_NAMED
    ? translate(language, "again.names-more", { names: first, count: names.length })
    : first;
}

/** By when: the first due date that is still to come, else the last one that has passed. */
function dueText({ dues, date }: ToSendAgain, language: Language): string {
  const sorted = [...dues].sort();
  const next = sorted.find((due) => due >= date);
  if (next) return translate(language, "again.due", { date: shortDateText(next, language) });
  const last = sorted.at(-1);
  return last ? translate(language, "again.due-past", { date: shortDateText(last, language) }) : "";
}
