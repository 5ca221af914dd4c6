import { quantileSorted } from "simple-statistics";
import { casesThroughBy } from "../../rules/backtest/through.ts";
import { arrivalsAt, type Warning, warningsOf } from "../../rules/backtest/warnings.ts";
import { stream } from "../../rules/detectors/random.ts";
import type { Policy } from "../../rules/policy/policy.ts";
import { gates, movedLines } from "./states-lines.ts";
import { haveStates, loadStates, STRETCH, type StatesPast } from "./states-past.ts";
import { falseBy, medianLead, type Scored, scoreStates } from "./states-score.ts";
import { stressStretch, withoutTrend } from "./states-stress.ts";

export { haveStates };

/** The results of our lines and of the Sahm rule on the same events and quiet years. */
export interface StatesRecord {
  readonly loaded: StatesPast;
  readonly ours: Scored;
  readonly sahm: Scored;
  /** The same with lines moved, and with the gate open and shut. */
  readonly others: readonly { readonly name: string; readonly scored: Scored }[];
}

const warningsBy = ({ past }: StatesPast, policies: readonly Policy[]): Warning[][] =>
  casesThroughBy(past, policies, STRETCH).map((events) => warningsOf(events, past.areas));

/** Judge the weekly claims of all states by one set of lines, beside the Sahm rule; with lines moved as well where they are asked for. */
export async function statesRecord(withMoved = false): Promise<StatesRecord> {
  const loaded = await loadStates();
  const named = withMoved ? [...movedLines(loaded.policy), ...gates(loaded.policy)] : [];
  const [ours = [], ...others] = warningsBy(loaded, [loaded.policy, ...named.map(({ policy }) => policy)]);
  return {
    loaded,
    ours: scoreStates(ours, loaded),
    sahm: scoreStates(loaded.sahm, loaded),
    others: others.map((warnings, at) => ({ name: named[at]!.name, scored: scoreStates(warnings, loaded) })),
  };
}

const months = (value: number | null): string => (value === null ? "-" : value.toFixed(1));
const perYear = ({ count, years }: { readonly count: number; readonly years: number }): string =>
  `${count} in ${years.toFixed(0)} state-years, ${(count / years).toFixed(4)} a state-year`;

/** The tables of all states, as text. */
export function statesText(record: StatesRecord): string {
  const { loaded, ours, sahm, others } = record;
  return [
    "36 areas, tier II or above; publication lag counted; leads in months over the Sahm rule (revised rates, which flatter it)",
    "event            found   median found  median lead  nation       Sahm found  median found",
    ...ours.events.map((event, at) => eventText(event, sahm.events[at]!)),
    ...fallsText(loaded, ours),
    `Sahm: false ${perYear(falseBy(sahm).quiet)} in the quiet years to 2019`,
    "",
    ...areasText(record),
    "",
    "each line moved by a tenth: found, median lead, early spells, false to 2019, false from 2022",
    ...[{ name: "lines as they are", scored: ours }, ...others].map(({ name, scored }) =>
      movedText(name, scored),
    ),
    "",
    ...bootstrapText(ours, loaded.states),
  ].join("\n");
}

function eventText(event: Scored["events"][number], other: Scored["events"][number]): string {
  const { id, found, of, medianFound, medianLead: lead, nation } = event;
  return `${id.padEnd(16)} ${`${found}/${of}`.padEnd(7)} ${medianFound}    ${months(lead).padEnd(11)}  ${nation ?? "missed    "}   ${`${other.found}/${other.of}`.padEnd(11)} ${other.medianFound}`;
}

function fallsText({ names }: StatesPast, ours: Scored): string[] {
  const { quiet, after } = falseBy(ours);
  const spell = ({ area, from, rule }: Scored["wrong"][number]) => `${names.get(area)} ${from} (${rule})`;
  const list = (some: readonly Scored["wrong"][number][]) => some.map(spell).join(", ") || "none";
  return [
    `early spells: ${ours.early.length}: ${list(ours.early)}`,
    `false to 2019: ${perYear(quiet)}: ${list(ours.wrong.filter(({ from }) => from < "2020"))}`,
    `false from 2022: ${perYear(after)}: ${list(ours.wrong.filter(({ from }) => from >= "2020"))}`,
    `weeks in alarm: ${(100 * ours.alarmShare).toFixed(2)}% of the quiet weeks of all areas`,
    `shocks that can be named: ${shocksFound(ours, names).join(", ")} (${shocksFound(ours, names).length} of ${SHOCKS.length})`,
  ];
}

/** Local shocks of the quiet years, by the state and the time in which claims rose. */
const SHOCKS = [
  { name: "Katrina in Louisiana", state: "LA", from: "2005-08-29", to: "2006-01-31" },
  { name: "Katrina in Mississippi", state: "MS", from: "2005-08-29", to: "2006-01-31" },
  { name: "the closed government of Puerto Rico", state: "PR", from: "2006-05-01", to: "2006-06-30" },
  { name: "Sandy", state: "NJ", from: "2012-10-29", to: "2013-01-31" },
  { name: "oil in North Dakota", state: "ND", from: "2015-01-01", to: "2016-03-31" },
  { name: "Harvey", state: "TX", from: "2017-08-25", to: "2017-11-30" },
  { name: "Maria", state: "PR", from: "2017-09-20", to: "2018-01-31" },
  { name: "the shutdown of 2019", state: "DC", from: "2018-12-22", to: "2019-02-15" },
] as const;

/** The named shocks among the warnings outside recessions. */
export const shocksFound = ({ wrong }: Scored, names: StatesPast["names"]): string[] =>
  SHOCKS.filter(({ state, from, to }) =>
    wrong.some((spell) => names.get(spell.area) === state && from <= spell.from && spell.from <= to),
  ).map(({ name }) => name);

/** For each area the day of each event, and the lead over the Sahm rule in months. */
function areasText({ loaded: { names, states }, ours }: StatesRecord): string[] {
  const cell = (area: string, at: number): string => {
    const found = ours.events[at]!.against.find((against) => against.ours.area === area);
    const lead = found?.lead ?? null;
    const shown = lead === null ? (found?.sahm?.found ? "-" : "Sahm missed") : months(lead / (365.25 / 12));
    return `${found?.ours.found ?? "missed"} (${shown})`.padEnd(26);
  };
  return [
    `area ${ours.events.map(({ id }) => id.padEnd(26)).join("")}`,
    ...states.map(
      (area) => `${names.get(area)!.padEnd(5)}${ours.events.map((_, at) => cell(area, at)).join("")}`,
    ),
  ];
}

function movedText(name: string, scored: Scored): string {
  const { quiet, after } = falseBy(scored);
  const events = scored.events.map(({ found, medianLead: lead }) => `${found} ${months(lead).padStart(4)}`);
  return `${name.padEnd(36)} ${events.join("   ")}   early ${String(scored.early.length).padStart(2)}   ${quiet.count}   ${after.count}`;
}

const DRAWS = 2000;

/** Intervals from drawing states with replacement: how far the figures hang on which states are looked at. Recessions are not drawn. */
function bootstrapText(ours: Scored, states: readonly string[]): string[] {
  const { uniform } = stream(1, "bootstrap");
  const { quiet, after } = falseBy(ours);
  const found: number[][] = [...ours.events.flatMap(() => [[], []]), [], []];
  for (let draw = 0; draw < DRAWS; draw++) {
    const drawn = states.map(() => states[Math.floor(uniform() * states.length)]!);
    for (const [at, { against }] of ours.events.entries()) {
      const byArea = new Map(against.map((entry) => [entry.ours.area, entry]));
      const results = drawn.map((area) => byArea.get(area)!);
      found[2 * at]!.push(results.filter((entry) => entry.ours.found !== null).length / results.length);
      found[2 * at + 1]!.push(medianLead(results) ?? 0);
    }
    const rate = (isIn: (from: string) => boolean, years: number) =>
      drawn.reduce(
        (sum, area) => sum + ours.wrong.filter((spell) => spell.area === area && isIn(spell.from)).length,
        0,
      ) / years;
    found.at(-2)!.push(rate((from) => from < "2020", quiet.years));
    found.at(-1)!.push(rate((from) => from >= "2020", after.years));
  }
  const interval = (values: number[], decimals: number) => {
    const sorted = [...values].sort((a, b) => a - b);
    return [0.05, 0.95].map((share) => quantileSorted(sorted, share).toFixed(decimals)).join("-");
  };
  return [
    `bootstrap by state, ${DRAWS} draws, 90% intervals (three recessions stay three trials)`,
    ...ours.events.map(
      ({ id }, at) =>
        `${id.padEnd(16)} found ${interval(found[2 * at]!, 2)}, median lead ${interval(found[2 * at + 1]!, 1)} months`,
    ),
    `false a state-year: to 2019 ${interval(found.at(-2)!, 4)}, from 2022 ${interval(found.at(-1)!, 4)}`,
  ];
}

const [STRESS_YEARS, STRESS_SEEDS] = [24, 2];

/** False warnings at Ⅱ or above on synthetic quiet histories, with none, half and all of the falling trend. */
export function stressText({ past, policy, states }: StatesPast): string[] {
  return [0, 0.5, 1].map((kept) => {
    let count = 0;
    let trends = {};
    const stretch = stressStretch(STRESS_YEARS);
    for (let seed = 1; seed <= STRESS_SEEDS; seed++) {
      const stress = withoutTrend(past, kept, STRESS_YEARS, seed);
      const [events = []] = casesThroughBy(stress.past, [policy], stretch);
      count += warningsOf(events, past.areas)
        .filter(({ level }) => level === "league")
        .reduce((sum, warning) => sum + arrivalsAt(warning, "II").length, 0);
      trends = stress.trends;
    }
    const years = STRESS_SEEDS * states.length * stretch.years;
    const trend = Object.entries(trends)
      .map(([id, value]) => `${id} ${(100 * Number(value)).toFixed(1)}%`)
      .join(", ");
    return `${(100 * kept).toFixed(0).padStart(3)}% of the trend kept (${trend} a year): ${perYear({ count, years })}`;
  });
}
