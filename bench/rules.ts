import { performance } from "node:perf_hooks";
import { Engine } from "json-rules-engine";
import { readPolicy } from "../pipeline/commands/judge/backtest.ts";
import { loadDeployment } from "../pipeline/deployment/load.ts";
import { factOf } from "../pipeline/intake/contracts/facts.ts";
import { contracts } from "../pipeline/intake/contracts/index.ts";
import { addDays, type PeriodKind, shiftPeriod } from "../rules/calendar/periods.ts";
import { indicatorsOf, type LayoffEvent } from "../rules/definitions/define.ts";
import { ruleById } from "../rules/definitions/index.ts";
import { stream } from "../rules/detectors/random.ts";
import { indicatorById } from "../rules/indicators/index.ts";
import { besideOf } from "../rules/judge/beside.ts";
import { PlaceFigures } from "../rules/judge/figures.ts";
import { reach } from "../rules/judge/judge.ts";
import { ALL_STATED, judgeEvents } from "../rules/judge/judge-events.ts";
import { judgeSeries } from "../rules/judge/judge-series.ts";
import { readAllAreas } from "../rules/judge/read-areas.ts";
import { readOwed, readSeries } from "../rules/judge/read-facts.ts";
import type { Bound, Limb } from "../rules/policy/lines.ts";
import type { Policy } from "../rules/policy/policy.ts";
import { settingsAt } from "../rules/policy/settings-at.ts";
import { rank, TIERS, type Tier } from "../rules/policy/tiers.ts";
import { openWarehouse } from "../warehouse/engine/open.ts";
import { day, instant, type Warehouse } from "../warehouse/engine/warehouse.ts";
import { writeRegister } from "../warehouse/register/register.ts";

/** Seconds in which all of it must be read and judged, and times as fast as json-rules-engine the step from value to tier must be. */
const [ALLOWED_SECONDS, TIMES] = [2, 20];
const [MONTHS, LAST] = [120, "2025-12-31"] as const;
const ROUNDS = 3;
/** Measured values given to both engines. */
const VALUES = 2000;

const EXAMPLE = new URL("../examples/inner-mongolia", import.meta.url).pathname;
const MONTH_ENDS = Array.from({ length: MONTHS }, (_, at) => shiftPeriod(LAST, "month", at - MONTHS + 1));

/**
 * `npm run bench -- rules`: every rule of the example in 118 areas and 120 months, read from a warehouse and judged, against two seconds; then
 * the step from value to tier alone against json-rules-engine in the same run, on the same values and lines, tiers equal.
 */
export async function run(): Promise<void> {
  const policy = readPolicy(`${EXAMPLE}/policy.yaml`);
  const { areas, settings } = loadDeployment(EXAMPLE);
  const warehouse = await openWarehouse(":memory:", contracts.map(factOf));
  try {
    await writeRegister(warehouse, areas, settings.duties, { changes: [], zone: settings.zone });
    await writeFigures(warehouse, policy);
    let best = { seconds: Number.POSITIVE_INFINITY, verdicts: 0, areas: 0, fired: 0 };
    for (let round = 0; round < ROUNDS; round++) {
      const began = performance.now();
      const found = await judgeAll(warehouse, policy);
      const seconds = (performance.now() - began) / 1000;
      if (seconds < best.seconds) best = { seconds, ...found };
    }
    const count = Object.keys(policy.rules).filter((id) => ruleById(id)?.kind !== "combined").length;
    console.log(
      `${count} rules × ${best.areas} areas × ${MONTHS} months: ${best.verdicts} verdicts (${best.fired} fired) read and judged in ` +
        `${best.seconds.toFixed(2)} s; ${(best.seconds / ALLOWED_SECONDS).toFixed(2)} of the ${ALLOWED_SECONDS} s allowed`,
    );
  } finally {
    warehouse.close();
  }
  await compareSteps(policy);
}

const isRolling = (indicator: string) => indicatorById(indicator)!.periods.includes("rolling-30-days");

const seriesRules = (policy: Policy) =>
  Object.keys(policy.rules).flatMap((id) => {
    const rule = ruleById(id);
    return rule?.kind === "series" ? [rule] : [];
  });

/** Persons or posts of a usual month, by indicator. */
const USUAL: Readonly<Record<string, number>> = {
  "insured-persons": 20_000,
  "online-postings": 300,
  "new-claims": 60,
};

/** Random figures of every place that owes a report, for every indicator that a rule reads, with seasons and a shock here and there. */
async function writeFigures(warehouse: Warehouse, policy: Policy): Promise<void> {
  const owed = await readOwed(warehouse);
  const { uniform } = stream(1, "bench-rules");
  const rows: unknown[][] = [];
  for (const id of new Set(seriesRules(policy).map(({ indicator }) => indicator))) {
    const { reads, denominator } = indicatorById(id)!;
    const places = new Set([...(owed.get(reads)?.parts.values() ?? [])].flat().map(({ area }) => area));
    const kind = isRolling(id) ? "rolling-30-days" : "month";
    for (const area of places) {
      for (const [at, period] of MONTH_ENDS.entries()) {
        const season = 1 + 0.2 * Math.sin((2 * Math.PI * at) / 12);
        const shock = uniform() < 0.01 ? 3 : 1;
        const numerator = Math.round((USUAL[id] ?? 500) * season * shock * (0.9 + 0.2 * uniform()));
        const below = denominator === null ? null : Math.round(numerator * (8 + 8 * uniform()));
        rows.push([
          id,
          area,
          kind,
          day(period),
          numerator,
          below,
          numerator,
          1,
          1,
          1,
          instant("2026-01-01T00:00:00Z"),
          1,
        ]);
      }
    }
  }
  await warehouse.append("observation", rows as Parameters<Warehouse["append"]>[1]);
}

/** Read every figure and judge every rule in every area and month. */
async function judgeAll(warehouse: Warehouse, policy: Policy) {
  const owed = await readOwed(warehouse);
  const areas = await readAllAreas(warehouse);
  const rules = seriesRules(policy);
  const wanted = [...new Set(rules.flatMap(indicatorsOf))];
  const read = await readSeries(
    warehouse,
    wanted.map((indicator) => ({ indicator, periods: MONTH_ENDS })),
  );
  const figures = new Map(
    wanted.flatMap((id) => {
      const { reads, scale } = indicatorById(id)!;
      const duty = owed.get(reads);
      const kind = (isRolling(id) ? "rolling-30-days" : "month") as PeriodKind;
      return duty
        ? [[id, new PlaceFigures({ kind, parts: duty.parts }, scale, read.get(id) ?? new Map())]]
        : [];
    }),
  );
  const judged = new Set<string>();
  let [verdicts, fired] = [0, 0];
  const count = (area: string, outcome: string) => {
    judged.add(area);
    verdicts++;
    if (outcome === "fired") fired++;
  };
  const view = { areas, figures: (id: string) => figures.get(id) ?? null };
  for (const rule of rules) {
    const all = figures.get(rule.indicator);
    for (const { code, level } of areas) {
      const settings = rule.levels.some((ruleLevel) => ruleLevel === level)
        ? settingsAt(policy, rule.id, level)
        : null;
      const areaFigures = settings && all?.of(code);
      if (!settings || !areaFigures) continue;
      for (const period of MONTH_ENDS) {
        const beside = besideOf(rule, view, code);
        const input = { rule, settings, area: code, figures: areaFigures, beside, kind: all!.kind, period };
        count(code, judgeSeries(input).outcome);
      }
    }
  }
  for (const id of Object.keys(policy.rules)) {
    const rule = ruleById(id);
    if (rule?.kind !== "event") continue;
    for (const { code, level } of areas) {
      const settings = rule.levels.some((ruleLevel) => ruleLevel === level)
        ? settingsAt(policy, id, level)
        : null;
      if (!settings) continue;
      for (const [at, period] of MONTH_ENDS.entries())
        count(code, judgeEvents(rule, settings, code, period, layoffsIn(at, period), ALL_STATED).outcome);
    }
  }
  return { verdicts, fired, areas: judged.size };
}

/** A layoff in every twentieth month. */
const layoffsIn = (at: number, period: string): LayoffEvent[] =>
  at % 20 > 0
    ? []
    : [
        {
          employer: "A",
          employerKey: "A",
          receivedOn: addDays(period, -3),
          persons: 20 + at,
          staff: 900,
          closure: false,
        },
      ];

/** The step from value to tier: ours against json-rules-engine, on the same values and lines. */
async function compareSteps(policy: Policy): Promise<void> {
  const { uniform } = stream(2, "bench-rules");
  const inUse = Object.keys(policy.rules).flatMap((id) => {
    const { lines } = policy.rules[id]!;
    const quantities = [
      ...new Set(Object.values(lines).flatMap((limbs) => limbs.flatMap((limb) => Object.keys(limb)))),
    ];
    return Object.keys(lines).length > 0 ? [{ lines, quantities }] : [];
  });
  const values = Array.from({ length: VALUES }, (_, at) => {
    const { lines, quantities } = inUse[at % inUse.length]!;
    const bounds = Object.values(lines).flat();
    const drawn = quantities.map((name) => {
      const near = bounds.map((limb) => limb[name]).filter((bound) => bound !== undefined);
      const bound = numberOf(near[Math.floor(uniform() * near.length)]!);
      return [name, bound * [0.5, 0.99, 1, 1.01, 2][Math.floor(uniform() * 5)]!] as const;
    });
    return { rule: at % inUse.length, quantities: Object.fromEntries(drawn) };
  });
  const engines = inUse.map(({ lines }) => engineOf(lines));
  const theirs: (Tier | null)[] = [];
  const began = performance.now();
  for (const { rule, quantities } of values) {
    const { events } = await engines[rule]!.run(quantities);
    theirs.push(
      events.reduce<Tier | null>(
        (gravest, { type }) => (rank(type as Tier) > rank(gravest) ? (type as Tier) : gravest),
        null,
      ),
    );
  }
  const middle = performance.now();
  let ours: (Tier | null)[] = [];
  const rounds = 50;
  for (let round = 0; round < rounds; round++)
    ours = values.map(
      ({ rule, quantities }) => reach({ candidates: [{ quantities, facts: {} }] }, inUse[rule]!.lines).tier,
    );
  const end = performance.now();
  const differing = ours.filter((tier, at) => tier !== theirs[at]).length;
  const times = (middle - began) / ((end - middle) / rounds);
  console.log(
    `value to tier, ${VALUES} values: json-rules-engine ${(middle - began).toFixed(0)} ms, ours ${((end - middle) / rounds).toFixed(2)} ms: ` +
      `${times.toFixed(0)} times (at least ${TIMES} asked); ${differing} tiers differ`,
  );
}

const numberOf = (bound: Bound): number =>
  typeof bound === "number" ? bound : "above" in bound ? bound.above : bound.below;

/** The same lines as rules of json-rules-engine: one rule for each tier, any of its limbs, all of their conditions. */
function engineOf(lines: Policy["rules"][string]["lines"]): Engine {
  const conditionsOf = (limb: Limb) =>
    Object.entries(limb).map(([fact, bound]) => ({
      fact,
      operator:
        typeof bound === "number" ? "greaterThanInclusive" : "above" in bound ? "greaterThan" : "lessThan",
      value: numberOf(bound),
    }));
  const rules = TIERS.flatMap((tier) => {
    const limbs = lines[tier] ?? [];
    return limbs.length > 0
      ? [{ conditions: { any: limbs.map((limb) => ({ all: conditionsOf(limb) })) }, event: { type: tier } }]
      : [];
  });
  return new Engine(rules, { allowUndefinedFacts: true });
}
