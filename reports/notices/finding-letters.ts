import type { Finding } from "../../rules/findings/finding-log.ts";
import { findingKindById } from "../../rules/findings/index.ts";
import { composeOrPlain, type OnBrokenText, plainLetter } from "../delivery/compose-or-plain.ts";
import type { Directory, DirectoryOffice } from "../delivery/directory.ts";
import type { LetterBlock, LetterText } from "../delivery/letter-text.ts";
import type { LetterPart } from "../delivery/night-letters.ts";
import type { TextKey } from "../language/catalogue.ts";
import { fitSubject } from "../language/fit-subject.ts";
import { dateText, inLanguage, type Language, translate } from "../language/index.ts";
import { subjectNames } from "../language/subject-names.ts";
import { findingTable } from "../views/finding-table.ts";
import { type FindingText, findingName, findingText } from "../views/finding-text.ts";

/** The night of the letters, and who has been asked by a receipt already, as `FINDING OFFICE`. */
interface LetterSetting {
  readonly night: number;
  readonly date: string;
  readonly directory: Directory;
  readonly asked: ReadonlySet<string>;
  /** Called for a text that cannot be composed: it goes out in the plain form. */
  readonly onBroken?: OnBrokenText;
}

/**
 * Letters about new findings (疑点核实): one a night to each league and to the region. Questions about figures also go to the office of the
 * area, unless its receipt of the night asks them; the others are asked by the superiors.
 */
export const findingLetters = (
  findings: readonly Finding[],
  setting: LetterSetting,
  language: Language,
): LetterPart[] => [
  ...lettersToSuperiors(findings, setting, language),
  ...lettersToOffices(findings, setting, language),
];

function lettersToOffices(
  findings: readonly Finding[],
  { night, date, directory, asked, onBroken }: LetterSetting,
  language: Language,
): LetterPart[] {
  const byOffice = new Map<DirectoryOffice, Finding[]>();
  for (const finding of findings) {
    const office = directory.officeFor(finding.area);
    const isSuperior = directory.superiors(finding.area).every((code) => !directory.officeFor(code));
    if (!findingKindById(finding.kind)?.asksOffice || !office || isSuperior) continue;
    if (!asked.has(`${finding.id} ${office.id}`))
      byOffice.set(office, [...(byOffice.get(office) ?? []), finding]);
  }
  return [...byOffice].map(([office, officeFindings]) => {
    const text = letterOrPlain(officeFindings, office, date, directory, language, "question", onBroken);
    return partOf(`question-${night}-${office.id}`, "question", office, text, directory);
  });
}

function lettersToSuperiors(
  findings: readonly Finding[],
  { night, date, directory, onBroken }: LetterSetting,
  language: Language,
): LetterPart[] {
  const byOffice = new Map<DirectoryOffice, Finding[]>();
  for (const finding of findings) {
    const above = directory.superiors(finding.area).flatMap((code) => directory.officeFor(code) ?? []);
    const offices = above.length > 0 ? above : [directory.officeFor(finding.area) ?? []].flat();
    for (const office of new Set(offices)) byOffice.set(office, [...(byOffice.get(office) ?? []), finding]);
  }
  return [...byOffice].map(([office, officeFindings]) => {
    const text = letterOrPlain(officeFindings, office, date, directory, language, "finding", onBroken);
    return partOf(`finding-${night}-${office.id}`, "finding", office, text, directory);
  });
}

const partOf = (
  id: string,
  matter: "finding" | "question",
  office: DirectoryOffice,
  text: LetterText,
  directory: Directory,
): LetterPart => ({
  ...{ id, kind: "finding", matter, office, text },
  recipients: directory.addresses(office, ["duty"]),
});

function letterText(
  findings: readonly Finding[],
  office: DirectoryOffice,
  date: string,
  directory: Directory,
  language: Language,
  to: "finding" | "question",
): LetterText {
  const counts = { date: dateText(date, language), count: findings.length };
  const names = subjectNames(
    findingName(findings[0]!, directory, language),
    findings.length,
    "figures",
    language,
  );
  const subjectOf = (what: string) => translate(language, `${to}.subject`, { what });
  return {
    subject: fitSubject(
      [
        subjectOf(`${names.first}${names.more}`),
        subjectOf(translate(language, "subject.count-figures", counts)),
      ],
      language,
    ),
    heading: translate(language, "finding.heading"),
    office: office.name,
    lead: translate(language, `${to}.lead`, counts),
    blocks: [
      ...findings.slice(0, MOST_WHOLE).map((finding) => findingBlock(finding, directory, language)),
      ...otherBlocks(findings.slice(MOST_WHOLE), directory, language),
      stepsBlock(to, language),
    ],
    foot: [translate(language, `${to}.not-public`), translate(language, "letter.automatic")],
  };
}

/** Most findings with a section each; a page with more would be too large for a mail. */
const MOST_WHOLE = 6;

/** A finding with the figures that it asks about and what they were compared with, the question, and what else may explain it. */
function findingBlock(finding: Finding, directory: Directory, language: Language): LetterBlock {
  const text = findingText(finding, directory, language);
  const table = findingTable(finding, language);
  return {
    title: text.title,
    lines: linesOf(text, language),
    ...(table ? { table } : {}),
    points: pointsOf(text, language),
  };
}

const linesOf = ({ message, chance }: FindingText, language: Language): string[] => [
  message,
  ...(chance === null ? [] : [translate(language, "finding.chance", { chance })]),
];

const pointsOf = ({ question, limitations }: FindingText, language: Language) => [
  { label: translate(language, "finding.ask"), text: question },
  { label: translate(language, "finding.note"), text: limitations },
];

/** Further findings, a section for each kind: what is asked is the same for all of a kind. */
function otherBlocks(findings: readonly Finding[], directory: Directory, language: Language): LetterBlock[] {
  const byKind = new Map<string, FindingText[]>();
  for (const finding of findings)
    byKind.set(finding.kind, [
      ...(byKind.get(finding.kind) ?? []),
      findingText(finding, directory, language),
    ]);
  return [...byKind].map(([id, texts]) => {
    const kind = findingKindById(id);
    return {
      title: translate(language, "finding.others", {
        title: kind ? inLanguage(kind.title, language) : id,
        count: texts.length,
      }),
      lines: texts.map((text) =>
        [text.title, ...linesOf(text, language)].join(translate(language, "list.reasons")),
      ),
      points: pointsOf(texts[0]!, language),
    };
  });
}

/** How to answer, step by step: the office that sent the figures, or who asks it. */
function stepsBlock(to: "finding" | "question", language: Language): LetterBlock {
  const soon = translate(language, "finding.step-soon");
  const step = (key: TextKey, due = "") => ({ text: translate(language, key), taker: "", due });
  return {
    title: translate(language, "finding.steps"),
    lines: [],
    steps:
      to === "question"
        ? [
            step("finding.step-check", soon),
            {
              ...step("finding.step-correct"),
              remark: translate(language, "finding.step-correct-remark"),
            },
            step("finding.step-explain"),
          ]
        : [step("finding.step-ask", soon), step("finding.step-answer")],
  };
}

/** The text of a letter; where it cannot be composed, a line for each finding. */
function letterOrPlain(
  findings: readonly Finding[],
  office: DirectoryOffice,
  date: string,
  directory: Directory,
  language: Language,
  to: "finding" | "question",
  onBroken: OnBrokenText | undefined,
): LetterText {
  const lineOf = ({ id, area, kind, contract, period }: Finding) =>
    translate(language, "plain.finding-line", {
      ...{ id, area: directory.areaName(area), kind, contract, period: period ?? "" },
    });
  const lines = () => findings.map(lineOf);
  return composeOrPlain(
    to,
    () => letterText(findings, office, date, directory, language, to),
    () => plainLetter({ office: office.name, date, about: "finding", lines: lines() }, language),
    onBroken,
  );
}
