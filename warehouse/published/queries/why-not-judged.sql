-- 最近一次夜间处理有多少判定没有作出，原因是什么？
-- How many verdicts could not be given in the last night, and why?
SELECT d.title_zh AS rule_zh, a.level, v.reason, count(*) AS areas
FROM verdict AS v JOIN area AS a ON a.code = v.area JOIN rule_dictionary AS d ON d.id = v.rule
WHERE v.outcome = 'not-judged' AND v.date = (SELECT max(date) FROM verdict)
GROUP BY ALL ORDER BY areas DESC, rule_zh, level;
