import { defineFinding } from "./define.ts";
import { knownRows } from "./figures-sql.ts";
import { countsApart } from "./unlike-past.ts";

/** Least fall of postings on last year, with its distance in standard deviations of a count. */
const [FALL, APART] = [0.4, 10];
/** Least layoffs of three months: times those of a year before, and persons more. */
const [TIMES, MORE] = [2, 50];
/** Levels up to which places are added up: the area that reports, and the one above it. */
const LEVELS_UP = 1;

interface Row {
  readonly area: string;
  readonly period: string;
  readonly postings: number;
  readonly before: number;
  readonly layoffs: number;
  readonly earlier: number;
  readonly parts: readonly string[];
}

/** Postings collapse while reported layoffs rise: two sources that agree (招聘骤减与裁员增加相互印证). */
export const postingsAndLayoffs = defineFinding({
  id: "postings-fall-as-layoffs-rise",
  title: { zh: "招聘职位骤减而裁员增加", en: "Postings collapse while layoffs rise" },
  message: {
    zh: "{period}网络招聘新增职位{postings}个，上年同期{before}个（减少{fall}%）；近三个月裁员报告合计{layoffs}人，上年同期{earlier}人",
    en: "{period}: {postings} new online postings, {before} in the same month of last year (down by {fall}%); layoffs reported in three months: {layoffs} persons, {earlier} a year before",
  },
  question: {
    zh: "辖区用工是否普遍减少？是否还有裁员、停产情况？",
    en: "Is there less work in the area as a whole? Were there other layoffs or stops?",
  },
  limitations: {
    zh: "招聘平台统计口径调整会使职位数骤变；两者不一致不等于漏统",
    en: "A platform that counts anew makes postings fall; that layoffs went unreported is a question, not a conclusion",
  },
  basis: `有数据的地区（或其上一级合计）网络招聘新增职位数较上年同期减少${FALL * 100}%以上且超过${APART}个标准差，近三个月裁员报告人数为上年同期${TIMES}倍以上且多${MORE}人以上，上年同期裁员月报（含零报告）已到`,
  looksAt: "new",
  reads: ["recruitment", "layoff-report"],
  asksOffice: true,

  async find(warehouse, { asOf, since, date }) {
    const rows = await warehouse.rows<Row>(
      `WITH posted AS (
         SELECT area, period, postings FROM ${knownRows({ contract: "recruitment" }, "period_kind = 'month' AND postings IS NOT NULL AND period > CAST($date AS DATE) - 900")}
       ), stated AS (
         SELECT DISTINCT area, period FROM report_scope WHERE contract = 'layoff-report' AND period_kind = 'month' AND known_at <= CAST($as_of AS TIMESTAMP)
       ), announced AS (
         SELECT area, received_on, workers_affected AS persons FROM layoff_report_as_of(CAST($as_of AS TIMESTAMP))
         WHERE received_on > CAST($date AS DATE) - 1000 AND workers_affected > 0
       ), fresh AS (
         SELECT DISTINCT area, period FROM report_scope WHERE contract IN ('recruitment', 'layoff-report') AND submission > $since
           AND known_at <= CAST($as_of AS TIMESTAMP) AND period > CAST($date AS DATE) - 400
       ), compared AS (
         SELECT now.area, now.period, now.postings, last.postings AS before
         FROM posted AS now JOIN posted AS last ON last.area = now.area AND last.period = last_day(CAST(now.period - INTERVAL 1 YEAR AS DATE))
         SEMI JOIN stated ON stated.area = now.area AND stated.period = last.period
       ), summed AS (
         SELECT descent.ancestor AS area, period, descent.area AS part, postings, before
         FROM compared JOIN area_descent AS descent ON descent.area = compared.area AND descent.distance <= ${LEVELS_UP}
         SEMI JOIN (SELECT DISTINCT ancestor, fresh.period FROM fresh JOIN area_descent USING (area) WHERE distance <= ${LEVELS_UP}) AS touched
           ON touched.ancestor = descent.ancestor AND touched.period = compared.period
       ), laid_off AS (
         SELECT summed.area, summed.period,
                coalesce(sum(persons) FILTER (received_on > summed.period - INTERVAL 3 MONTH AND received_on <= summed.period), 0) AS layoffs,
                coalesce(sum(persons) FILTER (received_on > summed.period - INTERVAL 15 MONTH AND received_on <= summed.period - INTERVAL 12 MONTH), 0) AS earlier
         FROM summed LEFT JOIN announced ON announced.area = summed.part GROUP BY ALL
       )
       SELECT area, period, CAST(sum(postings) AS DOUBLE) AS postings, CAST(sum(before) AS DOUBLE) AS before,
              CAST(any_value(layoffs) AS DOUBLE) AS layoffs, CAST(any_value(earlier) AS DOUBLE) AS earlier,
              list(part) AS parts
       FROM summed JOIN laid_off USING (area, period) GROUP BY area, period
       HAVING sum(postings) <= ${1 - FALL} * sum(before) AND any_value(layoffs) >= ${TIMES} * any_value(earlier)
         AND any_value(layoffs) - any_value(earlier) >= ${MORE}
       ORDER BY ALL`,
      { since, as_of: asOf, date },
    );
    const far = rows.filter(({ postings, before }) => countsApart(postings, before) >= APART);
    // An area whose place below is asked about is not asked as well.
    const isAskedBelow = ({ area, period, parts }: Row) =>
      far.some((other) => other.period === period && other.area !== area && parts.includes(other.area));
    return far
      .filter((row) => !isAskedBelow(row))
      .map(({ area, period, parts: _, ...evidence }) => ({
        key: `${area} ${period}`,
        ...{ area, contract: "layoff-report", period, pValue: null },
        evidence: {
          period,
          ...evidence,
          fall: (100 * (evidence.before - evidence.postings)) / evidence.before,
        },
      }));
  },
});
