import { median } from "simple-statistics";
import type { Peer, SeriesFigures, SeriesView } from "../calendar/series-view.ts";
import { adviceOn } from "./advice.ts";
import { continuedClaims, growthOf, lengthsOf, windowOf, windowsOfYears } from "./claims-windows.ts";
import { defineRule, notJudged, type Parameters } from "./define.ts";

/** Fewest earlier years from which a level is known. */
const LEVEL_YEARS = 5;

/**
 * Claims grow in many areas at once, and the area's do not shrink (扩散): one area's surge may be one firm or one storm, a third of all areas
 * is the economy.
 *
 * Growth is over a year, of initial and of continued claims together. The gate is the level of the median area: the median over the areas of
 * continued claims to the insured, beside the median of the same in the same weeks of earlier years. A rise from record lows is a return to the
 * usual. While fewer than five earlier years are known the level is not, which the figures and the sentence say.
 */
export const claimsBroad = defineRule({
  kind: "series",
  id: "claims-broad",
  cause: "claims",
  title: { zh: "多个地区领取失业保险金人数同时上升", en: "Claims rise in many areas at once" },
  brief: { zh: "多地领取上升", en: "claims rise widely" },
  levels: ["banner", "league", "region"],
  indicator: "new-claims",
  further: ["beneficiaries", "insured-persons"],
  readsPeers: true,
  quantities: {
    share: {
      zh: "增幅达到标准的地区占比（%）",
      en: "share of the areas whose claims grew by the rise asked or more (%)",
    },
    level: {
      zh: "各地区领取失业保险金人数占参保人数比例的中位数，与其往年同期之比（%）",
      en: "continued claims to the insured, median of the areas, in percent of that median in the same weeks of earlier years",
    },
    growth: { zh: "本地区同比增幅（%）", en: "the area's growth over a year (%)" },
    ungated: {
      zh: "往年不足5年，无法比较水平（1为是）",
      en: "fewer than five earlier years are known (1 if so)",
    },
  },
  parameters: {
    ...{ rise: 10, initialPeriods: 8, continuedPeriods: 4 },
    ...{ levelPeriods: 8, levelYears: 10, leastAreas: 5 },
  },
  limits: {
    rise: { least: 0, most: 1000 },
    initialPeriods: { least: 1, most: 26, whole: true },
    continuedPeriods: { least: 1, most: 26, whole: true },
    levelPeriods: { least: 1, most: 26, whole: true },
    levelYears: { least: LEVEL_YEARS, most: 30, whole: true },
    leastAreas: { least: 2, most: 1000, whole: true },
    share: { least: 0, most: 100 },
    level: { least: 0 },
    growth: { least: -100 },
    ungated: { least: 0, most: 1 },
  },
  facts: {
    ...{ share: "percent", risen: "counted", peers: "counted", rise: "percent" },
    ...{ growth: "change", level: "percent", ungated: "flag" },
  },
  message: {
    zh: "纳入比较的{peers}个地区中，{risen}个地区新增领取和领取失业保险金人数同比增长{rise}以上，占{share}；各地区领取失业保险金人数占参保人数比例的中位数为往年同期的{level}；本地区与上年同期相比，{growth}。",
    en: "Of {peers} areas compared, claims have grown by {rise} or more over a year in {risen}, a share of {share}; the median of the areas' continued claims to the insured stands at {level} of that of the same season of earlier years; here claims against a year earlier: {growth}.",
  },
  variants: [
    {
      when: ["ungated"],
      message: {
        zh: "纳入比较的{peers}个地区中，{risen}个地区新增领取和领取失业保险金人数同比增长{rise}以上，占{share}；本地区与上年同期相比，{growth}。往年数据不足5年，未与往年水平比较。",
        en: "Of {peers} areas compared, claims have grown by {rise} or more over a year in {risen}, a share of {share}; here claims against a year earlier: {growth}. Fewer than five earlier years are known: the level is not compared with them.",
      },
    },
  ],
  advice: adviceOn("unemployment", {
    zh: "由上一级牵头，核实各地增加是否出于同一原因（行业、订单、政策）；排除统计口径和待遇政策变动；提前安排稳岗资金和岗位归集，按周跟踪领取失业保险金人数。",
    en: "Let the level above find out whether one reason (an industry, orders, a rule) lies behind the rises; rule out changed definitions and benefit rules; prepare job retention funds and vacancies early, and follow continued claims by the week.",
  }),
  limitations: {
    zh: "说明范围，不说明原因；各地区一视同仁，不论大小；水平看各地区的中位数，个别地区从低点回升也会列入；往年水平本身偏高的年份之后，报得较晚；各线依据三次衰退的历史，只是三次检验。",
    en: "Says how wide a rise is, not why; counts every area alike, small or large; the level is that of the median area, so that an area rising from a low level is named as well; comes late after years that were high themselves; the lines rest on three recessions, which are three trials.",
  },
  basis: "扩散指数（Moore 1961）；同比增幅与往年水平的各线由美国36个地区1995—2025年周数据选定（试行）",

  periodsNeeded: (period, kind, parameters) => {
    const { initial, continued } = lengthsOf(parameters);
    return [
      ...windowsOfYears(period, kind, Math.max(initial, continued), 1),
      ...windowsOfYears(period, kind, Number(parameters.levelPeriods), Number(parameters.levelYears)),
    ];
  },
  measure(view, parameters) {
    const lengths = lengthsOf(parameters);
    const continued = continuedClaims(view);
    if ("notJudged" in continued) return continued;
    const growth = growthOf({ initial: view, continued }, view, lengths);
    view.matched([view.period]);
    if (growth === null) return notJudged("no-year-before");
    const { areas, once } = view.peers();
    if (areas.length < Number(parameters.leastAreas))
      return notJudged("too-few-areas", { peers: areas.length });
    const { growths, level } = once(
      `${view.period} ${view.enough} ${JSON.stringify(parameters)}`,
      (): PeersMeasured => measurePeers(areas, view, parameters),
    );
    const peers = growths.length;
    if (peers < areas.length * view.enough - 1e-9) return notJudged("areas-missing", { peers });
    if (level === "missing") return notJudged("level-missing", { peers });
    const least = Math.log(1 + Number(parameters.rise) / 100) - 1e-12;
    const risen = growths.filter((value) => value >= least).length;
    const share = (100 * risen) / peers;
    const grown = 100 * Math.expm1(growth);
    const gate = level === "short" ? { ungated: 1 } : { level };
    return {
      candidates: [
        {
          quantities: { share, growth: grown, ...gate },
          facts: { share, risen, peers, rise: Number(parameters.rise), growth: grown, ...gate },
          shown: {
            ...{ name: "risen", value: risen, unit: "areas", counted: false, judged: "share" },
            ...{ expected: null, base: { name: "line" }, basePeriods: [] },
            periods: windowOf(view.period, view.kind, lengths.initial),
          },
        },
      ],
    };
  },
});

/** A level in percent; `short` where too few earlier years are known, `missing` where figures of the period itself are. */
type Level = number | "short" | "missing";

/** What is measured of all areas together. */
interface PeersMeasured {
  /** Growth as a logarithm of the areas where it is known. */
  readonly growths: readonly number[];
  readonly level: Level;
}

function measurePeers(areas: readonly Peer[], view: SeriesView, parameters: Parameters): PeersMeasured {
  const growths = areas.flatMap(({ figures }) => {
    const claims = { initial: figures("new-claims"), continued: figures("beneficiaries") };
    return growthOf(claims, view, lengthsOf(parameters)) ?? [];
  });
  return { growths, level: levelOf(areas, view, parameters) };
}

/**
 * The median over the areas of continued claims to the insured, in percent of the median of what it was in the same periods of earlier years. A
 * year counts where enough areas have a rate in it, and each over the areas that have one now.
 */
function levelOf(areas: readonly Peer[], view: SeriesView, { levelPeriods, levelYears }: Parameters): Level {
  const least = areas.length * view.enough - 1e-9;
  const ratesOf = (some: readonly Peer[], years: number) => {
    const window = windowOf(view.period, view.kind, Number(levelPeriods), years);
    const rates = some.map((area) => ({ area, rate: rateIn(area, window, view.enough) }));
    return rates.filter((entry): entry is { area: Peer; rate: number } => entry.rate !== null);
  };
  const middle = (some: readonly { readonly rate: number }[]) => median(some.map(({ rate }) => rate));
  const now = ratesOf(areas, 0);
  if (now.length < least) return "missing";
  const present = now.map(({ area }) => area);
  const years = Array.from({ length: Number(levelYears) }, (_, at) => ratesOf(present, at + 1));
  const bases = years.filter((rates) => rates.length >= least).map(middle);
  return bases.length < LEVEL_YEARS ? "short" : (100 * middle(now)) / median(bases);
}

/** Continued claims of a window to the insured at its end; places that did not report are made up for by their usual share. */
function rateIn({ figures }: Peer, window: readonly string[], enough: number): number | null {
  const claims = totalOf(figures("beneficiaries"), window, enough);
  const insured = claims && totalOf(figures("insured-persons"), window.slice(-1), enough);
  return claims && insured ? claims / insured : null;
}

/** What an indicator adds up to over a window, at least one person; null where too few places reported in all of it. */
function totalOf(figures: SeriesFigures | null, window: readonly string[], enough: number): number | null {
  const matched = figures?.matched(window);
  if (!matched || matched.coverage < enough - 1e-9) return null;
  const total = matched.sums.reduce((sum, { numerator }) => sum + numerator, 0);
  return Math.max(total, 1) / matched.coverage;
}
