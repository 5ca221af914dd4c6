import type { KnownEvent } from "../../../rules/backtest/known-event.ts";
import { addDays, shiftPeriod } from "../../../rules/calendar/periods.ts";
import { monthEnd } from "../../simulate/months.ts";
import type { Scenario, Shock } from "../../simulate/scenario.ts";

/** Days within which a planted layoff still explains a warning: its reports stay in the window for thirty days. */
const LAYOFF_DAYS = 45;
/** Months after which a comparison with a year earlier no longer sees a shock. */
const COMPARED_MONTHS = 15;

/** The planted shocks of a scenario as known events: each shock explains warnings, each expectation must be found. */
export function plantedEvents({ shocks, expect }: Scenario): KnownEvent[] {
  const explained = shocks.flatMap(explanations);
  const wanted = expect.map(({ shock, area, cause, tier, from, by }): KnownEvent => {
    const { title } = shocks.find(({ id }) => id === shock)!;
    return {
      id: `${shock}-${tier}`,
      title,
      areas: [area],
      causes: [cause],
      tier,
      from,
      by,
      early: 0,
      until: by,
    };
  });
  return [...explained, ...wanted];
}

function explanations(shock: Shock): KnownEvent[] {
  const { id, title } = shock;
  const event = (
    areas: readonly string[],
    causes: readonly string[],
    from: string,
    until: string,
  ): KnownEvent => ({
    ...{ id, title, areas, causes, tier: null, from, by: until, early: 0, until },
  });
  const compared = (month: string) => shiftPeriod(monthEnd(month), "month", COMPARED_MONTHS);
  if (shock.kind === "layoff-wave") {
    return shock.reports.map(({ area, received }) =>
      event([area], ["layoffs"], received, addDays(received, LAYOFF_DAYS)),
    );
  }
  if (shock.kind === "closure") {
    const months = [...Object.keys(shock.claims), ...Object.keys(shock.leaves)].sort();
    const effect =
      months.length > 0
        ? [event([shock.area], ["claims", "insured"], monthEnd(months[0]!), compared(months.at(-1)!))]
        : [];
    return [
      event([shock.area], ["layoffs"], shock.received, addDays(shock.received, LAYOFF_DAYS)),
      ...effect,
    ];
  }
  if (shock.kind === "claims-surge") {
    const months = [...shock.months].sort();
    return [event(shock.areas, ["claims"], monthEnd(months[0]!), compared(months.at(-1)!))];
  }
  const until = shock.to ? compared(shock.to) : "9999-12-31";
  return [event(shock.areas, ["insured"], monthEnd(shock.from), until)];
}
