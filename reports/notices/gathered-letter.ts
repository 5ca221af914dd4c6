import type { CaseEvent } from "../../rules/cases/case-event.ts";
import { ruleById } from "../../rules/definitions/index.ts";
import type { LetterText } from "../delivery/letter-text.ts";
import { dateText, translate } from "../language/index.ts";
import { leadOf, type NoticeSetting, subjectOf } from "./compose.ts";
import { paragraphs } from "./paragraphs.ts";
import type { Addressee } from "./route.ts";

/** A change that waited, with what the office may see of it. */
export interface GatheredChange {
  readonly event: CaseEvent;
  readonly seesEnterprises: boolean;
}

/**
 * The letter of changes that waited (集中告知): each change under its own subject, as its notice would have said it, the gravest first as
 * given. What applies to all stands once, before and after them.
 */
export function gatheredLetter(
  changes: readonly GatheredChange[],
  office: Addressee["office"],
  date: string,
  setting: NoticeSetting,
): LetterText {
  const { language } = setting;
  const counts = { count: changes.length, date: dateText(date, language) };
  return {
    subject: translate(language, "notice.letter-subject", counts),
    heading: translate(language, "notice.letter-heading"),
    office: translate(language, "notice.salutation", { office: office.name }),
    lead: [translate(language, "notice.letter-of", counts), translate(language, "notice.approval")].join(" "),
    blocks: changes.map(({ event, seesEnterprises }) => ({
      title: subjectOf(event, setting),
      lines: [leadOf(event, setting), ...factLines(event, seesEnterprises, setting)],
    })),
    foot: [translate(language, "letter.automatic")],
  };
}

/** What a change says of its figures: the paragraphs that differ from change to change. */
function factLines(event: CaseEvent, seesEnterprises: boolean, setting: NoticeSetting): string[] {
  const { language, policy, directory } = setting;
  const colon = translate(language, "notice.colon");
  const labels = (
    [
      "notice.what",
      "notice.now",
      "notice.in-question",
      "notice.period",
      "notice.threshold",
      "notice.case",
    ] as const
  ).map((key) => translate(language, key));
  return paragraphs(event, ruleById(event.rule)!, {
    ...{ language, policy, seesEnterprises, areaName: directory.areaName(event.area) },
    nameOf: directory.areaName.bind(directory),
    level: directory.area(event.area)?.level ?? "",
  }).flatMap(({ label, text }) => (labels.includes(label) ? [`${label}${colon}${text}`] : []));
}
