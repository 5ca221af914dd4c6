-- 与一周前所知相比，哪些盟市以上的数值变了？
-- Which figures of leagues and above are not what was known a week before the last night?
WITH week_ago AS (
  SELECT r.* FROM observation_revision AS r
  WHERE r.known_at <= (SELECT max(as_of) - INTERVAL 7 DAY FROM night WHERE state = 'done')
  QUALIFY row_number() OVER (PARTITION BY r.indicator, r.area, r.period_kind, r.period ORDER BY r.known_at DESC) = 1
)
SELECT f.indicator_zh, f.area_name, f.period, week_ago.value AS value_a_week_ago, f.value AS value_now, f.coverage
FROM figure AS f LEFT JOIN week_ago USING (indicator, area, period_kind, period)
WHERE f.known_at > (SELECT max(as_of) - INTERVAL 7 DAY FROM night WHERE state = 'done')
  AND f.level IN ('region', 'league') AND f.value IS DISTINCT FROM week_ago.value
ORDER BY f.period DESC, f.indicator_zh, f.area_name;
