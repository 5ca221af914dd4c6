import { describe, expect, it } from "vitest";
import { compareWarnings, countChanges } from "../../../rules/backtest/compare-warnings.ts";
import type { Warning } from "../../../rules/backtest/warnings.ts";
import type { Tier } from "../../../rules/policy/tiers.ts";

const warning = (opened: string, lifted: string | null, tier: Tier = "IV", area = "990101"): Warning => ({
  ...{ area, level: "banner", cause: "claims", opened, lifted },
  steps: [{ date: opened, tier, before: null, rule: "new-claims-surge", period: opened }],
});

describe("warnings of two policies", () => {
  it("that stood at the same time are the same", () => {
    const [change] = compareWarnings(
      [warning("2026-03-06", "2026-05-10")],
      [warning("2026-03-06", "2026-05-10")],
    );
    expect(change?.kind).toBe("same");
  });

  it.each([
    ["earlier", warning("2026-02-06", "2026-05-10")],
    ["later", warning("2026-04-06", "2026-05-10")],
    ["graver", warning("2026-03-06", "2026-05-10", "III")],
    ["ends-later", warning("2026-03-06", null)],
    ["ends-earlier", warning("2026-03-06", "2026-04-10")],
  ] as const)("are moved: %s", (move, after) =>
    expect(compareWarnings([warning("2026-03-06", "2026-05-10")], [after])).toEqual([
      expect.objectContaining({ kind: "moved", moves: [move] }),
    ]),
  );

  it("that did not stand together, or elsewhere, came and went", () => {
    const kinds = compareWarnings(
      [warning("2026-03-06", "2026-05-10"), warning("2026-03-06", "2026-05-10", "IV", "990102")],
      [warning("2026-06-06", null), warning("2026-03-06", "2026-05-10", "II", "990102")],
    ).map(({ kind }) => kind);
    expect(kinds).toEqual(["removed", "moved", "added"]);
  });

  it("are counted by level and gravest tier", () => {
    const changes = compareWarnings(
      [warning("2026-01-06", "2026-02-10"), warning("2026-03-06", "2026-05-10")],
      [warning("2026-03-06", "2026-05-10", "II"), warning("2026-08-06", null)],
    );
    expect(countChanges(changes, ["banner"])).toEqual([
      { level: "banner", tier: "IV", before: 2, after: 1, added: 1, removed: 1, moved: 0 },
      { level: "banner", tier: "II", before: 0, after: 1, added: 0, removed: 0, moved: 1 },
    ]);
  });
});
