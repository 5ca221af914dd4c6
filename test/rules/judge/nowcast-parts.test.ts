import { describe, expect, test } from "vitest";
import { claimsUnusual } from "../../../rules/definitions/claims-unusual.ts";
import { completedTo, nowcastParts } from "../../../rules/judge/nowcast-parts.ts";
import type { PartSeries } from "../../../rules/judge/parts.ts";
import { judgeWith } from "../judge-with.ts";
import { seriesOf } from "../series-of.ts";
import { past } from "../years-of-history.ts";

const MAY = "2026-05-31";
const parts = (...areas: readonly string[]) =>
  areas.map((area) => ({ area, weight: 1, validFrom: null, validTo: null }));
const three = parts("990101", "990102", "990103");

describe("a period in which places are late", () => {
  const input = (series: PartSeries) => ({ parts: three, series, kind: "month", period: MAY }) as const;
  const twoIn = seriesOf({
    "990101": { "2026-04": 100, "2026-05": 120 },
    "990102": { "2026-04": 200, "2026-05": 240 },
    "990103": { "2026-04": 100 },
  });

  test("the late one moves as the others do, by hand: 360 in of 300 usual, so 100 become 120", () => {
    const found = nowcastParts(input(twoIn));
    expect(found).toMatchObject({ reported: 360, share: 0.75, low: null, high: null });
    expect(found!.estimate).toBeCloseTo(480, 9);
  });

  test("completed to a total, the late place holds the rest, and what was in stays", () => {
    const completed = completedTo(460, input(twoIn));
    expect(completed.get("990103")!.get(MAY)!.numerator).toBeCloseTo(100, 9);
    expect(completed.get("990101")).toBe(twoIn.get("990101"));
  });

  test("nothing is said when all are in, none is in, or a late one has never reported", () => {
    const all = { "2026-04": 1, "2026-05": 1 };
    expect(nowcastParts(input(seriesOf({ "990101": all, "990102": all, "990103": all })))).toBeNull();
    expect(nowcastParts(input(seriesOf({ "990101": { "2026-04": 1 } })))).toBeNull();
    expect(nowcastParts(input(seriesOf({ "990101": all, "990102": all })))).toBeNull();
  });
});

describe("a verdict for what is in and for the nowcast", () => {
  const judge = (reported: Parameters<typeof seriesOf>[0], areas = Object.keys(reported)) =>
    judgeWith({
      rule: claimsUnusual,
      parts: parts(...areas),
      series: seriesOf(reported),
      period: MAY,
    });
  const history = past("2026-05", 72, () => 100);

  test("below the floor nothing is judged, and what the late reports would make of it is stated", () => {
    const verdict = judge({
      "990101": { ...history, "2026-05": 170 },
      "990102": { ...history, "2026-05": 165 },
      "990103": past("2026-05", 72, (_, at) => 95 + ((at * 7) % 11)),
    });
    expect(verdict).toMatchObject({ outcome: "not-judged", reason: "coverage-below-floor", tier: null });
    const { nowcast } = verdict.facts;
    expect(nowcast).toMatchObject({ tier: "III", reported: 335 });
    expect(nowcast!.low).toBeLessThan(nowcast!.estimate);
    expect(nowcast!.high).toBeGreaterThan(nowcast!.estimate);
  });

  test("with all reports in there is nothing to add", () => {
    const verdict = judge({ "990101": { ...history, "2026-05": 101 } });
    expect(verdict.outcome).toBe("quiet");
    expect(verdict.facts.nowcast).toBeUndefined();
  });
});
