import { composeOrPlain, plainLetter } from "../delivery/compose-or-plain.ts";
import { letterMail } from "../delivery/letter-mail.ts";
import { withReceipts } from "../delivery/night-letters.ts";
import type { NewLetter } from "../delivery/outbox.ts";
import type { Language } from "../language/index.ts";
import type { Answered, ReceiptNight } from "./answered.ts";
import { attachedSheets } from "./attached-sheets.ts";
import { receiptText } from "./receipt-letter-text.ts";
import { sheet } from "./sheet.ts";

/** One letter for each office with all receipts of its files (回执), and the submissions it answers. */
export function receiptLetters(
  answered: readonly Answered[],
  setting: ReceiptNight,
  language: Language,
): (NewLetter & { readonly submissions: readonly number[]; readonly earlier: readonly number[] })[] {
  const { night, date, directory, earlier = [], onBroken } = setting;
  const offices = [...new Set(answered.flatMap(({ submission }) => submission.sender ?? []))].sort();
  return offices.flatMap((id) => {
    const office = directory.office(id);
    if (!office) return [];
    const fromOffice = answered.filter(({ submission }) => submission.sender === id);
    const waited = earlier.filter((receipt) => receipt.office === id);
    const text = composeOrPlain(
      "receipts",
      () => withReceipts(receiptText(fromOffice, office, setting, language), waited, language),
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
        ...letterMail(text, language),
        attachments: attachedSheets(fromOffice.flatMap(({ sheets }) => sheets)).sheets.map(
          ({ filename, lines }) => ({ filename, content: sheet(lines) }),
        ),
        recipients: directory.addresses(office, ["duty"]),
        submissions: fromOffice.map(({ submission }) => submission.id),
        earlier: waited.map(({ submission }) => submission),
      },
    ];
  });
}
