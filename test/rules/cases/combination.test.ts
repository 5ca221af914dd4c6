import { describe, expect, it } from "vitest";
import type { Policy } from "../../../rules/policy/policy.ts";
import { shippedPolicy } from "../shipped-policy.ts";
import { eventsOfDays, type Said } from "./days.ts";

const AREAS = [
  { code: "R", level: "region", parent: null },
  { code: "L1", level: "league", parent: "R" },
  { code: "L2", level: "league", parent: "R" },
  ...["A", "B", "C", "D"].map((code) => ({ code, level: "banner", parent: code < "D" ? "L1" : "L2" })),
];
const policy = (more: Partial<Policy>): Policy => ({ ...shippedPolicy, ...more });
const changes = (days: readonly Said[], until: string, more: Partial<Policy> = {}) =>
  eventsOfDays(AREAS, days, until, policy(more)).map(
    ({ date, area, cause, kind, tierTo, rule, reason }) =>
      `${date} ${area} ${cause} ${kind} ${tierTo} ${rule} ${reason}`,
  );

const LAYOFF: Said = ["2026-03-01", "III", "single-layoff", "A"];
const CLAIMS: Said = ["2026-03-02", "III", "new-claims-surge", "A"];

describe("independent sources that agree", () => {
  it("make the case one tier graver, under its own title, from the tier that the policy says", () => {
    const agreeing: Partial<Policy> = { combination: { families: 2, from: "III", upTo: "I" } };
    expect(changes([LAYOFF, CLAIMS], "2026-03-03", agreeing)).toEqual([
      "2026-03-01 A layoffs opened III single-layoff first-time",
      "2026-03-02 A claims opened II new-claims-surge sources-agree",
      "2026-03-02 A layoffs raised II single-layoff sources-agree",
    ]);
    const lighter: Said = ["2026-03-02", "IV", "new-claims-surge", "A"];
    expect(
      changes([["2026-03-01", "IV", "single-layoff", "A"], lighter], "2026-03-03", agreeing),
    ).toHaveLength(2);
    expect(
      changes([LAYOFF, lighter], "2026-03-03", { combination: { families: 2, from: "IV", upTo: "I" } }),
    ).toContain("2026-03-02 A claims opened III new-claims-surge sources-agree");
  });

  it("at most up to the tier that the policy says; two rules of one kind of report are one source", () => {
    expect(
      changes([LAYOFF, CLAIMS], "2026-03-03", { combination: { families: 2, from: "III", upTo: "III" } }),
    ).toHaveLength(2);
    const sameReport: Said = ["2026-03-02", "III", "insured-decline", "A"];
    expect(
      changes([CLAIMS, sameReport], "2026-03-03", { combination: { families: 2, from: "III", upTo: "I" } }),
    ).toHaveLength(2);
  });
});

describe("a tier that sources gave by agreement", () => {
  const agreeing = policy({ combination: { families: 2, from: "III", upTo: "I" } });
  const { "new-claims-surge": surge, ...others } = agreeing.rules;
  const raised = { ...surge!, lines: { IV: [{ change: 900, count: 36 }] }, dwell: {} };
  const fallen: Said = ["2026-03-10", null, "new-claims-surge", "A"];
  const layoffs = (later: Policy, days: readonly Said[] = [LAYOFF, CLAIMS]) =>
    eventsOfDays(AREAS, days, "2026-04-30", (date) => (date < "2026-03-10" ? agreeing : later))
      .filter(({ cause, date }) => cause === "layoffs" && date > "2026-03-05")
      .map(({ date, kind, tierTo, reason }) => `${date} ${kind} ${tierTo} ${reason}`);

  it.each([
    ["the agreement leaves the policy", policy({ combination: undefined }), [LAYOFF, CLAIMS]],
    ["a rule that agreed leaves the policy", { ...agreeing, rules: others }, [LAYOFF, CLAIMS, fallen]],
    [
      "a rule that agreed gets other lines",
      { ...agreeing, rules: { ...others, "new-claims-surge": raised } },
      [LAYOFF, CLAIMS, fallen],
    ],
  ] as const)("is held when %s", (_name, later, days) => {
    expect(layoffs(later, days)).toEqual(["2026-03-10 held II lines-changed"]);
  });

  it("is lowered when the agreement ends by itself, and waits while a source is not judged", () => {
    expect(layoffs(agreeing, [LAYOFF, CLAIMS, fallen])).toEqual(["2026-03-16 lowered III tier-fell"]);
    expect(
      layoffs(agreeing, [LAYOFF, CLAIMS, ["2026-03-10", "not-judged", "new-claims-surge", "A"]]),
    ).toEqual([]);
  });
});

describe("a tier that a report of layoffs gave by agreement", () => {
  const agreeing: Partial<Policy> = { combination: { families: 2, from: "III", upTo: "I" } };
  const leaving: Said = ["2026-03-01", "III", "single-layoff", "A", "2026-04-09"];
  const outOfWindow: Said = ["2026-03-31", null, "single-layoff", "A"];

  it("is kept when the report leaves its window, until its workers have left and claimed", () => {
    const found = changes([leaving, CLAIMS, outOfWindow], "2026-06-30", agreeing);
    expect(found.filter((text) => text > "2026-03-31")).toEqual([
      "2026-06-07 A claims lowered III new-claims-surge tier-fell",
      "2026-06-30 A layoffs quiet II single-layoff another-stands",
    ]);
  });

  it("falls when the other source ends, and is given by no report whose window is over", () => {
    const quiet: Said = ["2026-04-10", null, "new-claims-surge", "A"];
    expect(changes([leaving, CLAIMS, outOfWindow, quiet], "2026-04-30", agreeing)).toContain(
      "2026-04-16 A layoffs lowered III single-layoff tier-fell",
    );
    const late: Said = ["2026-04-10", "III", "new-claims-surge", "A"];
    expect(changes([leaving, outOfWindow, late], "2026-05-20", agreeing)).toEqual([
      "2026-03-01 A layoffs opened III single-layoff first-time",
      "2026-04-10 A claims opened III new-claims-surge first-time",
    ]);
  });
});

describe("a corroborating rule", () => {
  it("opens no case, and counts for agreement", () => {
    const postings: Said = ["2026-03-01", "IV", "postings-fall", "L1"];
    expect(changes([postings], "2026-03-10")).toEqual([]);
    const shortage: Said = ["2026-03-02", "IV", "insured-decline", "L1"];
    expect(
      changes([postings, shortage], "2026-03-03", { combination: { families: 2, from: "IV", upTo: "I" } }),
    ).toEqual(["2026-03-02 L1 insured opened III insured-decline sources-agree"]);
  });
});

describe("cases below", () => {
  const three: Said[] = ["A", "B", "C"].map((area): Said => ["2026-03-01", "III", "new-claims-surge", area]);

  it("three banners at III open the league at III the same night; a fourth in another league does not count", () => {
    const found = changes(three, "2026-03-02");
    expect(found).toContain("2026-03-01 L1 claims opened III warned-below first-time");
    const spread: Said[] = [...three.slice(0, 2), ["2026-03-01", "III", "new-claims-surge", "D"]];
    expect(changes(spread, "2026-03-02").filter((text) => text.includes(" III warned-below"))).toEqual([]);
  });

  it("are lifted as slowly as they fell below", () => {
    const days: Said[] = [
      ...three,
      ...three.map((said): Said => ["2026-03-05", null, "new-claims-surge", said[3]!]),
    ];
    const league = changes(days, "2026-06-01").filter((text) => text.includes(" L1 "));
    expect(league.at(-1)).toMatch(/2026-05-02 L1 claims lifted null warned-below/);
  });
});
