import type { Past, Stretch } from "../backtest/past.ts";
import { LayoffHistory } from "../backtest/past-layoffs.ts";
import type { GrowingView } from "../backtest/policy-view.ts";
import { addDays, daysBetween, shiftPeriod } from "../calendar/periods.ts";
import { indicatorsOf, type SeriesRule } from "../definitions/define.ts";
import { ruleById } from "../definitions/index.ts";
import type { Uniform } from "../detectors/random.ts";
import { indicatorById } from "../indicators/index.ts";
import type { IndicatorFigures } from "../judge/figures.ts";
import { periodsMeasured } from "../judge/judge-series.ts";
import type { Verdict } from "../judge/verdict.ts";
import type { JudgeView } from "../judge/view.ts";
import type { Policy } from "../policy/policy.ts";
import { type SettingsAt, settingsAt } from "../policy/settings-at.ts";
import { DrawnFigures } from "./drawn-figures.ts";
import { type AreaSums, drawIndicator, type NullIndicator, type NullRegion } from "./null-region.ts";

/** Days after a period's end on which it is judged. */
const JUDGED_AFTER = 5;

/** Days that an indicator must be drawn before the first judged one: as far back as its rules look. */
export function leadDays({ id, kind, last }: NullIndicator, policy: Policy): number {
  const back = rulesOn(id, [policy])
    .flatMap((rule) =>
      rule.levels.flatMap((level) => {
        const settings = settingsAt(policy, rule.id, level)!;
        const first = periodsMeasured(settings, last, kind).at(-1)!;
        return [...rule.periodsNeeded(first, kind, { ...rule.parameters, ...settings.parameters })];
      }),
    )
    .sort();
  return back.length > 0 ? daysBetween(back[0]!, last) + 62 : 0;
}

function rulesOn(indicator: string, policies: readonly Policy[]): SeriesRule[] {
  return [...new Set(policies.flatMap(({ rules }) => Object.keys(rules)))].flatMap((id) => {
    const rule = ruleById(id);
    return rule?.kind === "series" && indicatorsOf(rule).includes(indicator) ? [rule] : [];
  });
}

const NONE_LATE: ReadonlyMap<string, readonly string[]> = new Map();
/** What is drawn: the indicators that any of these policies reads, for a stretch. */
interface Drawing {
  readonly policies: readonly Policy[];
  readonly stretch: Stretch;
  readonly stretchYears: number;
  /** What happens to the figures all the same, by indicator. */
  readonly shocks?: ReadonlyMap<string, readonly FigureShock[]>;
}

/** A shock to the figures of an area and all below it: what each period's figure is multiplied by; from the last of them on the same. */
export interface FigureShock {
  readonly area: string;
  readonly factors: ReadonlyMap<string, number>;
  /** Whether the last factor stays, as a lost stock does. */
  readonly stays: boolean;
}

/** A drawn region as it becomes known: every report in, five days after its period. */
export class DrawnView implements GrowingView {
  readonly areas: JudgeView["areas"];
  readonly owed: JudgeView["owed"];
  readonly lastDue = {};
  readonly corrected = [];
  readonly observedOnly = true;
  readonly #figures = new Map<string, IndicatorFigures>();
  readonly #drawn: { readonly figures: DrawnFigures; readonly periods: readonly string[] }[] = [];
  readonly #layoffs: LayoffHistory;

  constructor(
    nullRegion: NullRegion,
    layoffs: Past,
    { policies, stretch, stretchYears, shocks }: Drawing,
    uniform: Uniform,
  ) {
    this.areas = nullRegion.areas;
    this.owed = layoffs.owed;
    this.#layoffs = new LayoffHistory(layoffs, [], null);
    for (const indicator of nullRegion.indicators) {
      if (rulesOn(indicator.id, policies).length === 0) continue;
      const drawn = drawFigures(indicator, nullRegion, stretch, stretchYears, uniform);
      const figures = shown(indicator, drawn, shocks?.get(indicator.id) ?? [], nullRegion.areas);
      this.#drawn.push(figures);
      this.#figures.set(indicator.id, figures.figures);
    }
  }

  /** The days on which a period is judged, and on which layoffs come in or leave their window. */
  days(): string[] {
    const judged = this.#drawn.flatMap(({ periods }) =>
      periods.map((period) => addDays(period, JUDGED_AFTER)),
    );
    return [...judged, ...this.#layoffs.allChangeDays()];
  }

  advance(date: string): void {
    for (const { figures, periods } of this.#drawn)
      figures.newest = periods.findLast((period) => addDays(period, JUDGED_AFTER) <= date) ?? null;
  }

  /** Drawn reports are never replaced. */
  isRevised(): boolean {
    return false;
  }

  figures(indicator: string): IndicatorFigures | null {
    return this.#figures.get(indicator) ?? this.#layoffs.figures(indicator);
  }

  layoffs(area: string, date: string, days: number) {
    return this.#layoffs.within(area, date, days);
  }

  areasWithLayoffs(date: string, days: number): ReadonlySet<string> {
    return this.#layoffs.areasWithin(date, days);
  }

  lateLayoffs(): ReadonlyMap<string, readonly string[]> {
    return NONE_LATE;
  }

  isStated(): boolean {
    return true;
  }

  ofWindow(settings: SettingsAt, area: string, date: string, judge: () => Verdict): Verdict {
    return this.#layoffs.ofWindow(settings, area, date, judge);
  }
}

function drawFigures(
  indicator: NullIndicator,
  { areas }: Pick<NullRegion, "areas">,
  { from, to }: Stretch,
  stretchYears: number,
  uniform: Uniform,
) {
  let count = 1;
  let period = indicator.last;
  for (; addDays(period, JUDGED_AFTER) < to; count++) period = shiftPeriod(period, indicator.kind, 1);
  // The middle of the drawn years stands for the middle of one stretch that begins now.
  const ahead =
    (daysBetween(indicator.last, from) + daysBetween(indicator.last, to) - stretchYears * 365.25) / 2;
  const since = ((count - 1) * ahead) / daysBetween(indicator.last, period);
  const root = [...indicator.parts].reduce((most, entry) =>
    entry[1].length > most[1].length ? entry : most,
  )[0];
  const codes = [...new Set([root, ...areas.map(({ code }) => code)])];
  const { periods, sums } = drawIndicator(indicator, codes, { count, since }, uniform);
  return { periods, sums, root };
}

/** Drawn sums as figures, with what happened to them. */
function shown(
  { id, kind }: NullIndicator,
  { periods, sums, root }: ReturnType<typeof drawFigures>,
  shocks: readonly FigureShock[],
  areas: NullRegion["areas"],
) {
  for (const shock of shocks) strike(shock, periods, sums, areas);
  const { scale } = indicatorById(id)!;
  return { figures: new DrawnFigures({ kind, scale }, periods, sums, root), periods };
}

/** Change the sums of an area, of all below it, and of those that contain it by as much. */
function strike(
  { area, factors, stays }: FigureShock,
  periods: readonly string[],
  sums: ReadonlyMap<string, AreaSums>,
  areas: NullRegion["areas"],
): void {
  const parents = new Map(areas.map(({ code, parent }) => [code, parent]));
  const isWithin = (code: string, around: string) => {
    for (let at: string | null = code; at !== null; at = parents.get(at) ?? null)
      if (at === around) return true;
    return false;
  };
  const struck = sums.get(area)?.numerator;
  if (!struck) return;
  let last = 1;
  for (const [t, period] of periods.entries()) {
    last = factors.get(period) ?? (stays ? last : 1);
    if (last === 1) continue;
    const change = struck[t]! * (last - 1);
    for (const [code, { numerator }] of sums) {
      if (isWithin(code, area)) numerator[t]! *= last;
      else if (isWithin(area, code)) numerator[t]! += change;
    }
  }
}
