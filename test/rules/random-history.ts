import type { Past, PastFigure, PastLayoff, PastStatement } from "../../rules/backtest/past.ts";
import { addDays, shiftPeriod } from "../../rules/calendar/periods.ts";
import { stream } from "../../rules/detectors/random.ts";
import type { Part } from "../../rules/judge/parts.ts";
import { type Policy, policySchema } from "../../rules/policy/policy.ts";

/** A region with a league of two banners. */
export const AREAS = [
  { code: "R", level: "region", parent: null },
  { code: "L1", level: "league", parent: "R" },
  { code: "B1", level: "banner", parent: "L1" },
  { code: "B2", level: "banner", parent: "L1" },
] as const;
const BELOW: Readonly<Record<string, readonly string[]>> = {
  R: ["B1", "B2"],
  L1: ["B1", "B2"],
  B1: ["B1"],
  B2: ["B2"],
};
const part = (area: string): Part => ({
  area,
  weight: area === "B1" ? 3 : 1,
  validFrom: null,
  validTo: null,
});
const parts = new Map(Object.entries(BELOW).map(([area, below]) => [area, below.map(part)]));

export const STRETCH = { from: "2025-07-01", to: "2025-11-05" };

/** The monthly report is due ten days after its month. */
const lastDue = (date: string) => {
  const month = shiftPeriod(addDays(date, -10), "month", 0);
  const due = month <= addDays(date, -10) ? month : shiftPeriod(month, "month", -1);
  return { "social-insurance": due, recruitment: due, "layoff-report": due };
};

/** A random history: claims and postings of two banners, late, missing, corrected or taken away; layoffs; statements late or missing. */
export function randomHistory(seed: number): Past {
  const { uniform } = stream(seed, "history");
  const pick = (most: number) => Math.floor(uniform() * most);
  const figures = new Map<string, PastFigure[]>();
  for (const [indicator, usual] of [
    ["new-claims", 60],
    ["insured-persons", 4000],
    ["online-postings", 200],
  ] as const) {
    const all: PastFigure[] = [];
    for (const area of ["B1", "B2"]) {
      let level: number = usual;
      for (let back = 19; back >= 0; back--) {
        const period = shiftPeriod("2025-09-30", "month", -back);
        if (uniform() < 0.12) continue;
        if (uniform() < 0.2) level = usual * [0.5, 0.9, 1.4, 2.2, 3.5][pick(5)]!;
        const numerator = Math.round(level * (0.9 + 0.2 * uniform()));
        const knownOn = addDays(period, uniform() < 0.25 ? 5 + pick(80) : 5 + pick(6));
        const figure = { area, period, denominator: null, complete: true };
        all.push({ ...figure, numerator, knownOn });
        if (uniform() < 0.08) {
          const corrected = Math.round(numerator * [0.3, 0.8, 1.5, 3][pick(4)]!);
          all.push({ ...figure, numerator: corrected, knownOn: addDays(knownOn, 1 + pick(60)) });
        } else if (uniform() < 0.03) {
          all.push({ ...figure, numerator: 0, complete: false, knownOn: addDays(knownOn, 1 + pick(60)) });
        }
      }
    }
    figures.set(indicator, all);
  }
  figures.set("beneficiaries", beneficiaries(seed, figures.get("new-claims")!));
  const layoffs: PastLayoff[] = Array.from({ length: pick(9) }, (_, at) => {
    const receivedOn = addDays("2025-06-10", pick(140));
    const persons = [15, 20, 45, 60, 210, 320][pick(6)]!;
    return {
      ...{ area: ["B1", "B2"][pick(2)]!, employer: `firm ${at % 4}`, employerKey: `firm ${at % 4}` },
      ...{
        receivedOn,
        persons,
        staff: uniform() < 0.5 ? persons * (1 + pick(8)) : null,
        closure: uniform() < 0.2,
      },
      knownOn: addDays(receivedOn, pick(10)),
    };
  });
  const statements: PastStatement[] = ["B1", "B2"].flatMap((area) =>
    Array.from({ length: 7 }, (_, back) => shiftPeriod("2025-09-30", "month", -back)).flatMap((period) =>
      uniform() < 0.12 ? [] : [{ area, period, knownOn: addDays(period, 3 + pick(20)) }],
    ),
  );
  const duty = { kind: "month", parts };
  const owed = new Map([
    ["social-insurance", duty],
    ["recruitment", duty],
    ["layoff-report", duty],
  ]);
  return { areas: AREAS, owed, figures, layoffs, statements, lastDue };
}

/** Continued claims, in the reports of new ones and now and then missing or corrected by themselves. */
function beneficiaries(seed: number, claims: readonly PastFigure[]): PastFigure[] {
  const { uniform } = stream(seed, "beneficiaries");
  return claims.flatMap((figure) => {
    if (uniform() < 0.05) return [];
    const numerator = Math.round(figure.numerator * (4 + 2 * uniform()));
    const later = {
      numerator: 2 * numerator,
      knownOn: addDays(figure.knownOn, 1 + Math.floor(30 * uniform())),
    };
    return [{ ...figure, numerator }, ...(uniform() < 0.1 ? [{ ...figure, ...later }] : [])];
  });
}

/** Rules on several indicators, and on the areas beside; some policies are without them. */
function claimsRules(seed: number) {
  const { uniform } = stream(seed, "claims rules");
  if (uniform() < 0.2) return {};
  const windows = { initialPeriods: uniform() < 0.5 ? 1 : 2, continuedPeriods: 1 };
  return {
    "claims-broad": {
      status: "trial",
      parameters: { ...windows, levelPeriods: 2, leastAreas: 2 },
      dwell: uniform() < 0.5 ? { III: 2, II: 2 } : {},
      lines: {
        III: [{ share: 50, ungated: 1, growth: 0 }],
        II: [{ share: 60, ungated: 1, growth: 30 }],
      },
      ...(uniform() < 0.5 ? { exit: { III: [{ share: 30 }], II: [{ share: 50 }] } } : {}),
    },
    "claims-deep": {
      status: "trial",
      parameters: { ...windows, years: 1 },
      lines: { III: [{ initial: 40, continued: 40 }], II: [{ initial: 90, continued: 90 }] },
      exit: { III: [{ continued: 20 }] },
    },
    "claims-sudden": {
      status: "trial",
      parameters: { ...windows, years: 1 },
      lines: { II: [{ change: 150 }] },
      exit: { II: [{ change: 150 }, { continued: 10 }] },
    },
  };
}

/** A policy with every kind of setting: levels, dwell among more, exits, holds, floors, agreement, cases below. */
export function randomPolicy(seed: number): Policy {
  const { uniform } = stream(seed, "policy");
  const chance = (share: number) => uniform() < share;
  return policySchema.parse({
    ...{ version: `random ${seed}`, validFrom: "2020-01-01", approvedBy: "nobody", coverageFloor: 0.75 },
    ...{ lowerAfterDays: chance(0.3) ? 2 : 7, liftAfterDays: chance(0.3) ? 10 : 30 },
    ...(chance(0.5) ? { combination: { families: 2 } } : {}),
    rules: {
      "single-layoff": {
        status: "trial",
        lines: {
          IV: [{ persons: 20 }],
          III: [{ persons: 50 }],
          II: [{ persons: 200 }],
          I: [{ persons: 300 }],
        },
      },
      "layoff-rate": {
        status: "trial",
        lines: {
          IV: [{ rate: 5, persons: 20 }],
          III: [{ rate: 15, persons: 50 }],
          II: [{ rate: 50, persons: 50 }],
        },
      },
      "new-claims-surge": {
        status: "trial",
        parameters: { years: 1 },
        dwell: chance(0.5) ? { III: 2, II: 2, I: 2 } : { III: { periods: 2, of: 3 } },
        ...(chance(0.4) ? { exit: { III: [{ change: 35 }] } } : {}),
        ...(chance(0.4) ? { hold: { III: 8, II: 9 } } : {}),
        floor: { count: 30 },
        lines: { IV: [{ change: 30 }], III: [{ change: 50 }], II: [{ change: 100 }], I: [{ change: 200 }] },
        ...(chance(0.4)
          ? {
              levels: {
                banner: {
                  lines: { IV: [{ change: 60 }], III: [{ change: 120 }] },
                  dwell: {},
                  exit: {},
                  hold: {},
                },
              },
            }
          : {}),
      },
      "postings-fall": {
        status: "trial",
        role: chance(0.5) ? "corroborating" : "primary",
        lines: { IV: [{ fall: 20, before: 50 }], III: [{ fall: 45, before: 50 }] },
      },
      "insured-decline": {
        status: "trial",
        dwell: { III: 2 },
        lines: { IV: [{ fall: 2 }], III: [{ fall: 8 }] },
      },
      ...claimsRules(seed),
      "warned-below": {
        status: "trial",
        lines: { IV: [{ yellow: 1 }], III: [{ yellow: 2 }], II: [{ orange: 2 }] },
      },
    },
  });
}
