import type { CaseEvent } from "../../rules/cases/case-event.ts";

/** A case of a banner's layoffs, raised to II by one enterprise; each test states what differs. */
export function event(more: Partial<CaseEvent> = {}): CaseEvent {
  return {
    caseId: "2026-0007",
    seq: 2,
    area: "990101",
    cause: "layoffs",
    date: "2026-03-11",
    kind: "raised",
    tierFrom: "IV",
    tierTo: "II",
    rule: "single-layoff",
    periodKind: "rolling-30-days",
    period: "2026-03-11",
    reason: "tier-rose",
    causedBy: "policy",
    facts: {
      values: { employer: "甲矿业有限公司", persons: 210, staff: 2100, share: 10, receivedOn: "2026-03-10" },
      limb: { persons: 200 },
      shown: {
        ...{ name: "persons", value: 210, unit: "persons", counted: true, judged: "persons" },
        ...{ expected: null, base: { name: "line" }, periods: [], basePeriods: [] },
      },
      partsIn: 1,
      partsExpected: 1,
      also: [],
    },
    coverage: 1,
    policy: "内蒙古试行方案 2026-1",
    ...more,
  };
}

/** Claims of a league, half more than a year ago, with four fifths of the reports in. */
export const claimsEvent = (more: Partial<CaseEvent> = {}): CaseEvent =>
  event({
    area: "990100",
    cause: "claims",
    rule: "new-claims-surge",
    kind: "opened",
    seq: 1,
    tierFrom: null,
    tierTo: "III",
    periodKind: "month",
    period: "2026-02-28",
    reason: "first-time",
    facts: {
      values: { change: 57.14, count: 1320, expected: 840.2, lastYear: 790, isOtherBase: 1 },
      limb: { change: 50, count: 36 },
      shown: {
        ...{ name: "count", value: 1320, unit: "persons", counted: true, expected: 840.2, judged: "change" },
        base: { name: "median-of-years", years: 3, festival: true },
        ...{ periods: ["2026-01-31", "2026-02-28"], basePeriods: ["2025-01-31", "2025-02-28"] },
      },
      partsIn: 4,
      partsExpected: 5,
      also: [],
    },
    coverage: 0.8296,
    ...more,
  });
