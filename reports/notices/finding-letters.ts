import type { Finding } from "../../rules/findings/finding-log.ts";
import type { Directory, DirectoryOffice } from "../delivery/directory.ts";
import { type LetterText, letterHtml, letterPlain } from "../delivery/letter-text.ts";
import type { NewLetter } from "../delivery/outbox.ts";
import { dateText, type Language, translate } from "../language/index.ts";
import { findingText } from "../views/finding-text.ts";

/**
 * Letters to the superiors of each area about new findings (疑点核实): one letter a night to each league and to the region. The
 * superiors ask the office itself; the system does not.
 */
export function findingLetters(
  findings: readonly Finding[],
  {
    night,
    date,
    directory,
  }: { readonly night: number; readonly date: string; readonly directory: Directory },
  language: Language,
): NewLetter[] {
  const byOffice = new Map<DirectoryOffice, Finding[]>();
  for (const finding of findings) {
    const above = directory.superiors(finding.area).flatMap((code) => directory.officeFor(code) ?? []);
    const offices = above.length > 0 ? above : [directory.officeFor(finding.area) ?? []].flat();
    for (const office of new Set(offices)) byOffice.set(office, [...(byOffice.get(office) ?? []), finding]);
  }
  return [...byOffice].map(([office, officeFindings]) => {
    const text = letterText(officeFindings, office, date, directory, language);
    return {
      id: `finding-${night}-${office.id}`,
      kind: "finding",
      night,
      office: office.id,
      subject: text.subject,
      text: letterPlain(text),
      html: letterHtml(text, language),
      attachments: [],
      recipients: directory.addresses(office, ["duty"]),
    };
  });
}

function letterText(
  findings: readonly Finding[],
  office: DirectoryOffice,
  date: string,
  directory: Directory,
  language: Language,
): LetterText {
  const counts = { date: dateText(date, language), count: findings.length };
  return {
    subject: translate(language, "finding.subject", counts),
    heading: translate(language, "finding.heading"),
    office: office.name,
    lead: translate(language, "finding.lead", counts),
    blocks: findings.map((finding) => {
      const { title, message, question, limitations, chance } = findingText(finding, directory, language);
      return {
        title,
        lines: [
          message,
          ...(chance === null ? [] : [translate(language, "finding.chance", { chance })]),
          translate(language, "finding.question", { question }),
          translate(language, "finding.limitations", { limitations }),
        ],
      };
    }),
    foot: [translate(language, "finding.not-public"), translate(language, "letter.automatic")],
  };
}
