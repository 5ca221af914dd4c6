import { describe, expect, it } from "vitest";
import type { Past, PastFigure } from "../../rules/backtest/past.ts";
import { judgeThrough } from "../../rules/backtest/through.ts";
import { addDays, shiftPeriod } from "../../rules/calendar/periods.ts";
import type { Part } from "../../rules/judge/parts.ts";
import type { Verdict } from "../../rules/judge/verdict.ts";
import { type Policy, policySchema } from "../../rules/policy/policy.ts";

const AREAS = [
  { code: "L", level: "league", parent: null },
  ...["A", "B", "C", "D", "E"].map((code) => ({ code, level: "banner", parent: "L" })),
];

const surge = (more: object = {}): Policy =>
  policySchema.parse({
    ...{ version: "test", validFrom: "2020-01-01", approvedBy: "nobody", coverageFloor: 0.8 },
    ...{ lowerAfterDays: 7, liftAfterDays: 30 },
    rules: {
      "new-claims-surge": {
        status: "trial",
        parameters: { years: 3 },
        dwell: { III: 2, II: 2, I: 2 },
        lines: {
          IV: [{ change: 30, count: 36 }],
          III: [{ change: 50, count: 36 }],
          II: [{ change: 100, count: 36 }],
          I: [{ change: 200, count: 36 }],
        },
        ...more,
      },
    },
  });

type Months = Readonly<Record<string, number | null>>;
const lastDayOf = (month: string) => shiftPeriod(`${month}-01`, "month", 0);
const lastDue = (date: string) => {
  const month = shiftPeriod(addDays(date, -10), "month", 0);
  return { "social-insurance": month <= addDays(date, -10) ? month : shiftPeriod(month, "month", -1) };
};

/** Claims of banners by month: `usual` in every month unless said otherwise, null for none; known six days after the month, or on a day given. */
function history(
  banners: readonly string[],
  usual: number,
  said: Readonly<Record<string, Months>> = {},
  {
    from = "2022-01",
    to = "2026-06",
    knownOn = {},
    more = {},
  }: {
    readonly from?: string | Readonly<Record<string, string>>;
    readonly to?: string;
    readonly knownOn?: Readonly<Record<string, string>>;
    readonly more?: Partial<Past>;
  } = {},
): Past {
  const figures: PastFigure[] = [];
  for (const area of banners) {
    const first = typeof from === "string" ? from : (from[area] ?? "2022-01");
    for (let period = lastDayOf(first); period <= lastDayOf(to); period = shiftPeriod(period, "month", 1)) {
      const figure = said[area]?.[period.slice(0, 7)];
      if (figure === null) continue;
      const known = knownOn[`${area} ${period.slice(0, 7)}`] ?? addDays(period, 6);
      figures.push({
        area,
        period,
        numerator: figure ?? usual,
        denominator: null,
        complete: true,
        knownOn: known,
      });
    }
  }
  const part = (area: string): Part => ({ area, weight: 1, validFrom: null, validTo: null });
  const parts = new Map<string, Part[]>([
    ["L", banners.map(part)],
    ...banners.map((area): [string, Part[]] => [area, [part(area)]]),
  ]);
  const duty = { kind: "month", parts };
  return {
    ...{ areas: AREAS, owed: new Map([["social-insurance", duty]]), layoffs: [], lastDue },
    figures: new Map([["new-claims", figures]]),
    ...more,
  };
}

const eventsOf = (past: Past, policy: Policy, from: string, to: string, area?: string) =>
  judgeThrough(past, policy, { from, to })
    .events.filter((event) => area === undefined || event.area === area)
    .map(
      ({ date, area: where, kind, tierTo, period }) =>
        `${date} ${where} ${kind} ${tierTo} ${period.slice(0, 7)}`,
    );

const lastVerdict = (past: Past, policy: Policy, date: string, area: string): Verdict =>
  judgeThrough(past, policy, { from: date, to: date })
    .moments.flatMap(({ changed }) => changed)
    .findLast((verdict) => verdict.area === area)!;

describe("gaps", () => {
  it("III in March, April and June, May missing: the gap is skipped and III stands", () => {
    const past = history(["A"], 100, {
      A: { "2026-03": 160, "2026-04": 160, "2026-05": null, "2026-06": 160 },
    });
    expect(eventsOf(past, surge(), "2026-03-01", "2026-07-25", "A")).toEqual([
      "2026-04-06 A opened IV 2026-03",
      "2026-05-06 A raised III 2026-04",
    ]);
  });

  it("a long gap holds as well, and the month after it confirms with the month before", () => {
    const gap = { "2026-03": 160, "2026-04": null, "2026-05": null, "2026-06": 160 };
    expect(eventsOf(history(["A"], 100, { A: gap }), surge(), "2026-03-01", "2026-07-25", "A")).toEqual([
      "2026-04-06 A opened IV 2026-03",
      "2026-07-06 A raised III 2026-06",
    ]);
  });

  it("a month under the floor confirms nothing: 1 report of 5 in March, all in April, opens the league at IV", () => {
    const banners = ["A", "B", "C", "D", "E"];
    const march = Object.fromEntries(
      banners.map((area) => [area, { "2026-03": area === "A" ? 400 : null, "2026-04": 160 }]),
    );
    expect(eventsOf(history(banners, 100, march), surge(), "2026-03-01", "2026-05-31", "L")).toEqual([
      "2026-05-06 L opened IV 2026-04",
    ]);
  });

  it("a due month that is missing holds the case, however long", () => {
    const past = history(
      ["A"],
      100,
      { A: { "2026-03": 160, "2026-04": 100 } },
      { to: "2026-04", knownOn: { "A 2026-04": "2026-12-01" } },
    );
    expect(eventsOf(past, surge(), "2026-03-01", "2026-11-30", "A")).toEqual([
      "2026-04-06 A opened IV 2026-03",
      // Sixty nights after April's report was due and did not come: it is named once that nothing can be judged.
      "2026-07-08 A held IV 2026-05",
    ]);
  });
});

describe("holes in history are not today's coverage", () => {
  it("all in, two of three banners with fifteen months of history: judged on the years that enough parts have", () => {
    const past = history(
      ["A", "B", "C"],
      100,
      { A: { "2026-05": 250 }, B: { "2026-05": 250 }, C: { "2026-05": 250 } },
      {
        from: { A: "2022-01", B: "2025-02", C: "2025-02" },
      },
    );
    const verdict = lastVerdict(past, surge(), "2026-06-15", "L");
    expect(verdict).toMatchObject({ outcome: "fired", tier: "II", coverage: 1 });
  });

  it("two of five banners lack one month two years ago: that year is dropped", () => {
    const banners = ["A", "B", "C", "D", "E"];
    const said = Object.fromEntries(
      banners.map((area) => [area, { "2026-05": 250, ...(area < "C" ? { "2024-05": null } : {}) }]),
    );
    expect(lastVerdict(history(banners, 100, said), surge(), "2026-06-15", "L")).toMatchObject({
      ...{ outcome: "fired", tier: "II", coverage: 1 },
    });
  });

  it("no year that enough parts have: not judged, and the reason is the history's", () => {
    const past = history(["A", "B", "C"], 100, {}, { from: { A: "2022-01", B: "2026-02", C: "2026-02" } });
    expect(lastVerdict(past, surge(), "2026-06-15", "L")).toMatchObject({
      ...{ outcome: "not-judged", reason: "history-incomplete", coverage: 1 },
    });
  });
});

describe("an event in the base", () => {
  const all: Policy = policySchema.parse({
    ...{ version: "test", validFrom: "2020-01-01", approvedBy: "nobody", coverageFloor: 0.8 },
    ...{ lowerAfterDays: 7, liftAfterDays: 30 },
    rules: {
      ...surge().rules,
      "claims-unusual": {
        ...{ status: "trial", parameters: { years: 5 } },
        lines: { IV: [{ rarity: 1000, excess: 15, count: 36 }] },
      },
      "claims-small-counts": {
        ...{ status: "trial", parameters: { years: 3 } },
        lines: { IV: [{ rarity: 2000, count: 8, excess: 50 }] },
      },
    },
  });
  const usual = (at: number) => 50 + [0, 4, -3, 6, -5, 2, -1, 5, -4, 3, -2, 1][at % 12]!;
  const months = (said: Months): Months =>
    Object.fromEntries(
      Array.from({ length: 66 }, (_, at) => {
        const month = shiftPeriod("2021-01-31", "month", at).slice(0, 7);
        return [month, said[month] ?? usual(at * 7)];
      }),
    );
  const verdicts = (said: Months) =>
    new Map(
      judgeThrough(history(["A"], 50, { A: months(said) }, { from: "2021-01" }), all, {
        ...{ from: "2026-06-10", to: "2026-06-10" },
      })
        .moments.flatMap(({ changed }) => changed)
        .filter(({ area, rule }) => area === (rule === "claims-unusual" ? "L" : "A"))
        .map((verdict) => [verdict.rule, verdict]),
    );

  it("1,000 last year where 50 are usual, 150 now: every rule on claims fires, and says what it left out", () => {
    const found = verdicts({ "2025-05": 1000, "2026-05": 150 });
    expect([...found].map(([rule, { outcome }]) => [rule, outcome])).toEqual([
      ["new-claims-surge", "fired"],
      ["claims-unusual", "fired"],
      ["claims-small-counts", "fired"],
    ]);
    for (const { facts } of found.values()) expect(facts.shown!.base.leftOut).toEqual(["2025-05-31"]);
    const values = found.get("new-claims-surge")!.facts;
    expect(values.shown!.base.name).toBe("median-of-years");
    expect(values.values).toMatchObject({ count: 150, lastYear: 1000 });
  });

  it("the usual figure after it is quiet", () => {
    for (const { outcome } of verdicts({ "2025-05": 1000 }).values()) expect(outcome).toBe("quiet");
  });

  it("a level that has stood since is no event: last year is the fair base", () => {
    const shifted = Object.fromEntries(
      Array.from({ length: 13 }, (_, at) => [
        shiftPeriod("2025-05-31", "month", at).slice(0, 7),
        150 + usual(at),
      ]),
    );
    const { facts, outcome } = verdicts(shifted).get("new-claims-surge")!;
    expect([outcome, facts.shown!.base.leftOut]).toEqual(["quiet", undefined]);
  });
});

describe("areas that change", () => {
  it("a banner merged into another, the total unchanged, is no surge of either or of the league", () => {
    const merged = {
      ...{ area: "A", validFrom: "0001-01-01", validTo: "2026-02-28" },
    };
    const until = Object.fromEntries(
      ["2026-03", "2026-04", "2026-05", "2026-06"].map((month) => [month, null]),
    );
    const doubled = Object.fromEntries(
      ["2026-03", "2026-04", "2026-05", "2026-06"].map((month) => [month, 200]),
    );
    const past = history(["A", "B", "C"], 100, { A: doubled, B: until });
    const parts = new Map(
      [...past.owed.get("social-insurance")!.parts].map(([area, list]) => [
        area,
        list.map((part) => (part.area === "B" ? { ...part, validTo: "2026-02-28" } : part)),
      ]),
    );
    const bridgedPast: Past = {
      ...past,
      owed: new Map([["social-insurance", { kind: "month", parts }]]),
      successions: [
        { ...merged, former: "A" },
        { ...merged, former: "B" },
      ],
    };
    expect(eventsOf(bridgedPast, surge(), "2026-03-10", "2026-07-25")).toEqual([]);
    expect(lastVerdict(bridgedPast, surge(), "2026-06-15", "A")).toMatchObject({
      outcome: "quiet",
      coverage: 1,
    });
    expect(eventsOf(past, surge(), "2026-03-10", "2026-07-25").length).toBeGreaterThan(0);
  });

  it("a recoded banner keeps its history", () => {
    const old = Object.fromEntries(
      ["2026-03", "2026-04", "2026-05", "2026-06"].map((month) => [month, null]),
    );
    const past = history(
      ["A", "B"],
      100,
      { A: { "2026-05": 160 }, B: old },
      { from: { A: "2026-03", B: "2022-01" } },
    );
    const recoded: Past = {
      ...past,
      successions: [{ area: "A", former: "B", validFrom: "0001-01-01", validTo: "2026-02-28" }],
    };
    expect(lastVerdict(recoded, surge(), "2026-06-15", "A")).toMatchObject({ outcome: "fired", tier: "III" });
  });
});

describe("late months", () => {
  const late = { A: { "2026-04": 320 } };
  const arrives = { knownOn: { "A 2026-04": "2026-06-20" } };

  it("April's tripling arrives after May's report: April is judged, once", () => {
    const past = history(["A"], 100, late, arrives);
    const { moments } = judgeThrough(past, surge(), { from: "2026-03-01", to: "2026-07-25" });
    const once = moments.flatMap(({ once, date }) =>
      once.map(({ area, period, tier }) => `${date} ${area} ${period} ${tier}`),
    );
    expect(once.filter((text) => text.includes(" A "))).toEqual(["2026-06-20 A 2026-04-30 I"]);
    expect(eventsOf(past, surge(), "2026-03-01", "2026-07-25", "A")).toEqual([
      "2026-06-20 A opened IV 2026-04",
      "2026-07-20 A lifted null 2026-06",
    ]);
  });

  it("whether the months come one by one or together, each is judged", () => {
    const together = history(
      ["A"],
      100,
      { A: { "2026-04": 320, "2026-05": 320 } },
      { knownOn: { "A 2026-04": "2026-06-06" } },
    );
    const { moments } = judgeThrough(together, surge(), { from: "2026-03-01", to: "2026-06-30" });
    const judged = moments
      .flatMap(({ changed, once }) => [...changed, ...once])
      .filter(({ area, outcome }) => area === "A" && outcome !== "not-judged")
      .map(({ period }) => period);
    expect(judged).toContain("2026-04-30");
    expect(judged).toContain("2026-05-31");
    expect(eventsOf(together, surge(), "2026-03-01", "2026-06-30", "A")).toEqual([
      "2026-06-06 A opened I 2026-05",
    ]);
  });

  it("a month corrected upwards after a later one was judged is judged once more", () => {
    const past = history(["A"], 100);
    const claims = past.figures.get("new-claims")!;
    const corrected = {
      ...{ area: "A", period: "2026-04-30", numerator: 320, denominator: null, complete: true },
      knownOn: "2026-06-20",
    };
    const later = { ...past, figures: new Map([["new-claims", [...claims, corrected]]]) };
    expect(eventsOf(later, surge(), "2026-03-01", "2026-07-25", "A")).toEqual([
      "2026-06-20 A opened IV 2026-04",
      "2026-07-20 A lifted null 2026-06",
    ]);
  });

  it("a history that was there before the first night is not judged month by month", () => {
    const { moments } = judgeThrough(history(["A"], 100, { A: { "2026-03": 320 } }), surge(), {
      from: "2026-06-15",
      to: "2026-06-30",
    });
    expect(moments.flatMap(({ once }) => once)).toEqual([]);
  });
});

describe("days without a night", () => {
  it("are no days below the lines", async () => {
    const { eventsOfDays } = await import("./cases/days.ts");
    const { NO_CASES } = await import("../../rules/cases/case-state.ts");
    const { AreaTree } = await import("../../rules/cases/area-tree.ts");
    const { caseStep } = await import("../../rules/cases/case-step.ts");
    const { plainVerdict } = await import("./cases/days.ts");
    const areas = [{ code: "A", level: "banner", parent: null }];
    const tree = new AreaTree(areas);
    const night = (state: typeof NO_CASES, date: string, tier: "IV" | null) =>
      caseStep(
        state,
        {
          date,
          verdicts: new Map([["A", [plainVerdict("new-claims-surge", "A", date, tier)]]]),
          areas: tree,
        },
        surge(),
      );
    const opened = night(NO_CASES, "2026-03-01", "IV");
    const later = night(opened.state, "2026-04-17", null);
    expect([...opened.events, ...later.events].map(({ kind }) => kind)).toEqual(["opened"]);
    // Night after night it takes thirty of them.
    const days = eventsOfDays(
      areas,
      [
        ["2026-03-01", "IV"],
        ["2026-03-02", null],
      ],
      "2026-05-01",
      surge(),
    );
    expect(days.map(({ date, kind }) => `${date} ${kind}`)).toEqual([
      "2026-03-01 opened",
      "2026-03-31 lifted",
    ]);
  });

  it("nine days II, five III, five IV, then III: lowered to III, and nothing is raised", async () => {
    const { eventsOfDays } = await import("./cases/days.ts");
    const areas = [{ code: "A", level: "banner", parent: null }];
    const said = [
      ["2026-03-01", "II"],
      ["2026-03-10", "III"],
      ["2026-03-15", "IV"],
      ["2026-03-20", "III"],
    ] as const;
    expect(
      eventsOfDays(areas, said, "2026-04-10", surge()).map(
        ({ date, kind, tierTo }) => `${date} ${kind} ${tierTo}`,
      ),
    ).toEqual(["2026-03-01 opened II", "2026-03-16 lowered III"]);
  });
});

describe("corrections", () => {
  const postings = (more: readonly PastFigure[]): Past => {
    const past = history(["A"], 100, { A: { "2026-04": 160, "2026-05": 160 } });
    const duty = past.owed.get("social-insurance")!;
    return {
      ...past,
      owed: new Map([...past.owed, ["recruitment", duty]]),
      figures: new Map([...past.figures, ["online-postings", more]]),
    };
  };
  const posted = (numerator: number, knownOn: string): PastFigure => ({
    ...{ area: "A", period: "2026-04-30", numerator, denominator: null, complete: true, knownOn },
  });

  it("of another report end nothing", () => {
    const corrected = postings([posted(500, "2026-05-06"), posted(400, "2026-06-20")]);
    expect(eventsOf(corrected, surge(), "2026-03-01", "2026-06-30", "A")).toEqual(
      eventsOf(postings([posted(500, "2026-05-06")]), surge(), "2026-03-01", "2026-06-30", "A"),
    );
  });

  it("of layoffs whose case has its title from their rate do not wait", () => {
    const layoff = {
      area: "A",
      employer: "F",
      employerKey: "F",
      receivedOn: "2026-06-01",
      staff: null,
      closure: false,
    };
    const past = history(
      ["A"],
      100,
      {},
      {
        more: {
          layoffs: [
            { ...layoff, persons: 250, knownOn: "2026-06-02", replacedOn: "2026-06-04" },
            { ...layoff, persons: 25, knownOn: "2026-06-04", isNews: false },
          ],
        },
      },
    );
    const parts = past.owed.get("social-insurance")!;
    const insured: PastFigure = {
      ...{
        area: "A",
        period: "2026-05-31",
        numerator: 4000,
        denominator: null,
        complete: true,
        knownOn: "2026-06-01",
      },
    };
    const withLayoffs: Past = {
      ...past,
      owed: new Map([...past.owed, ["layoff-report", parts]]),
      figures: new Map([...past.figures, ["insured-persons", [insured]]]),
      // No statement is in: neither before nor after can the place be called quiet.
      statements: [],
    };
    const rate = policySchema.parse({
      ...{ version: "rate", validFrom: "2020-01-01", approvedBy: "nobody", coverageFloor: 0.8 },
      ...{ lowerAfterDays: 7, liftAfterDays: 30 },
      rules: {
        "layoff-rate": {
          status: "trial",
          lines: { IV: [{ rate: 5, persons: 50 }], I: [{ rate: 40, persons: 50 }] },
        },
      },
    });
    expect(eventsOf(withLayoffs, rate, "2026-05-20", "2026-06-20", "A")).toEqual([
      "2026-06-02 A opened I 2026-06",
      "2026-06-04 A lifted null 2026-06",
    ]);
  });
});

describe("changes of the policy", () => {
  const areas = [{ code: "A", level: "banner", parent: null }];
  const play = async (days: readonly (readonly [string, "IV" | "III" | null, Policy])[], until: string) => {
    const { plainVerdict } = await import("./cases/days.ts");
    const { NO_CASES } = await import("../../rules/cases/case-state.ts");
    const { AreaTree } = await import("../../rules/cases/area-tree.ts");
    const { caseStep } = await import("../../rules/cases/case-step.ts");
    const tree = new AreaTree(areas);
    let state = NO_CASES;
    const events: string[] = [];
    let [tier, policy] = [null as "IV" | "III" | null, surge()];
    for (let date = days[0]![0]; date <= until; date = addDays(date, 1)) {
      for (const [from, said, by] of days) if (from === date) [tier, policy] = [said, by];
      const verdicts = new Map([["A", [plainVerdict("new-claims-surge", "A", date, tier)]]]);
      const step = caseStep(state, { date, verdicts, areas: tree }, policy);
      state = step.state;
      events.push(...step.events.map(({ kind, reason }) => `${date} ${kind} ${reason}`));
    }
    return events;
  };
  const raised = surge({ lines: { IV: [{ change: 300, count: 36 }] }, dwell: {} });

  it("hold a case that falls on the night of the change, with other figures too, for as long as nobody answers", async () => {
    expect(
      await play(
        [
          ["2026-03-01", "III", surge()],
          ["2026-03-05", null, raised],
          ["2026-04-05", null, raised],
        ],
        "2026-06-01",
      ),
    ).toEqual(["2026-03-01 opened first-time", "2026-03-05 held lines-changed"]);
  });

  it("hold nothing that had fallen before, or stands under the new lines", async () => {
    expect(
      await play(
        [
          ["2026-03-01", "III", surge()],
          ["2026-03-05", null, surge()],
          ["2026-03-10", null, raised],
        ],
        "2026-06-01",
      ),
    ).toEqual(["2026-03-01 opened first-time", "2026-04-03 lifted below-every-line"]);
    expect(
      await play(
        [
          ["2026-03-01", "III", surge()],
          ["2026-03-05", "III", raised],
          ["2026-03-20", null, raised],
        ],
        "2026-06-01",
      ),
    ).toEqual(["2026-03-01 opened first-time", "2026-04-18 lifted below-every-line"]);
  });
});
