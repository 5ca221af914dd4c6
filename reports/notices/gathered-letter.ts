import type { CaseEvent } from "../../rules/cases/case-event.ts";
import type { LayoffEvent } from "../../rules/definitions/define.ts";
import type { LetterText } from "../delivery/letter-text.ts";
import { fitSubject } from "../language/fit-subject.ts";
import { dateText, shortDateText, translate } from "../language/index.ts";
import { leadOf } from "./headline.ts";
import { legalLine } from "./legal-facts.ts";
import type { NoticeSetting } from "./notice-setting.ts";
import { factRows } from "./paragraphs.ts";
import type { Addressee } from "./route.ts";
import { around } from "./stories.ts";
import { subjectOf } from "./subjects.ts";

/** A change that waited, with what the office may see of it. */
export interface GatheredChange {
  readonly event: CaseEvent;
  readonly seesEnterprises: boolean;
}

/** What an office's letter gathers: changes that waited, and the enterprises of an area that must report a layoff by law. */
export interface GatheredNews {
  readonly changes: readonly GatheredChange[];
  readonly duties: readonly { readonly area: string; readonly firms: readonly LayoffEvent[] }[];
}

/**
 * The letter of changes that waited (集中告知): each change under its own subject, as its notice would have said it, the gravest first as
 * given. What applies to all stands once, before and after them. Where all are blue it is the office's list of blues (蓝色清单).
 */
export function gatheredLetter(
  { changes, duties }: GatheredNews,
  office: Addressee["office"],
  date: string,
  setting: NoticeSetting,
): LetterText {
  const { language, directory } = setting;
  const of = (kind: CaseEvent["kind"]) => changes.filter(({ event }) => event.kind === kind).length;
  const firms = duties.flatMap((duty) => duty.firms).length;
  const counts = { count: changes.length, opened: of("opened"), lifted: of("lifted"), firms };
  const fillings = { ...counts, date: dateText(date, language) };
  const isList = changes.every(({ event }) => isBlue(event));
  const subject =
    changes.length === 0 ? "notice.law-subject" : isList ? "notice.blue-subject" : "notice.letter-subject";
  const lead = changes.length === 0 ? "notice.law-lead" : isList ? "notice.blue-lead" : "notice.letter-of";
  return {
    subject: fitSubject(
      [
        translate(language, subject, fillings),
        translate(language, subject, { ...fillings, date: shortDateText(date, language) }),
      ],
      language,
    ),
    heading: translate(
      language,
      changes.length === 0 ? "notice.law-heading" : isList ? "notice.blue-heading" : "notice.letter-heading",
    ),
    office: translate(language, "notice.salutation", { office: office.name }),
    lead: [
      translate(language, lead, fillings),
      ...(isList ? [] : [translate(language, "notice.approval")]),
    ].join(" "),
    blocks: [
      ...changes.map(({ event, seesEnterprises }) => ({
        title: subjectOf(event, around(setting, event)),
        lines: [
          leadOf(event, around(setting, event)),
          ...factLines(event, seesEnterprises, around(setting, event)),
        ],
      })),
      ...duties.map((duty) => ({
        title: translate(language, "notice.law-title", { area: directory.areaName(duty.area) }),
        lines: duty.firms.map((firm) => legalLine(firm, duty.area, setting)),
      })),
    ],
    foot: [translate(language, "letter.automatic")],
  };
}

const isBlue = ({ tierTo, tierFrom, kind }: CaseEvent): boolean =>
  (kind === "opened" || kind === "lifted") && (tierTo ?? tierFrom) === "IV";

/** What a change says of its figures: the paragraphs that differ from change to change. */
function factLines(event: CaseEvent, seesEnterprises: boolean, setting: NoticeSetting): string[] {
  const colon = translate(setting.language, "notice.colon");
  return factRows(event, seesEnterprises, setting).map(({ label, text }) => `${label}${colon}${text}`);
}
