import type { DutyTally } from "../../warehouse/register/obligations.ts";
import { shareText } from "../language/figures.ts";
import type { Language } from "../language/index.ts";

/** A tally with its two shares: completeness (完整率), in over expected; timeliness (及时率), on time over expected. */
export const tallyText = ({ name: _, ...tally }: DutyTally, language: Language) => ({
  ...tally,
  completeness: shareText(tally.expected > 0 ? tally.in / tally.expected : 0, language),
  timeliness: shareText(tally.expected > 0 ? tally.onTime / tally.expected : 0, language),
});

/** The sum of all rows of a board. */
export function totalOf(rows: readonly DutyTally[]): DutyTally {
  const sum = (key: Exclude<keyof DutyTally, "name">) => rows.reduce((all, row) => all + row[key], 0);
  return {
    name: "",
    expected: sum("expected"),
    in: sum("in"),
    onTime: sum("onTime"),
    late: sum("late"),
    missing: sum("missing"),
    nil: sum("nil"),
    corrected: sum("corrected"),
  };
}
