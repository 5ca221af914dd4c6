import type { Past, PastLayoff, Stretch } from "../backtest/past.ts";
import { addDays } from "../calendar/periods.ts";
import type { Uniform } from "../detectors/random.ts";
import type { Policy } from "../policy/policy.ts";
import { DrawnView, type FigureShock, leadDays } from "./drawn-view.ts";
import { drawNullLayoffs } from "./null-layoffs.ts";
import type { NullRegion } from "./null-region.ts";

/** A drawn region, before it is judged. */
export interface DrawnRegion {
  readonly view: DrawnView;
  readonly stretch: Stretch;
}

/** What happens in a drawn region besides the usual. */
export interface Happening {
  readonly figures: ReadonlyMap<string, readonly FigureShock[]>;
  readonly layoffs: readonly PastLayoff[];
}

/** A region drawn for years as it is when nothing happens, and what is made to happen in it. */
export function drawRegion(
  nullRegion: NullRegion,
  owed: Past["owed"],
  policies: readonly Policy[],
  { years, stretchYears }: { readonly years: number; readonly stretchYears: number },
  uniform: Uniform,
  happen: (stretch: Stretch) => Happening = () => ({ figures: new Map(), layoffs: [] }),
): DrawnRegion {
  const leads = nullRegion.indicators.flatMap((indicator) =>
    policies.map((policy) => leadDays(indicator, policy)),
  );
  const start = addDays(nullRegion.indicators[0]?.last ?? "2000-12-31", Math.max(1, ...leads));
  const stretch: Stretch = { from: start, to: addDays(start, Math.round(years * 365.25) - 1) };
  const usual = drawNullLayoffs(nullRegion, owed, stretch, stretchYears, uniform);
  const { figures: shocks, layoffs } = happen(stretch);
  const past = { ...usual, layoffs: [...usual.layoffs, ...layoffs] };
  return {
    view: new DrawnView(nullRegion, past, { policies, stretch, stretchYears, shocks }, uniform),
    stretch,
  };
}
