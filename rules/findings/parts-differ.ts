import { defineFinding, type Found } from "./define.ts";
import { figureRows, freshScopes, tabular } from "./figures-sql.ts";

/** Least difference, as a share and as a number. */
const [SHARE, AT_LEAST] = [0.01, 10];

/** Report kinds sent by an area that owes none itself but has areas below that do. */
const REPORTED_ABOVE = `SELECT DISTINCT scope.contract FROM report_scope AS scope
  WHERE NOT EXISTS (FROM duty WHERE duty.contract = scope.contract AND duty.area = scope.area)
    AND EXISTS (FROM duty JOIN area_descent AS descent ON descent.area = duty.area
      WHERE duty.contract = scope.contract AND descent.ancestor = scope.area)`;

/** A league's own figure differs from the sum of its banners' (盟市数与旗县合计数不一致). */
export const partsDiffer = defineFinding({
  id: "parts-differ",
  title: { zh: "本级数据与下级合计不一致", en: "An area's own figure differs from the sum of those below" },
  message: {
    zh: "{report}{period}有{figures}项不一致，相差最大的“{figure}”本级报{own}，所辖{parts}个地区合计{sum}，相差{share}%",
    en: "{report}, {period}: {figures} figures differ, most of all {figure}, which is {own} by the area's own report and {sum} by the {parts} areas below, {share}% apart",
  },
  question: {
    zh: "两个数据的口径是否相同？哪一个有误？",
    en: "Do the two count the same? Which one is wrong?",
  },
  limitations: {
    zh: "本级直接管理的单位可能不计入下级；仅在下级应报单位全部报送后比较",
    en: "Units run by the area itself may belong to none below; compared only when all below have reported",
  },
  basis: `相差超过${SHARE * 100}%且不小于${AT_LEAST}`,
  looksAt: "new",

  async find(warehouse, { reports, asOf, since }) {
    const found: Found[] = [];
    const reportedAbove = await warehouse.rows<{ contract: string }>(REPORTED_ABOVE);
    for (const report of tabular(reports).filter((candidate) =>
      reportedAbove.some(({ contract }) => contract === candidate.contract),
    )) {
      const rows = await warehouse.rows<{
        area: string;
        period: string;
        name: string;
        reported: number;
        sum: number;
        parts: number;
        figures: number;
      }>(
        `WITH fresh AS (${freshScopes(report)}),
         figure AS (SELECT * FROM (${figureRows(report, "(period_kind, period) IN (SELECT period_kind, period FROM fresh)")}) WHERE value IS NOT NULL),
         above AS (
           SELECT figure.* FROM figure WHERE area NOT IN (SELECT area FROM duty WHERE contract = $contract)
             AND area IN (SELECT ancestor FROM area_descent JOIN duty USING (area) WHERE duty.contract = $contract)
             AND (period_kind, period) IN (SELECT period_kind, period FROM fresh)
         ), expected AS (
           SELECT descent.ancestor AS area, count(*) AS owing FROM duty JOIN area_descent AS descent ON descent.area = duty.area
           WHERE duty.contract = $contract GROUP BY ALL
         )
         SELECT *, count(*) OVER (PARTITION BY area, period) AS figures FROM (
         SELECT above.area, above.period, above.name, above.value AS reported, sum(part.value) AS sum, count(*) AS parts
         FROM above JOIN area_descent AS descent ON descent.ancestor = above.area AND descent.area <> above.area
         JOIN duty ON duty.area = descent.area AND duty.contract = $contract
         JOIN figure AS part ON part.area = descent.area AND part.period_kind = above.period_kind AND part.period = above.period AND part.name = above.name
         JOIN expected ON expected.area = above.area
         GROUP BY above.area, above.period, above.name, above.value, owing
         HAVING count(*) = owing AND abs(reported - sum(part.value)) >= ${AT_LEAST} AND abs(reported - sum(part.value)) > ${SHARE} * sum(part.value))
         QUALIFY row_number() OVER (PARTITION BY area, period ORDER BY abs(reported - sum) / sum DESC, name) = 1 ORDER BY area, period`,
        { since, as_of: asOf, contract: report.contract },
      );
      found.push(
        ...rows.map(({ area, period, name, reported, sum, parts, figures }) => ({
          key: `${area} ${report.contract} ${period}`,
          area,
          contract: report.contract,
          period,
          pValue: null,
          evidence: {
            report: report.title,
            figure: report.figures.find((column) => column.name === name)!.title,
            ...{ period, own: reported, sum, parts, figures, share: (100 * Math.abs(reported - sum)) / sum },
          },
        })),
      );
    }
    return found;
  },
});
