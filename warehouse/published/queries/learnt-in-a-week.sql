-- 与一周前已收到的数据相比，哪些盟市以上的数值变了？
-- Which figures of leagues and above are not what was known a week before the last night?
SELECT f.indicator_zh, f.area_name, f.period, before.value AS value_a_week_ago, f.value AS value_now, f.coverage
FROM figure AS f
LEFT JOIN observation_as_of((SELECT max(as_of) - INTERVAL 7 DAY FROM night WHERE state = 'done')) AS before
  USING (indicator, area, period_kind, period)
WHERE f.known_at > (SELECT max(as_of) - INTERVAL 7 DAY FROM night WHERE state = 'done')
  AND f.level IN ('region', 'league') AND f.value IS DISTINCT FROM before.value
ORDER BY f.period DESC, f.indicator_zh, f.area_name;
