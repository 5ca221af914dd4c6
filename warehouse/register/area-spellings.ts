import { addDays } from "../engine/days.ts";
import { identityOf } from "../engine/identity.ts";
import { type AreaChange, EVER_SINCE, FOR_GOOD, versionsOf } from "./register-history.ts";
import type { RegisteredArea } from "./registered-area.ts";

/** What a name or alias, in its normal form, means in a span of days. */
export interface AreaSpelling {
  readonly kind: "name" | "alias";
  readonly spelling: string;
  readonly validFrom: string;
  readonly validTo: string;
  /** The only area that may be meant; null where there are several. */
  readonly code: string | null;
  /** Codes of all areas that may be meant. */
  readonly candidates: readonly string[];
  /** Several areas have the name on these days; otherwise several had it, each on other days. */
  readonly isAmbiguous: boolean;
}

interface Use {
  readonly code: string;
  readonly from: string;
  readonly to: string;
}

/**
 * What each name and alias of the register means on each day. On days on which no area has a name, it means the area that had it on others, if
 * that is one only.
 *
 * The spans of a spelling cover all days and do not overlap, so that a look-up finds one at most.
 */
export function areaSpellings(
  areas: readonly RegisteredArea[],
  changes: readonly AreaChange[],
): AreaSpelling[] {
  const uses = {
    name: versionsOf(areas, changes).map(({ code, name, validFrom, validTo }) => ({
      ...{ code, from: validFrom, to: validTo },
      text: name,
    })),
    alias: areas.flatMap(({ code, alias, validFrom, validTo }) =>
      alias === null ? [] : [{ code, from: validFrom ?? EVER_SINCE, to: validTo ?? FOR_GOOD, text: alias }],
    ),
  };
  // Where a name does not decide, its sender writes the code.
  const codes = areas.map(({ code }) => ({ code, from: EVER_SINCE, to: FOR_GOOD, text: code }));
  return (["name", "alias"] as const).flatMap((kind) => {
    const bySpelling = new Map<string, Use[]>();
    for (const use of [...uses[kind], ...codes]) {
      const spelling = identityOf(use.text);
      bySpelling.set(spelling, [...(bySpelling.get(spelling) ?? []), use]);
    }
    return [...bySpelling].flatMap(([spelling, list]) =>
      spelling === "" ? [] : spansOf(list).map((span) => ({ kind, spelling, ...span })),
    );
  });
}

function spansOf(uses: readonly Use[]): Omit<AreaSpelling, "kind" | "spelling">[] {
  const begins = new Set([EVER_SINCE]);
  for (const { from, to } of uses) {
    begins.add(from);
    if (to < FOR_GOOD) begins.add(addDays(to, 1));
  }
  const days = [...begins].sort();
  const ever = codesOf(uses);
  return days.map((validFrom, at) => {
    const next = days[at + 1];
    const valid = codesOf(uses.filter(({ from, to }) => from <= validFrom && validFrom <= to));
    const candidates = valid.length > 0 ? valid : ever;
    return {
      validFrom,
      validTo: next === undefined ? FOR_GOOD : addDays(next, -1),
      code: candidates.length === 1 ? candidates[0]! : null,
      candidates,
      isAmbiguous: valid.length > 1,
    };
  });
}

const codesOf = (uses: readonly Use[]): string[] => [...new Set(uses.map(({ code }) => code))].sort();
