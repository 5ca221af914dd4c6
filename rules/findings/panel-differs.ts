import { defineFinding } from "./define.ts";

/** Persons, and share of the staff, by which an enterprise's two movements may differ before it is reported. */
const [AT_LEAST, SHARE] = [20, 0.1];

/**
 * A monitored enterprise's staff and its insured move apart (监测企业用工变动与参保变动不一致). The enterprise is identified by its row, never by
 * name.
 */
export const panelDiffers = defineFinding({
  id: "panel-differs",
  title: {
    zh: "监测企业用工变动与参保变动不一致",
    en: "A monitored enterprise's staff and its insured move apart",
  },
  message: {
    zh: "{period}有{enterprises}家监测企业的用工变动与其参保变动相差较大；最大的一家（第{submission}号报送第{line}行）用工变动{panel}人，参保变动{insured}人",
    en: "{period}: the staff of {enterprises} monitored enterprises moved otherwise than their insured; most of all the one on line {line} of submission {submission}: staff by {panel}, insured by {insured}",
  },
  question: {
    zh: "监测月报与参保明细哪一个反映实际用工？两者的统计时点、口径是否相同？",
    en: "Which of the two is right? Do both count the same people at the same time?",
  },
  limitations: {
    zh: "劳务派遣、跨月办理参保手续、多处参保会使两者不同",
    en: "Dispatched workers, insurance handled a month later and several places of insurance make the two differ",
  },
  basis: `同一企业同一月份，监测月报本期增减与参保明细增减相差不少于${AT_LEAST}人且超过基期人数的${SHARE * 100}%`,
  looksAt: "new",
  reads: ["enterprise-panel", "insurance-employer"],

  async find(warehouse, { asOf, since, date }) {
    const rows = await warehouse.rows<{
      area: string;
      period: string;
      enterprises: number;
      submission: number;
      line: number;
      panel: number;
      insured: number;
    }>(
      `WITH fresh AS (
         SELECT DISTINCT area, period FROM report_scope WHERE contract IN ('enterprise-panel', 'insurance-employer') AND submission > $since
           AND period > CAST($date AS DATE) - 200 AND known_at <= CAST($as_of AS TIMESTAMP)
       ), panel AS (
         SELECT area, period, credit_code, submission, line, baseline_staff, current_staff - baseline_staff AS moved
         FROM enterprise_panel_as_of(CAST($as_of AS TIMESTAMP)) SEMI JOIN fresh USING (area, period)
         WHERE baseline_kind = 'previous'
       ), employer AS (
         SELECT area, period, credit_code, sum(added) - sum(removed) AS moved
         FROM insurance_employer_as_of(CAST($as_of AS TIMESTAMP)) SEMI JOIN fresh USING (area, period) GROUP BY ALL
       )
       SELECT area, period, count(*) AS enterprises, arg_max(submission, apart) AS submission, arg_max(line, apart) AS line,
              arg_max(panel_moved, apart) AS panel, arg_max(insured_moved, apart) AS insured
       FROM (SELECT panel.*, panel.moved AS panel_moved, employer.moved AS insured_moved, abs(panel.moved - employer.moved) AS apart
             FROM panel JOIN employer USING (area, period, credit_code))
       WHERE apart >= ${AT_LEAST} AND apart > ${SHARE} * baseline_staff GROUP BY ALL ORDER BY ALL`,
      { since, as_of: asOf, date },
    );
    return rows.map(({ area, period, ...evidence }) => ({
      key: `${area} ${period}`,
      area,
      contract: "enterprise-panel",
      period,
      pValue: null,
      evidence: { period, ...evidence },
    }));
  },
});
