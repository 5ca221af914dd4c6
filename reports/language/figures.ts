import type { Rule } from "../../rules/definitions/define.ts";
import type { NowcastVerdict } from "../../rules/judge/verdict.ts";
import type { Bound, Limb, Lines } from "../../rules/policy/lines.ts";
import type { Tier } from "../../rules/policy/tiers.ts";
import { inLanguage, type Language, numberText, translate } from "./index.ts";

/** The conditions that were met, in words: `裁减人数300人以上，且职工总数600人以上（均含本数）`. */
export function limbText(rule: Rule, limb: Limb, language: Language): string {
  const text = limbBounds(rule, limb, language)
    .map(({ what, bound }) => boundText(what, bound, language))
    .join(translate(language, "limb.and"));
  const atLeast = Object.values(limb).filter((bound) => typeof bound === "number").length;
  const key = atLeast === 0 ? null : atLeast === 1 ? "limb.inclusive" : "limb.all-inclusive";
  return key ? translate(language, key, { text }) : text;
}

/** A condition of a line: the quantity by its title, and its bound as a number and as it is printed. */
export interface LimbBound {
  readonly what: string;
  readonly bound: Bound;
  readonly value: number;
  readonly text: string;
}

/** The conditions of a line one by one. */
export const limbBounds = (rule: Rule, limb: Limb, language: Language): LimbBound[] =>
  Object.entries(limb).map(([name, bound]) => {
    const value = typeof bound === "number" ? bound : "above" in bound ? bound.above : bound.below;
    const what = inLanguage(rule.quantities[name] ?? { zh: name, en: name }, language);
    return { what, bound, value, text: numberText(value, language) };
  });

/** A quantity's name and, in brackets at its end, its unit: `裁减人数（人）`. */
const NAME_AND_UNIT = /^(.*?)(?:（([^）]*)）|\s\(([^)]*)\))?$/u;

function boundText(quantity: string, bound: Bound, language: Language): string {
  const [, what = quantity, unitZh, unitEn] = NAME_AND_UNIT.exec(quantity) ?? [];
  const unit = unitZh ?? (unitEn === "%" ? "%" : unitEn ? ` ${unitEn}` : "");
  // A quantity that is 1 or 0 is said to hold, without a number.
  if (unitZh === "1为是" || unitEn === "1 if so") return what;
  const boundIn = (key: "bound.least" | "bound.above" | "bound.below", value: number) =>
    translate(language, key, { what, unit, bound: numberText(value, language) });
  if (typeof bound === "number") return boundIn("bound.least", bound);
  return "above" in bound ? boundIn("bound.above", bound.above) : boundIn("bound.below", bound.below);
}

/** All figures that lines hold a quantity against. */
export const boundsOf = (lines: Lines | undefined, quantity: string): number[] =>
  Object.values(lines ?? {}).flatMap((limbs) =>
    limbs.flatMap((limb) => {
      const bound = limb[quantity];
      if (bound === undefined) return [];
      return [typeof bound === "number" ? bound : "above" in bound ? bound.above : bound.below];
    }),
  );

/** Most decimals a figure is printed with, as it is compared with its lines. */
const MOST_DECIMALS = 6;

/**
 * A figure with as many decimals as keep it on its side of every bound: 0.9996 beside a bound of 1 is not printed as 1, 49.997 beside 50
 * not as 50.
 */
export function besideText(
  value: number,
  bounds: readonly number[],
  language: Language,
  decimals = 2,
): string {
  const figure = asPrinted(value, MOST_DECIMALS);
  const sidesWith = (places: number) =>
    bounds.every(
      (bound) =>
        Math.sign(asPrinted(figure, places) - bound) === Math.sign(figure - asPrinted(bound, MOST_DECIMALS)),
    );
  let places = decimals;
  while (places < MOST_DECIMALS && !sidesWith(places)) places++;
  return numberText(figure, language, places);
}

/** The number that a reader sees at so many decimals. */
const asPrinted = (value: number, decimals: number): number =>
  Number(numberText(value, "en", decimals).replaceAll(",", ""));

/** A share (0 to 1) as a percentage, rounded down: 99.96 % must not print as complete. */
export const shareText = (share: number, language: Language): string =>
  `${numberText(Math.floor(share * 1000) / 10, language, 1)}%`;

/** The nowcast in words: the expected total with its interval, and the tiers it would reach. */
export function nowcastText(nowcast: NowcastVerdict, language: Language): string {
  const { estimate, low, high, tier, lightest, gravest } = nowcast;
  const number = (value: number) => numberText(Math.round(value), language);
  const named = (reached: Tier | null) =>
    translate(language, reached ? `tier.${reached}` : "nowcast.no-tier");
  const total = { estimate: number(estimate), share: shareText(nowcast.share, language), tier: named(tier) };
  if (low === null || high === null) return translate(language, "nowcast.estimate", total);
  const interval = { ...total, low: number(low), high: number(high) };
  return lightest === gravest
    ? translate(language, "nowcast.interval", interval)
    : translate(language, "nowcast.interval-between", {
        ...interval,
        lightest: named(lightest),
        gravest: named(gravest),
      });
}
