-- 哪些数值公布之后变动最大？
-- Which figures changed most after they were first published?
SELECT i.title_zh AS indicator_zh, a.name AS area_name, r.period, r.first_value, r.latest_value, r.revisions,
       round(100 * (r.latest_value / nullif(r.first_value, 0) - 1), 1) AS change_percent
FROM restatement AS r JOIN area AS a ON a.code = r.area JOIN indicator_dictionary AS i ON i.id = r.indicator
WHERE r.latest_value <> r.first_value AND a.level IN ('region', 'league')
ORDER BY abs(r.latest_value / nullif(r.first_value, 0) - 1) DESC NULLS LAST LIMIT 50;
