import type { Text } from "../indicators/define.ts";
import { CLOCKS } from "./reserve/clocks.ts";
import { FUND, MARKET, PAY } from "./reserve/economy.ts";
import { LAYOFFS } from "./reserve/layoffs.ts";
import { measureOf, type Reserve, type ResponseMeasure, type Subject } from "./reserve/measure.ts";
import { UNEMPLOYMENT } from "./reserve/unemployment.ts";

/** What a rule advises (分级措施): by tier what to find out first, whom to report to, and the tier's reserve; and what is asked at the end. */
export interface Advice extends Reserve {
  readonly subject: Subject;
  /** The measures of a tier without its first question and its reports: what goes on once a case is known. */
  readonly reserve: Reserve["at"];
}

/**
 * Policy reserve by subject (政策储备): the measures that regional opinions on employment (2017) and a league's five-year employment plan list for
 * risks of large-scale unemployment. Which tier each stands at is a proposal.
 */
const RESERVES: Readonly<Record<Subject, Reserve>> = {
  layoffs: LAYOFFS,
  unemployment: UNEMPLOYMENT,
  market: MARKET,
  fund: FUND,
  pay: PAY,
};

/** Advice that begins with what to find out, by the clock of the tier, and goes on with the reserve of the tier. */
export function adviceOn(subject: Subject, first: Text): Advice {
  const { at, after } = RESERVES[subject];
  const withClock = (tier: keyof typeof at): readonly ResponseMeasure[] => {
    const { verify, ...clock } = CLOCKS[tier];
    return [measureOf("area", verify, first.zh, first.en), ...clock.reports, ...at[tier]];
  };
  return {
    ...{ subject, after, reserve: at },
    at: { IV: withClock("IV"), III: withClock("III"), II: withClock("II"), I: withClock("I") },
  };
}

/** What the office of the area is advised to do at a tier, without terms, as one text. */
export const adviceText = ({ at }: Advice, tier: keyof Advice["at"]): Text => {
  const texts = at[tier].filter(({ by }) => by === "area").map(({ text }) => text);
  return { zh: texts.map(({ zh }) => zh).join(""), en: texts.map(({ en }) => en).join(" ") };
};
