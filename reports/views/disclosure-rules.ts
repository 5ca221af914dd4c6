import type { Policy } from "../../rules/policy/policy.ts";
import type { DictionaryRows } from "../../warehouse/published/publish.ts";

/**
 * The note for statisticians on what the copy hides of enterprises and how that is decided (统计法 art. 28; the methods are those of τ-Argus and
 * of Eurostat's handbook on statistical disclosure control), with the policy's limits.
 */
export function disclosureRules({ smallCells }: Pick<Policy, "smallCells">): DictionaryRows {
  const { firms, share, p } = smallCells;
  const percent = Math.round(share * 1000) / 10;
  return [
    {
      reason: "small",
      method_zh: `单位不足${firms}家，或其中一家占人数的${percent}%及以上，或第二大的单位由合计可将最大的单位估计到${p}%以内（p%规则）。同一单位在一个地区只计一次。`,
      method_en: `Fewer than ${firms} enterprises, or one with ${percent} % or more of the persons, or the second-largest could estimate the largest from the total within ${p} % (p% rule). An enterprise counts once in an area.`,
    },
    {
      reason: "change",
      method_zh: "与上月之差按同样的标准会推出单个单位：相邻两月的差也是一张表。",
      method_en:
        "The difference from the month before would tell of single enterprises by the same limits: the difference of two months is a table too.",
    },
    {
      reason: "sibling",
      method_zh:
        "为防推算一并不予披露，使任何合计减去其余部分都推不出它，几个被隐去单元之和也不涉及单个单位，且其取值范围宽于上述标准；一并不予披露的单元取最少。一经隐去即一直隐去，以免前后两次的副本相互推算。",
      method_en:
        "Hidden with another, so that no total less its other parts gives it, no sum of hidden cells tells of single enterprises, and its range stays wider than the limits ask; as few as possible. What was hidden stays hidden, so that the copies of two nights do not give each other away.",
    },
    {
      reason: "window",
      method_zh:
        "截至当日的30日数每日滚动，前后两次之差即一两天的报告，因此只公布为零的数；各月人数见 circulation。判定和预警变动中裁员规则的数值、标准和差额一律不公布；预警级别照常公布：只说明数值在哪两条线之间。",
      method_en:
        "Windows of thirty days move by a day each night, and the difference of two nights is the reports of a day or two: only zeros are shown. Persons by month stand in circulation. Figures, lines and margins of the rules on layoffs are shown of no verdict and no change of a case. Tiers are shown: they say only between which lines a figure lies.",
    },
    {
      reason: "version",
      method_zh:
        "各月自报送期限过后公布；此后的更正，只有与已公布版本之差不涉及单个单位时才公布新版（known_at 为所截至的时间，waiting 表示有更正尚未公布）。判定用的是当晚已收到、可能尚未公布的数据：有单位明细的地区，判定和预警变动中的数值不公布。",
      method_en:
        "A month is shown from its due date on. What is corrected later is shown when its difference from what was shown tells of no single enterprise (known_at is the instant as of which a version is; waiting says that there are corrections not shown yet). Verdicts rest on what was known that night, shown or not: where enterprises are named, their figures are shown of no verdict and no change of a case.",
    },
  ];
}
