import type { Facts, Rule } from "../../rules/definitions/define.ts";
import type { NowcastVerdict } from "../../rules/judge/verdict.ts";
import type { Bound, Limb } from "../../rules/policy/lines.ts";
import type { Tier } from "../../rules/policy/tiers.ts";
import { dateText, fill, inLanguage, type Language, numberText, translate } from "./index.ts";

/** A rule's sentence with its facts filled in; the enterprise is named only to addressees who may see it. */
export function sentence(rule: Rule, facts: Facts, language: Language, seesEnterprises: boolean): string {
  const printed = Object.entries(facts).map(([name, value]) => [
    name,
    factText(name, value, language, seesEnterprises),
  ]);
  const missing = placeholders(inLanguage(rule.message, language)).map((name) => [
    name,
    translate(language, "fact.unknown"),
  ]);
  return fill(inLanguage(rule.message, language), Object.fromEntries([...missing, ...printed]));
}

function factText(name: string, value: Facts[string], language: Language, seesEnterprises: boolean): string {
  if (value === null) return translate(language, "fact.unknown");
  if (name === "employer") return seesEnterprises ? String(value) : translate(language, "fact.enterprise");
  if (typeof value === "string") return /^\d{4}-\d{2}-\d{2}$/.test(value) ? dateText(value, language) : value;
  const text = numberText(value, language, Math.abs(value) >= 1000 ? 0 : 2);
  return name === "share" ? `${text}%` : name === "change" && value > 0 ? `+${text}` : text;
}

const placeholders = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);

/** The conditions that were met, in words: `裁减人数(人)≥200`. */
export function limbText(rule: Rule, limb: Limb, language: Language): string {
  return Object.entries(limb)
    .map(([name, bound]) =>
      boundText(inLanguage(rule.quantities[name] ?? { zh: name, en: name }, language), bound, language),
    )
    .join(translate(language, "limb.and"));
}

function boundText(what: string, bound: Bound, language: Language): string {
  if (typeof bound === "number")
    return translate(language, "bound.least", { what, bound: numberText(bound, language) });
  return "above" in bound
    ? translate(language, "bound.above", { what, bound: numberText(bound.above, language) })
    : translate(language, "bound.below", { what, bound: numberText(bound.below, language) });
}

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
