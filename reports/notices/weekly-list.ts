import { addDays } from "../../rules/calendar/periods.ts";
import type { EventFacts } from "../../rules/cases/case-event.ts";
import { ruleById } from "../../rules/definitions/index.ts";
import type { Policy } from "../../rules/policy/policy.ts";
import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import { composeOrPlain, type OnBrokenText, plainLetter } from "../delivery/compose-or-plain.ts";
import type { DirectoryOffice } from "../delivery/directory.ts";
import type { LetterText } from "../delivery/letter-text.ts";
import type { LetterPart } from "../delivery/night-letters.ts";
import type { Cell } from "../documents/content.ts";
import { besideText } from "../language/figures.ts";
import { dateText, inLanguage, type Language, shortDateText, translate } from "../language/index.ts";
import { estimatedText } from "../language/sentence.ts";
import { addressesFor } from "./change-parts.ts";
import type { NoticeSetting } from "./notice-setting.ts";
import { isWeekday } from "./sending.ts";

/** A blue case that stands, with what it was last judged by. */
interface BlueCase {
  readonly caseId: string;
  readonly area: string;
  readonly opened: string;
  readonly rule: string;
  readonly facts: EventFacts;
}

/** The night of the lists. */
interface ListNight {
  readonly night: number;
  readonly date: string;
  readonly onBroken?: OnBrokenText;
}

/** Most cases that a list shows; the others are counted. */
const MOST_LISTED = 30;

/** Days of a week. */
const WEEK = 7;

/**
 * The weekly list of blues (Ⅳ级每周清单): what stands at Ⅳ in the areas below an office, the largest excess first. For the duty desks of offices with areas
 * below them, on the weekday of the policy; where nothing stands since before that day, or nothing at Ⅳ
 * began or ended in the week, nothing is sent.
 */
export async function weeklyLists(
  warehouse: Warehouse,
  { night, date, onBroken }: ListNight,
  { blueList }: Policy["mail"],
  setting: NoticeSetting,
): Promise<LetterPart[]> {
  if (blueList === "off" || !isWeekday(date, blueList)) return [];
  const { directory, language } = setting;
  const blues = await standingBlues(warehouse);
  const moved = blues.length > 0 ? await areasMoved(warehouse, addDays(date, -WEEK)) : [];
  const areas = [...new Set(blues.flatMap(({ area }) => directory.above(area)))];
  const offices = new Set(areas.flatMap((area) => directory.officeFor(area) ?? []));
  return [...offices].flatMap((office): LetterPart[] => {
    const recipients = addressesFor(office, false);
    const isAbove = (area: string) => directory.above(area).includes(office.area);
    // A list like the one of last week is none.
    if (!moved.some(isAbove)) return [];
    const below = blues.filter(({ area }) => isAbove(area)).sort(largestFirst);
    // What is new tonight stands in tonight's letter already.
    if (recipients.length === 0 || below.every(({ opened }) => opened >= date)) return [];
    const text = composeOrPlain(
      "changes",
      () => listLetter(below, office, date, setting),
      () => {
        const lines = below.map(({ caseId, area }) => `${directory.areaName(area)} ${caseId}`);
        return plainLetter({ office: office.name, date, about: "changes", lines }, language);
      },
      onBroken,
    );
    return [
      {
        ...{ id: `blues-${night}-${office.id}`, kind: "changes", matter: "blues" },
        office,
        text,
        recipients,
      },
    ];
  });
}

const standingBlues = async (warehouse: Warehouse): Promise<BlueCase[]> => {
  const rows = await warehouse.rows<Omit<BlueCase, "facts"> & { readonly facts: string }>(
    `SELECT state.id AS "caseId", state.area, CAST(state.opened AS VARCHAR) AS opened, max_by(event.rule, event.seq) AS rule,
            CAST(max_by(event.facts, event.seq) AS VARCHAR) AS facts
     FROM case_state AS state JOIN case_event AS event ON event.case_id = state.id
     WHERE state.state = 'open' AND state.tier = 'IV' AND NOT state.drill GROUP BY ALL ORDER BY state.id`,
  );
  return rows.map((row) => ({ ...row, facts: JSON.parse(row.facts) as EventFacts }));
};

/** Areas in which a case came to Ⅳ or left it after a day. */
async function areasMoved(warehouse: Warehouse, since: string): Promise<string[]> {
  const rows = await warehouse.rows<{ area: string }>(
    `SELECT DISTINCT risk_case.area FROM case_event JOIN risk_case ON risk_case.id = case_event.case_id
     WHERE date > CAST($since AS DATE) AND (tier_to = 'IV') IS DISTINCT FROM (tier_from = 'IV')`,
    { since },
  );
  return rows.map(({ area }) => area);
}

/** Persons above what was expected; none where the figure does not count persons, or only those of some places, and is not shown. */
const excessOf = ({ facts: { shown } }: BlueCase): number =>
  shown?.unit === "persons" && shown.base.samePlaces !== true ? shown.value - (shown.expected ?? 0) : 0;

/** By excess, then the latest first. */
const largestFirst = (a: BlueCase, b: BlueCase): number =>
  excessOf(b) - excessOf(a) || Number(a.opened < b.opened) - Number(a.opened > b.opened);

function listLetter(
  below: readonly BlueCase[],
  office: DirectoryOffice,
  date: string,
  { language, directory }: NoticeSetting,
): LetterText {
  const [, month = "", day = ""] = date.split("-");
  const since = addDays(date, -WEEK);
  const fresh = below.filter(({ opened }) => opened > since).length;
  const fillings = { month: Number(month), day: Number(day), count: below.length, fresh };
  const listed = below.slice(0, MOST_LISTED);
  return {
    subject: translate(language, "blues.subject", fillings),
    heading: translate(language, "blues.heading"),
    office: translate(language, "notice.salutation", { office: office.name }),
    lead: translate(language, fresh > 0 ? "blues.lead" : "blues.lead-none", {
      ...{ ...fillings, date: dateText(date, language) },
    }),
    blocks: [
      {
        title: translate(language, "blues.title"),
        lines: [],
        table: {
          ...{ form: "list", title: "" },
          head: (["compare.area", "blues.case", "blues.figure", "blues.since"] as const).map((key) =>
            translate(language, key),
          ),
          rows: listed.map((blue) => [
            { text: directory.areaName(blue.area) },
            { text: caseCell(blue, language) },
            figureCell(blue, language),
            { text: shortDateText(blue.opened, language) },
          ]),
          notes: [
            translate(language, "blues.note"),
            ...(below.length > listed.length
              ? [translate(language, "blues.more", { count: below.length - listed.length })]
              : []),
          ],
        },
      },
    ],
    foot: [translate(language, "letter.automatic")],
  };
}

/** What the warning is, and below it its number. */
const caseCell = ({ rule, caseId }: BlueCase, language: Language): string =>
  `${inLanguage(ruleById(rule)?.brief ?? { zh: rule, en: rule }, language)}\n${caseId}`;

/** The figure with its unit and, below it, what was expected. */
function figureCell({ facts: { shown } }: BlueCase, language: Language): Cell {
  if (!shown || shown.base.samePlaces === true) return { text: translate(language, "compare.none") };
  const { value, unit, counted, expected, base } = shown;
  const text = (figure: number, isCounted: boolean) =>
    translate(language, `shown.${unit}`, {
      value:
        unit === "persons" && !isCounted
          ? estimatedText(figure, language)
          : besideText(figure, [], language, isCounted ? 0 : 2),
    });
  const lines = [
    text(value, counted),
    ...(expected === null || base.name === "line"
      ? []
      : [translate(language, "blues.expected", { value: text(expected, false) })]),
  ];
  return { text: lines.join("\n"), value };
}
