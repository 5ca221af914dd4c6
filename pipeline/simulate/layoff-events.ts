import { addDays, daysBetween } from "../../rules/calendar/periods.ts";
import { stream } from "../../rules/detectors/random.ts";
import type { Area } from "../deployment/areas.ts";
import type { WorkingCalendar } from "../deployment/calendar.ts";
import { isWorkingDay } from "../deployment/calendar.ts";
import { syntheticCreditCode } from "./credit-code.ts";
import { syntheticEmployer } from "./employer-names.ts";
import { daysOf } from "./months.ts";
import type { Scenario } from "./scenario.ts";
import { type Planted, withDescendants } from "./shocks.ts";

/** One enterprise's layoff report. */
export interface LayoffEvent {
  readonly area: string;
  readonly reportNo: string;
  readonly employer: string;
  readonly creditCode: string;
  readonly received: string;
  readonly starts: string;
  readonly persons: number;
  readonly staff: number;
  readonly closure: boolean;
  /** The day on which it is corrected, and the workers that it was first sent with. */
  readonly corrected?: { readonly on: string; readonly first: number } | undefined;
}

/** Days between a report and the planned layoff (劳动合同法第41条). */
const NOTICE_DAYS = 30;

/** Every layoff report of the simulated period, by date: the usual ones, distributed by size of area, and the planted ones. */
export function layoffEvents(
  areas: readonly Area[],
  months: readonly string[],
  calendar: WorkingCalendar,
  scenario: Scenario,
  planted: Planted,
  seed: number,
): LayoffEvent[] {
  const events = usualEvents(areas, months, calendar, scenario, seed);
  planted.reports.forEach((report) => {
    const { area, received } = report;
    const earlier = events.filter((event) => event.area === area && event.received === received).length;
    const random = stream(seed, area, "planted-employer", report.employer);
    events.push({
      ...report,
      reportNo: numberOf(area, received, earlier),
      creditCode: syntheticCreditCode(area, random),
      starts: addDays(received, NOTICE_DAYS),
    });
  });
  return events.sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

const order = (event: LayoffEvent) => `${event.received} ${event.area} ${event.reportNo}`;
const numberOf = (area: string, received: string, earlier: number) =>
  `L${area}-${received.replaceAll("-", "")}-${String(earlier + 1).padStart(2, "0")}`;

function usualEvents(
  areas: readonly Area[],
  months: readonly string[],
  calendar: WorkingCalendar,
  { layoffs, delivery, nights }: Scenario,
  seed: number,
): LayoffEvent[] {
  const events: LayoffEvent[] = [];
  const spared = withDescendants(delivery.exempt, areas);
  const place = (month: string, index: number | "large", [low, high]: readonly [number, number]) => {
    const random = stream(seed, "usual-layoff", month, index);
    const persons = random.integer(low, high);
    const workdays = daysOf(month).filter((day) => isWorkingDay(calendar, day));
    // A large report is forwarded within its own month, so that no month has two.
    const days = index === "large" ? workdays.slice(0, -3) : workdays;
    const received = random.pick(days.length > 0 ? days : [month]);
    const free = areas.filter(
      (area) =>
        persons <= (area.weight * layoffs.mostPerThousand) / 1000 &&
        !(index === "large" && spared.has(area.code)) &&
        !events.some(
          (event) => event.area === area.code && apart(event.received, received) < layoffs.daysApart,
        ),
    );
    const area = byWeight(free, random.uniform());
    if (!area) return;
    events.push({
      area: area.code,
      reportNo: numberOf(area.code, received, 0),
      employer: syntheticEmployer(random),
      creditCode: syntheticCreditCode(area.code, random),
      received,
      starts: addDays(received, NOTICE_DAYS),
      persons,
      staff: Math.ceil(persons / random.between(...layoffs.share)),
      closure: false,
    });
  };
  for (const month of months) {
    const random = stream(seed, "usual-layoffs", month);
    const usual = random.poisson(layoffs.perMonth);
    const large = random.chance(layoffs.largeChance);
    // None before the first night: it would appear in the first month beside that month's own.
    if (large && !sameMonth(month, addDays(nights.from, -1))) place(month, "large", layoffs.largePersons);
    for (let index = 0; index < usual; index++) place(month, index, layoffs.persons);
  }
  return events;
}

const sameMonth = (a: string, b: string) => a.slice(0, 7) === b.slice(0, 7);
const apart = (a: string, b: string) => Math.abs(daysBetween(a, b));

/** The area at a share of the summed weights. */
function byWeight(areas: readonly Area[], at: number): Area | undefined {
  let left = at * areas.reduce((sum, area) => sum + area.weight, 0);
  for (const area of areas) {
    left -= area.weight;
    if (left < 0) return area;
  }
  return areas.at(-1);
}
