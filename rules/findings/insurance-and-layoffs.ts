import { defineFinding } from "./define.ts";
import { knownRows } from "./figures-sql.ts";

/** Least monthly fall of the insured, as a share and in persons. */
const [FALL, FALL_PERSONS] = [0.05, 50];
/** Layoffs that should show in the insured: least share, least persons, and the share of them that must be missing. */
const [LAYOFFS, LAYOFF_PERSONS, UNSEEN] = [0.02, 50, 0.9];

/** Days searched back. */
const DAYS = 200;

/** Only areas with new submissions are searched. */
const NEW_AREAS = `area IN (SELECT area FROM report_scope WHERE contract IN ('layoff-report', 'social-insurance') AND submission > $since)`;
const INSURED = `insured AS (
  SELECT area, period, insured, lag(insured) OVER by_area AS before, lag(period) OVER by_area AS period_before
  FROM ${knownRows({ contract: "social-insurance" }, `period_kind = 'month' AND insured IS NOT NULL AND period > CAST($date AS DATE) - ${DAYS} AND ${NEW_AREAS}`)} AS known
  WINDOW by_area AS (PARTITION BY area ORDER BY period)
)`;
const ANNOUNCED = `announced AS (
  SELECT area, received_on, coalesce(starts_on, received_on + 30) AS starts_on, workers_affected AS persons
  FROM layoff_report_as_of(CAST($as_of AS TIMESTAMP)) WHERE received_on > CAST($date AS DATE) - ${2 * DAYS}
)`;

/** The insured fall steeply and no layoff was reported (参保人数大幅减少而无裁员报告). */
export const dropWithoutLayoffs = defineFinding({
  id: "drop-without-layoffs",
  title: { zh: "参保人数大幅减少而无裁员报告", en: "The insured fall steeply, and no layoff was reported" },
  message: {
    zh: "{period}参保人数由{before}人减至{insured}人（减少{fall}%），近三个月裁员报告合计{reported}人",
    en: "{period}: insured persons fell from {before} to {insured} (by {fall}%); layoffs reported in three months: {reported} persons",
  },
  question: {
    zh: "减少的原因是什么？是否有企业裁员、关闭或迁出？",
    en: "Why did they fall? Was there a layoff, a closure or a move?",
  },
  limitations: {
    zh: "参保单位转出、季节性停工、数据清理也会使参保人数减少",
    en: "Employers that moved away, seasonal stops and cleared records also lower the number",
  },
  basis: `参保人数环比减少${FALL * 100}%以上且不少于${FALL_PERSONS}人，当月裁员月报（含零报告）已到，前两月至当月裁员报告人数不足减少数的两成`,
  looksAt: "new",
  reads: ["social-insurance", "layoff-report"],
  asksOffice: true,

  async find(warehouse, { asOf, since, date }) {
    const rows = await warehouse.rows<{
      area: string;
      period: string;
      insured: number;
      before: number;
      reported: number;
    }>(
      `WITH ${INSURED}, ${ANNOUNCED}
       SELECT insured.area, insured.period, insured, before,
              coalesce((SELECT sum(persons) FROM announced WHERE announced.area = insured.area AND greatest(announced.received_on, announced.starts_on)
                > insured.period - INTERVAL 3 MONTH AND announced.received_on <= insured.period), 0) AS reported
       FROM insured
       WHERE period_before >= insured.period - 31 AND insured <= (1 - ${FALL}) * before AND before - insured >= ${FALL_PERSONS}
         AND EXISTS (FROM report_scope AS scope WHERE scope.contract = 'layoff-report' AND scope.area = insured.area
           AND scope.period_kind = 'month' AND scope.period = insured.period AND scope.known_at <= CAST($as_of AS TIMESTAMP))
         AND EXISTS (FROM report_scope AS scope WHERE scope.contract IN ('layoff-report', 'social-insurance') AND scope.area = insured.area
           AND scope.period = insured.period AND scope.submission > $since)
         AND reported < 0.2 * (before - insured)
       ORDER BY ALL`,
      { since, as_of: asOf, date },
    );
    return rows.map(({ area, period, ...evidence }) => ({
      key: `${area} ${period}`,
      area,
      contract: "social-insurance",
      period,
      pValue: null,
      evidence: {
        period,
        ...evidence,
        fall: (100 * (evidence.before - evidence.insured)) / evidence.before,
        columns: "insured",
      },
    }));
  },
});

/** Layoffs were reported and the insured did not fall (有裁员报告而参保人数未减少). */
export const layoffsWithoutDrop = defineFinding({
  id: "layoffs-without-drop",
  title: { zh: "有裁员报告而参保人数未减少", en: "Layoffs were reported, and the insured did not fall" },
  message: {
    zh: "{month}起应裁减{persons}人，占参保人数{share}%；{period}参保人数为{insured}人，裁减前为{before}人",
    en: "{persons} workers were to leave from {month} on, {share}% of the insured; at the end of {period} {insured} persons were insured, {before} before",
  },
  question: {
    zh: "裁减是否已实施？裁减人员是否已办理停保？",
    en: "Has the layoff taken place? Have the workers been taken off the insurance?",
  },
  limitations: {
    zh: "裁减可能推迟、取消或分批实施，同期新增参保也会抵消",
    en: "A layoff may be put off, called off or done in lots, and new entrants may make up for it",
  },
  basis: `拟裁减人数占参保人数${LAYOFFS * 100}%以上且不少于${LAYOFF_PERSONS}人，拟裁减日期两个月后参保人数减少不足裁减人数的一成`,
  looksAt: "new",
  reads: ["social-insurance"],
  asksOffice: true,

  async find(warehouse, { asOf, since, date }) {
    const rows = await warehouse.rows<{
      area: string;
      month: string;
      persons: number;
      before: number;
      period: string;
      insured: number;
    }>(
      `WITH ${INSURED}, ${ANNOUNCED},
       planned AS (
         SELECT area, last_day(starts_on) AS month, sum(persons) AS persons FROM announced GROUP BY ALL
       )
       SELECT planned.area, planned.month, persons, start.before, later.period, later.insured
       FROM planned
       JOIN insured AS start ON start.area = planned.area AND start.period = planned.month
       JOIN insured AS later ON later.area = planned.area AND later.period = last_day(CAST(planned.month + INTERVAL 2 MONTH AS DATE))
       WHERE persons >= ${LAYOFF_PERSONS} AND persons >= ${LAYOFFS} * start.before
         AND start.before - later.insured < ${1 - UNSEEN} * persons
         AND EXISTS (FROM report_scope AS scope WHERE scope.contract = 'social-insurance' AND scope.area = planned.area
           AND scope.period = later.period AND scope.submission > $since)
       ORDER BY ALL`,
      { since, as_of: asOf, date },
    );
    return rows.map(({ area, month, persons, before, period, insured }) => ({
      key: `${area} ${month}`,
      area,
      contract: "layoff-report",
      period: month,
      pValue: null,
      evidence: { month, persons, before, period, insured, share: (100 * persons) / before },
    }));
  },
});
