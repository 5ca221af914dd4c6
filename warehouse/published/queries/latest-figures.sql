-- 自治区和各盟市各项指标最近一期是多少？
-- What does each indicator say now, for the region and each league?
SELECT indicator_zh, area_name, period, value, unit, coverage FROM latest_figure
WHERE level IN ('region', 'league') ORDER BY indicator_zh, level = 'league', area;
