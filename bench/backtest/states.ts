import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parse } from "csv-parse/sync";
import { readPolicy } from "../../pipeline/commands/judge/backtest.ts";
import { takeInHistory } from "../../pipeline/commands/setup/history.ts";
import { readKnownEvents } from "../../pipeline/deployment/known-events.ts";
import { daysOf } from "../../pipeline/deployment/past-days.ts";
import { openDeployment } from "../../pipeline/night/open-deployment.ts";
import { backtest } from "../../rules/backtest/backtest.ts";
import { readPast } from "../../rules/backtest/read-past.ts";
import { detections, type ScoreRequest, scoreWarnings } from "../../rules/backtest/score.ts";
import type { Warning } from "../../rules/backtest/warnings.ts";
import { addDays, shiftPeriod } from "../../rules/calendar/periods.ts";
import { sahm } from "../../rules/detectors/index.ts";

const DATA = resolve(import.meta.dirname, "../../../shared/data/raw");
const EXAMPLE = resolve(import.meta.dirname, "../../examples/us-states");
const STRETCH = { from: "1998-01-01", to: "2020-12-31" };
/**
 * Days after a month's end at which the unemployment rates of states are published, about three weeks (BLS, State Employment and
 * Unemployment).
 */
const PUBLISHED_AFTER = 21;

/** The results of our lines and of the Sahm rule on the same events and quiet years. */
export interface StatesRecord {
  readonly ours: Scored;
  readonly sahm: Scored;
}

/** Delays in days by event, with the nation's separately; false warnings at Ⅱ or above per state and quiet year. */
export interface Scored {
  readonly events: readonly {
    readonly id: string;
    readonly found: number;
    readonly of: number;
    readonly delays: readonly number[];
    readonly nation: string | null;
    readonly first: string | null;
    readonly median: string | null;
  }[];
  readonly falseWarnings: number;
  readonly areaYears: number;
}

export const haveStates = existsSync(join(DATA, "us_claims_state_weekly.csv"));

/** Take in the weekly claims of all states, judge them by one set of lines, and compare with the Sahm rule. */
export async function statesRecord(): Promise<StatesRecord> {
  const folder = mkdtempSync(join(tmpdir(), "fengsui-bench-"));
  try {
    cpSync(EXAMPLE, folder, { recursive: true });
    const effects = { now: () => new Date("2026-01-01T00:00:00Z"), out: () => undefined };
    const quiet = { ...effects, err: () => undefined };
    await takeInHistory(folder, [join(DATA, "us_claims_state_weekly.csv")], quiet, true);
    const opened = await openDeployment(folder);
    try {
      const policy = readPolicy(join(EXAMPLE, "long-history.yaml"));
      const past = await readPast(
        opened.warehouse,
        policy,
        "2021-01-01T00:00:00Z",
        daysOf(opened.deployment),
      );
      const known = readKnownEvents(join(EXAMPLE, "events.yaml"), opened.deployment.areas);
      const { warnings } = backtest(past, policy, known, STRETCH);
      const states = new Set(
        past.owed
          .get("social-insurance")!
          .parts.get("US")!
          .map(({ area }) => area),
      );
      const judged = new Map([
        ["league", states],
        ["region", new Set(["US"])],
      ]);
      const request: ScoreRequest = { areas: past.areas, known, stretch: STRETCH, judged };
      return { ours: scored(warnings, request), sahm: scored(sahmWarnings(states), request) };
    } finally {
      opened.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The Sahm rule as if it gave warnings of Ⅱ, each known when its month is published. */
function sahmWarnings(states: ReadonlySet<string>): Warning[] {
  const rates = new Map<string, { month: string; rate: number }[]>();
  const rows: Record<string, string>[] = parse(
    readFileSync(join(DATA, "us_laus_state_monthly_sa.csv"), "utf8"),
    { columns: true },
  );
  const sums = new Map<string, [number, number]>();
  for (const row of rows) {
    const { state_fips: state = "", month = "" } = row;
    if (!states.has(state)) continue;
    const [unemployed, force] = [Number(row.unemployed || Number.NaN), Number(row.labor_force || Number.NaN)];
    rates.set(state, [...(rates.get(state) ?? []), { month, rate: (100 * unemployed) / force }]);
    const sum = sums.get(month) ?? [0, 0];
    if (!Number.isNaN(unemployed)) sums.set(month, [sum[0] + unemployed, sum[1] + force]);
  }
  rates.set(
    "US",
    [...sums].map(([month, [unemployed, force]]) => ({ month, rate: (100 * unemployed) / force })),
  );
  return [...rates].flatMap(([area, areaRates]) => {
    areaRates.sort((a, b) => (a.month < b.month ? -1 : 1));
    return sahm(areaRates.map(({ rate }) => rate)).crossings.map((t): Warning => {
      const period = shiftPeriod(`${areaRates[t - 1]!.month}-01`, "month", 0);
      const date = addDays(period, PUBLISHED_AFTER);
      const step = { date, tier: "II", before: null, rule: "sahm", period } as const;
      const level = area === "US" ? "region" : "league";
      return { area, level, cause: "rate", opened: date, steps: [step], lifted: null };
    });
  });
}

function scored(warnings: readonly Warning[], request: ScoreRequest): Scored {
  const inStates = detections(warnings, request, "league", "II");
  const inNation = detections(warnings, request, "region", "II");
  const row = scoreWarnings(warnings, request).find(
    ({ level, tier }) => level === "league" && tier === "II",
  )!;
  return {
    falseWarnings: row.falseWarnings,
    areaYears: row.areaYears,
    events: request.known.events.map(({ id }) => {
      const results = inStates.filter(({ event }) => event.id === id);
      const found = results.flatMap((result) => (result.delay === null ? [] : [result]));
      found.sort((a, b) => a.delay! - b.delay!);
      return {
        ...{ id, found: found.length, of: results.length, delays: found.map(({ delay }) => delay!) },
        nation: inNation.find(({ event }) => event.id === id)?.found ?? null,
        first: found[0]?.found ?? null,
        median: found[(found.length - 1) >> 1]?.found ?? null,
      };
    }),
  };
}

/** The table of both, as text. */
export function statesText({ ours, sahm: other }: StatesRecord): string {
  const of = (name: string, { events, falseWarnings, areaYears }: Scored) => [
    ...events.map(({ id, found, of: all, delays, nation, first, median }) => {
      const mean = delays.reduce((sum, delay) => sum + delay, 0) / delays.length / MONTH;
      const middle = delays[(delays.length - 1) >> 1]! / MONTH;
      return `${name.padEnd(8)} ${id.padEnd(16)} ${`${found}/${all}`.padEnd(7)} ${first} ${median} ${middle.toFixed(1).padStart(7)} ${mean.toFixed(1).padStart(6)}   ${nation ?? "missed"}`;
    }),
    `${name.padEnd(8)} false at II or above in quiet years: ${falseWarnings} in ${areaYears.toFixed(0)} state-years, ${(falseWarnings / areaYears).toFixed(4)} a state-year`,
  ];
  return [
    "of 36 areas, tier II or above; delay in months from the first month of the recession, publication lag counted",
    "lines    event            found   first      median     median   mean   nation",
    ...of("Fengsui", ours),
    ...of("Sahm", other),
  ].join("\n");
}

const MONTH = 365.25 / 12;
