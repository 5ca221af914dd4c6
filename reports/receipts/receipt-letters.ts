import { composeOrPlain, type OnBrokenText, plainLetter } from "../delivery/compose-or-plain.ts";
import type { Directory, DirectoryOffice } from "../delivery/directory.ts";
import { letterContent } from "../delivery/letter-content.ts";
import { type LetterText, letterHtml, letterPlain } from "../delivery/letter-text.ts";
import { type Aside, withReceipts } from "../delivery/night-letters.ts";
import type { NewLetter } from "../delivery/outbox.ts";
import { dateText, type Language, translate } from "../language/index.ts";
import type { StatusRefusal } from "../views/status.ts";
import { receiptSubject } from "./receipt-words.ts";
import { sheet } from "./sheet.ts";

/** A submission with its receipt, and the tables of its refused rows and of those asked about, if any. */
export interface Answered {
  readonly submission: StatusRefusal;
  readonly lines: readonly string[];
  /** Questions about its figures, which were loaded all the same. */
  readonly questions?: number;
  /** The different problems of its refused rows, in words. */
  readonly problems?: readonly string[];
  readonly sheets: readonly { readonly filename: string; readonly lines: readonly string[] }[];
}

/** The night of the letters. */
export interface ReceiptNight {
  readonly night: number;
  readonly date: string;
  readonly directory: Directory;
  /** Receipts of earlier nights that waited for a letter. */
  readonly earlier?: readonly Aside[];
  /** Called for a text that cannot be composed: it goes out in the plain form. */
  readonly onBroken?: OnBrokenText;
}

/** Most lines of one attached table, header included; the file in the office's receipts folder is complete. */
const MOST_ATTACHED = 2001;

/** One letter for each office with all receipts of its files (回执), and the submissions it answers. */
export function receiptLetters(
  answered: readonly Answered[],
  { night, date, directory, earlier = [], onBroken }: ReceiptNight,
  language: Language,
): (NewLetter & { readonly submissions: readonly number[]; readonly earlier: readonly number[] })[] {
  const offices = [...new Set(answered.flatMap(({ submission }) => submission.sender ?? []))].sort();
  return offices.flatMap((id) => {
    const office = directory.office(id);
    if (!office) return [];
    const fromOffice = answered.filter(({ submission }) => submission.sender === id);
    const waited = earlier.filter((receipt) => receipt.office === id);
    const text = composeOrPlain(
      "receipts",
      () => withReceipts(letterText(fromOffice, office, date, language), waited, language),
      () => {
        const lines = fromOffice.flatMap((answer) => answer.lines);
        return plainLetter({ office: office.name, date, about: "receipt", lines }, language);
      },
      onBroken,
    );
    return [
      {
        id: `receipt-${night}-${id}`,
        kind: "receipt" as const,
        night,
        office: id,
        subject: text.subject,
        text: letterPlain(text, language),
        html: letterHtml(text, language),
        content: letterContent(text, language),
        attachments: fromOffice
          .flatMap(({ sheets }) => sheets)
          .map(({ filename, lines }) => ({
            filename,
            content: sheet(lines.slice(0, MOST_ATTACHED)),
          })),
        recipients: directory.addresses(office, ["duty"]),
        submissions: fromOffice.map(({ submission }) => submission.id),
        earlier: waited.map(({ submission }) => submission),
      },
    ];
  });
}

function letterText(
  answered: readonly Answered[],
  office: DirectoryOffice,
  date: string,
  language: Language,
): LetterText {
  const of = (state: StatusRefusal["state"]) =>
    answered.filter(({ submission }) => submission.state === state).length;
  const counts = {
    ...{ date: dateText(date, language), count: answered.length },
    ...{
      accepted: of("accepted"),
      partial: of("partial"),
      refused: of("refused"),
      duplicate: of("duplicate"),
    },
  };
  const whole = counts.accepted + counts.duplicate === answered.length;
  const cut = answered.some(({ sheets }) => sheets.some(({ lines }) => lines.length > MOST_ATTACHED));
  const attached = answered.some(({ sheets }) => sheets.length > 0);
  const questions = answered.reduce((sum, each) => sum + (each.questions ?? 0), 0);
  const subject = receiptSubject(
    {
      ...{ reports: answered.length, refused: counts.refused, questions },
      remarks: answered.filter(({ submission: { warnings } }) => warnings.length > 0).length,
      rows: answered.reduce(
        (sum, { submission: { state, refused } }) => sum + (state === "partial" ? refused : 0),
        0,
      ),
      problems: new Set(answered.flatMap(({ problems = [] }) => problems)).size,
    },
    language,
  );
  return {
    subject,
    heading: translate(language, "receipt.heading"),
    office: office.name,
    lead: translate(language, "receipt.lead", counts),
    blocks: answered.map(({ lines }) => ({
      title: lines[0]!,
      lines: lines.slice(1).map((line) => line.trim()),
    })),
    foot: [
      ...(whole ? [] : [translate(language, "receipt.what-to-do")]),
      ...(attached ? [translate(language, "receipt.attached")] : []),
      ...(cut ? [translate(language, "receipt.attached-in-part", { count: MOST_ATTACHED - 1 })] : []),
      translate(language, "letter.automatic"),
    ],
  };
}
