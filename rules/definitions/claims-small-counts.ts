import { type History, historyOfWhole } from "../calendar/history.ts";
import { probabilityAtLeast } from "../detectors/index.ts";
import { adviceOn } from "./advice.ts";
import { claimsHistory, claimsPeriods, LEAST_YEARS, lookBack, shownClaims } from "./claims-history.ts";
import { defineRule } from "./define.ts";
import { rarityOf } from "./rarity.ts";
import { withoutShocks } from "./shock-years.ts";

/**
 * New claims of a banner stand above the exact control limit for small counts.
 *
 * The mean is the banner's own level of the last three years times the season of the whole region, weighted with the banner's own
 * season (a winter stop, a harvest) by its number of claims. The probability is that of a negative binomial with the banner's own
 * dispersion, and allows for the estimation error of the level.
 */
export const claimsSmallCounts = defineRule({
  kind: "series",
  id: "claims-small-counts",
  cause: "claims",
  title: { zh: "新增领取失业保险金人数异常增多", en: "Claims of a banner above the exact limit" },
  brief: { zh: "领失业金偏多", en: "unusual claims" },
  levels: ["banner"],
  indicator: "new-claims",
  quantities: {
    rarity: { zh: "偶然出现一次的间隔（期）", en: "periods in which chance alone shows it once" },
    count: { zh: "本期新增领取失业保险金人数（人）", en: "new claims of the period" },
    excess: { zh: "高出往年参照值（%）", en: "above the expected count (%)" },
  },
  parameters: { years: 3, springFestival: false },
  limits: {
    years: { least: 1, most: 30, whole: true },
    rarity: { least: 1, most: 1e6 },
    count: { least: 0 },
  },
  facts: { count: "counted", expected: "estimated", excess: "change", rarity: "chance" },
  message: {
    zh: "{period}新增领取失业保险金{count}人，{base}{expected}人，{excess}；按往年波动推算，正常情况下{rarity}。",
    en: "{count} new claims in {period}, against {expected} ({base}): {excess}; by chance {rarity}.",
  },
  advice: adviceOn("unemployment", {
    zh: "人数少，先逐人核对是否来自同一单位；如属企业裁员，按裁员报告程序处理。",
    en: "The numbers are small: see person by person whether one employer is behind them; if so, treat it as a layoff.",
  }),
  limitations: {
    zh: `只说明人数超出偶然波动；一家企业集中申领即可达到标准；本期之前的历史不足${12 * LEAST_YEARS}个月不判定。`,
    en: `Says only that chance does not explain it; one employer's claims in one month are enough; not judged under ${12 * LEAST_YEARS} months of history before the period.`,
  },
  basis: "负二项精确控制限；季节按全区估计并向本地收缩（试行）",

  periodsNeeded: claimsPeriods,
  measure(view, parameters) {
    const found = claimsHistory(view, parameters);
    if ("notJudged" in found) return found;
    const { history, count } = found;
    const { mean, dispersion } = expectation(
      history,
      seasonOf(withoutShocks(historyOfWhole(view, lookBack(parameters))).history),
    );
    const rarity = rarityOf(probabilityAtLeast(count, mean, dispersion));
    const excess = (100 * (count - mean)) / Math.max(mean, 1);
    return {
      candidates: [
        {
          quantities: { rarity, count, excess },
          facts: { count, expected: mean, excess, rarity },
          shown: shownClaims(view, found, mean),
        },
      ],
    };
  },
});

/** Steps before the judged one that are left out of its level, as in the other rule on claims. */
const LEFT_OUT = 3;
/** Weight of the region's season against a banner's own, in claims: seasons of places differ by some 20 %. */
const PRIOR = 25;

/** For each step of the judged history, the season's factor on the region's level. */
function seasonOf({ counts, exposure, perYear }: History): (back: number) => number {
  const last = counts.length - 1;
  const sums = Array.from({ length: perYear }, () => ({ count: 0, exposure: 0 }));
  const all = { count: 0, exposure: 0 };
  for (let at = 0; at < last; at++) {
    if (Number.isNaN(counts[at]!)) continue;
    const seasonTotal = sums[(last - at) % perYear]!;
    for (const sum of [seasonTotal, all]) {
      sum.count += counts[at]!;
      sum.exposure += exposure[at]!;
    }
  }
  const level = all.count / all.exposure;
  return (back) => {
    const seasonTotal = sums[back % perYear]!;
    return seasonTotal.exposure > 0 && level > 0 ? seasonTotal.count / seasonTotal.exposure / level : 1;
  };
}

function expectation(
  { counts, exposure, perYear }: History,
  season: (back: number) => number,
): { mean: number; dispersion: number } {
  const last = counts.length - 1;
  const usable = Array.from({ length: last - LEFT_OUT }, (_, at) => at).filter(
    (at) => !Number.isNaN(counts[at]!),
  );
  const size = (at: number) => exposure[at]! * season(last - at);
  const [total, sized] = usable.reduce(([sum, of], at) => [sum + counts[at]!, of + size(at)], [0, 0]);
  const level = (total + 0.5) / Math.max(sized, 1e-9);
  const same = usable.filter((at) => (last - at) % perYear === 0);
  const seen = same.reduce((sum, at) => sum + counts[at]!, 0);
  const usual = same.reduce((sum, at) => sum + level * size(at), 0);
  const mean = level * size(last) * ((seen + PRIOR) / (usual + PRIOR));
  const residual = usable.reduce((sum, at) => {
    const expected = level * size(at);
    return sum + (counts[at]! - expected) ** 2 / Math.max(expected, 0.5);
  }, 0);
  const baseDispersion = Math.max(1, residual / Math.max(1, usable.length - 1));
  return { mean, dispersion: baseDispersion + mean * (baseDispersion / (total + 1) + 1 / (usual + PRIOR)) };
}
