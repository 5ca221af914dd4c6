import { addDays, daysBetween, type PeriodKind } from "../../rules/calendar/periods.ts";
import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import type { Carried } from "../../warehouse/measure/carried.ts";
import { firstNight } from "../../warehouse/measure/nights.ts";
import { type Obligation, openDuties } from "../../warehouse/register/obligations.ts";
import { composeOrPlain, type OnBrokenText, plainLetter } from "../delivery/compose-or-plain.ts";
import type { Directory, DirectoryOffice } from "../delivery/directory.ts";
import type { LetterText } from "../delivery/letter-text.ts";
import type { LetterPart } from "../delivery/night-letters.ts";
import { dateText, inLanguage, type Language, periodText, translate } from "../language/index.ts";
import type { ReportTitles } from "../views/report-titles.ts";

/** The night that looks for offices which heard nothing. */
export interface LifeRequest {
  readonly night: number;
  readonly date: string;
  readonly asOf: string;
  /** Days without mail after which an office gets a sign of life. */
  readonly days: number;
  readonly directory: Directory;
  readonly titles: ReportTitles;
  readonly language: Language;
  /** Offices that read something tonight. */
  readonly informed: ReadonlySet<string>;
  readonly onBroken?: OnBrokenText;
}

/** Days ahead for which the letter names what is due. */
const DAYS_AHEAD = 30;

/** What an office hears after a silence. */
interface LifeNews {
  readonly silent: number;
  readonly received: number;
  readonly due: readonly Obligation[];
  readonly cases: readonly string[];
}

/**
 * A short letter to each bureau that has heard nothing for so many days (例行告知): what came from it, what is due, which cases stand. Silence
 * of a system that sends little cannot be told from its failure.
 */
export async function signsOfLife(
  warehouse: Warehouse,
  request: LifeRequest,
  carried: Carried,
): Promise<LetterPart[]> {
  const { night, date, days, directory, informed, language, onBroken } = request;
  const start = (await carried.reuse("first night", [], () => firstNight(warehouse))) ?? date;
  const last = addDays(date, -days);
  if (start > last) return [];
  const heard = await lastHeard(warehouse);
  const silent = directory
    .offices()
    .filter(
      ({ id, kind = "bureau" }) => kind === "bureau" && !informed.has(id) && (heard.get(id) ?? start) <= last,
    );
  if (silent.length === 0) return [];
  const news = await newsOf(warehouse, silent, heard, { ...request, start }, carried);
  return silent.map((office): LetterPart => {
    const ofOffice = news(office);
    const text = composeOrPlain(
      "life",
      () => lifeText(office, ofOffice, request),
      () => {
        const lines = [`${ofOffice.received}`, ...ofOffice.cases];
        return plainLetter({ office: office.name, date, about: "life", lines }, language);
      },
      onBroken,
    );
    const recipients = directory.addresses(office, ["duty"]).slice(0, 1);
    return { id: `life-${night}-${office.id}`, kind: "life", matter: "life", office, text, recipients };
  });
}

/** The day on which each office was last written to. */
async function lastHeard(warehouse: Warehouse): Promise<Map<string, string>> {
  const rows = await warehouse.rows<{ office: string; date: string }>(
    `SELECT office, max(date) AS date FROM (
       SELECT office, night FROM notice
       UNION ALL SELECT office, night FROM letter
       UNION ALL SELECT letter_part.office, night FROM letter_part JOIN letter ON letter.id = letter_part.letter
     ) AS written JOIN night ON night.id = written.night GROUP BY office`,
  );
  return new Map(rows.map(({ office, date }) => [office, date]));
}

async function newsOf(
  warehouse: Warehouse,
  silent: readonly DirectoryOffice[],
  heard: ReadonlyMap<string, string>,
  { date, asOf, directory, start }: LifeRequest & { readonly start: string },
  carried: Carried,
): Promise<(office: DirectoryOffice) => LifeNews> {
  const offices = silent.map(({ id }) => id);
  const since = silent.map(({ id }) => heard.get(id) ?? start);
  const received = await warehouse.rows<{ office: string; count: number }>(
    `SELECT sender AS office, count(*) AS count FROM submission
     JOIN (SELECT unnest($offices) AS id, unnest(CAST($since AS DATE[])) AS since) AS silent ON silent.id = sender
     WHERE CAST(received_at AS DATE) > since AND state IN ('accepted', 'partial') GROUP BY sender`,
    { offices, since },
  );
  const standing = await warehouse.rows<{ id: string; area: string }>(
    "SELECT id, area FROM case_state WHERE last_change NOT IN ('lifted', 'closed', 'merged') AND tier IS NOT NULL ORDER BY id",
  );
  const due = (await openDuties(warehouse, asOf, carried)).filter(
    (duty) => duty.due >= date && duty.due <= addDays(date, DAYS_AHEAD),
  );
  return (office) => ({
    silent: daysBetween(heard.get(office.id) ?? start, date),
    received: received.find((row) => row.office === office.id)?.count ?? 0,
    due: due.filter(({ area }) => directory.officeActingFor(area)?.id === office.id),
    cases: standing.filter(({ area }) => area === office.area).map(({ id }) => id),
  });
}

function lifeText(
  { name }: DirectoryOffice,
  { silent, received, due, cases }: LifeNews,
  { date, language, titles }: LifeRequest,
): LetterText {
  const [, month = "", day = ""] = date.split("-");
  const separator = translate(language, "list.separator");
  const reports = due.map(({ contract, period, periodKind, due: on }) =>
    translate(language, "life.due-one", {
      report: titles[contract] ? inLanguage(titles[contract], language) : contract,
      period: periodText(period, periodKind as PeriodKind, language),
      due: dateText(on, language),
    }),
  );
  const fillings = { month: Number(month), day: Number(day), days: silent, count: cases.length };
  return {
    subject: translate(language, cases.length > 0 ? "life.subject-standing" : "life.subject", fillings),
    heading: translate(language, "life.heading"),
    office: translate(language, "notice.salutation", { office: name }),
    lead: translate(language, "life.lead", { days: silent }),
    blocks: [
      {
        title: translate(language, "life.title"),
        lines: [
          translate(language, received > 0 ? "life.received" : "life.received-none", {
            ...{ days: silent, count: received },
          }),
          translate(language, reports.length > 0 ? "life.due" : "life.due-none", {
            reports: [...new Set(reports)].join(separator),
          }),
          translate(language, cases.length > 0 ? "life.standing" : "life.standing-none", {
            cases: cases.join(separator),
          }),
        ],
      },
    ],
    foot: [translate(language, "letter.automatic")],
  };
}
