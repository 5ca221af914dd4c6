-- 哪些最近一期的数值数据不完整？
-- Which latest figures rest on incomplete data?
SELECT indicator_zh, area_name, period, value, parts_in, parts_expected, round(100 * coverage, 1) AS coverage_percent
FROM latest_figure WHERE coverage < 1 AND level IN ('region', 'league') ORDER BY coverage, indicator_zh, area_name;
