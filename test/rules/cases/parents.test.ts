import { describe, expect, it } from "vitest";
import type { CaseEvent } from "../../../rules/cases/case-event.ts";
import { NO_NIGHTS, type OpenCase, riskKey } from "../../../rules/cases/case-state.ts";
import { type Joining, joinEpisodes } from "../../../rules/cases/episodes/join-episodes.ts";
import { shippedPolicy } from "../shipped-policy.ts";

/** A case of a banner (B), or of the region above it (R), with the persons that it is about. */
function caseOf(
  area: string,
  cause: string,
  period: string,
  persons: number,
  rule = "single-layoff",
): OpenCase {
  const isMonth = cause === "claims";
  const shown = isMonth
    ? ({
        name: "count",
        value: persons,
        expected: 0,
        unit: "persons",
        counted: true,
        judged: "count",
      } as const)
    : undefined;
  return {
    ...{ id: "", area, cause, tier: "III", opened: period, events: 1, drill: false },
    ground: {
      ...{ rule, kind: isMonth ? "month" : "rolling-30-days", period, date: period },
      values: isMonth ? {} : { persons, startsOn: "2026-04-09" },
      ...(shown ? { shown: { ...shown, base: { name: "last-year" }, periods: [], basePeriods: [] } } : {}),
    },
    memory: { rules: [rule], nightsWithout: NO_NIGHTS, stood: {}, held: null },
  } as OpenCase;
}

/** How the last of some cases is linked with the episode of those before it. */
function linkOf(...cases: readonly OpenCase[]): string {
  const open = new Map(
    cases.map((found, at) => [riskKey(found.area, found.cause), { ...found, id: `${at}` }]),
  );
  const fresh = [...open.values()].at(-1)!;
  const known = [...open.keys()].slice(0, -1);
  const joining: Joining = {
    ...{ date: fresh.opened, policy: shippedPolicy, open },
    isBelow: (area, above) => area === "B" && above === "R",
  };
  const episode = {
    ...{ id: "E", opened: "2026-03-11" },
    limbs: known.map((key) => ({ key, link: "first" as const })),
  };
  const event = { ...fresh, kind: "opened", caseId: fresh.id } as unknown as CaseEvent;
  const { links } = joinEpisodes({ episodes: new Map([["E", episode]]), numbered: {} }, [event], joining);
  return links
    .filter((link) => link.caseId === fresh.id && link.episode === "E")
    .map(({ kind }) => kind)
    .join();
}

describe("a case above joins the episode of one below", () => {
  const mine = caseOf("B", "layoffs", "2026-03-11", 900);

  it("where that brings half of what it counts", () => {
    expect(linkOf(mine, caseOf("R", "layoffs", "2026-03-12", 1_000, "layoff-rate"))).toBe("limb");
    expect(linkOf(mine, caseOf("R", "layoffs", "2026-03-12", 2_000, "layoff-rate"))).toBe("related");
  });

  it("not where it counts other reports: theirs have left its window, or are more than it counts", () => {
    expect(linkOf(mine, caseOf("R", "layoffs", "2026-04-17", 1_000, "industry-layoffs"))).toBe("related");
    expect(linkOf(mine, caseOf("R", "layoffs", "2026-03-20", 632, "industry-layoffs"))).toBe("related");
  });

  it("by the excess of the same cause where the area below has a case of it: not all who are laid off claim", () => {
    const region = caseOf("R", "claims", "2026-04-30", 812, "new-claims-surge");
    expect(linkOf(mine, region)).toBe("limb");
    const few = caseOf("B", "claims", "2026-04-30", 162, "new-claims-surge");
    expect(linkOf(mine, few, region)).toBe("related");
  });
});
