import { firmsOf } from "./by-employer.ts";
import { type Candidate, type EventWindow, type LayoffEvent, lineFigure } from "./define.ts";
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
export function smallCuts(events: readonly LayoffEvent[], { newAfter }: EventWindow): SmallCuts[] {
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
export const cutsCandidate = (cuts: SmallCuts, judged: "persons" | "share"): Candidate => {
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

/** The facts of no cut. */
export const NO_CUTS: Candidate = {
  quantities: { persons: 0, reports: 0 },
  facts: { persons: 0, reports: 0 },
  shown: lineFigure("persons", 0, "persons"),
};
