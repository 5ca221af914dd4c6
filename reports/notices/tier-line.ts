import type { Tier } from "../../rules/policy/tiers.ts";
import type { TierLine } from "../documents/content.ts";
import { type Language, numberText, translate } from "../language/index.ts";

/** A line of a tier on a chart, with its numeral and figure. */
export const tierLine = (tier: Tier, value: number, language: Language): TierLine => ({
  ...{ tier, value },
  text: translate(language, "chart.line", {
    level: translate(language, `tier-numeral.${tier}`),
    value: numberText(value, language, Math.abs(value) < 100 ? 1 : 0),
  }),
});
