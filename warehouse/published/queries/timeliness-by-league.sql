-- 各盟市所辖地区的报表按时报送的比例是多少？
-- What share of the reports due below each league came in on time?
SELECT league.name AS league, count(*) AS due, count(*) FILTER (duty.state = 'on-time') AS on_time,
       count(*) FILTER (duty.state = 'late') AS late, count(*) FILTER (duty.state = 'missing') AS missing,
       round(100.0 * count(*) FILTER (duty.state = 'on-time') / count(*), 1) AS on_time_percent
FROM duty JOIN area_descent AS descent ON descent.area = duty.area
JOIN area AS league ON league.code = descent.ancestor AND league.level = 'league'
WHERE duty.state <> 'awaited' GROUP BY league.code, league.name ORDER BY on_time_percent, league;
