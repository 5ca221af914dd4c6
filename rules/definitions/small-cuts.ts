import { firmsOf } from "./by-employer.ts";
import {
  type Candidate,
  type EventRule,
  type EventWindow,
  type LayoffEvent,
  lineFigure,
  type MessageVariant,
} from "./define.ts";
import { owesLegalReport } from "./legal-duty.ts";

/** Cuts of one enterprise that the law lets pass one by one (化整为零): each below twenty persons and below a tenth of the staff. */
interface SmallCuts {
  readonly employer: string;
  readonly persons: number;
  readonly staff: number | null;
  readonly reports: number;
  /** Of these, such as the law lets pass. */
  readonly small: number;
  readonly firstOn: string;
  readonly receivedOn: string;
}

/** The enterprises with several small cuts of which the newest report is new, largest first; what they cut besides counts with them. */
function smallCuts(events: readonly LayoffEvent[], { newAfter }: EventWindow): SmallCuts[] {
  return [...firmsOf(events).values()]
    .map((reports) => reports.filter(({ closure, persons }) => !closure && persons > 0))
    .filter((reports) => reports.some(({ receivedOn }) => receivedOn > newAfter))
    .flatMap((reports) => {
      const days = reports.map(({ receivedOn }) => receivedOn).sort();
      const most = Math.max(...reports.map((report) => report.staff ?? 0));
      const staff = most > 0 ? most : null;
      const small = reports.filter(({ persons }) => !owesLegalReport({ persons, staff })).length;
      if (small < 2) return [];
      return [
        {
          employer: reports.at(-1)!.employer,
          persons: reports.reduce((sum, { persons }) => sum + persons, 0),
          ...{ staff, small, reports: reports.length, firstOn: days[0]!, receivedOn: days.at(-1)! },
        },
      ];
    })
    .sort((a, b) => b.persons - a.persons || (a.employer < b.employer ? -1 : 1));
}

/** Small cuts as a rule holds them against its lines. */
const cutsCandidate = (cuts: SmallCuts, judged: "persons" | "share"): Candidate => {
  const share = cuts.staff === null ? null : (100 * cuts.persons) / cuts.staff;
  const { persons, reports } = cuts;
  return {
    quantities: { persons, reports, ...(share === null ? {} : { share }) },
    facts: { ...cuts, share },
    shown:
      judged === "share" && share !== null
        ? { ...lineFigure("share", share, "percent"), counted: false }
        : lineFigure("persons", persons, "persons"),
  };
};

const NO_CUTS: Candidate = {
  quantities: { persons: 0, reports: 0 },
  facts: { persons: 0, reports: 0 },
  shown: lineFigure("persons", 0, "persons"),
};

/** What rules on small cuts share, but for their window and what they hold against their lines. */
export const SMALL_CUTS = {
  levels: ["banner"],
  newestDays: 30,
  parameters: {},
  limits: { persons: { least: 0 }, reports: { least: 0 }, share: { least: 0, most: 100 } },
  facts: {
    ...{ employer: "firm", persons: "counted", staff: "counted", share: "percent" },
    ...{ reports: "counted", small: "counted", firstOn: "day", receivedOn: "day" },
    ...{ startsOn: "day", lastStart: "day" },
  },
} as const satisfies Pick<EventRule, "levels" | "newestDays" | "parameters" | "limits" | "facts">;

/** The sentence where no enterprise cut so. */
export const WITHOUT_CUTS: MessageVariant = {
  without: "persons",
  message: {
    zh: "近30日内没有企业分批裁减的新报告。",
    en: "No enterprise reported a further small lot within the last 30 days.",
  },
};

/** Hold the small cuts of each enterprise against lines on persons or on a share of the staff. */
export const measureCuts =
  (judged: "persons" | "share"): EventRule["measure"] =>
  (events, _parameters, window) => {
    const cuts = smallCuts(events, window).map((firm) => cutsCandidate(firm, judged));
    return { candidates: cuts.length > 0 ? cuts : [NO_CUTS] };
  };
