-- 各规则达到预警标准多少次（按夜计），各级各多少次？
-- How often has each rule fired, by tier?
SELECT d.title_zh AS rule_zh, count(*) AS verdicts, count(*) FILTER (v.outcome = 'fired') AS fired,
       count(*) FILTER (v.tier = 'I') AS tier_1, count(*) FILTER (v.tier = 'II') AS tier_2,
       count(*) FILTER (v.tier = 'III') AS tier_3, count(*) FILTER (v.tier = 'IV') AS tier_4
FROM verdict AS v JOIN rule_dictionary AS d ON d.id = v.rule GROUP BY d.id, d.title_zh ORDER BY fired DESC, rule_zh;
