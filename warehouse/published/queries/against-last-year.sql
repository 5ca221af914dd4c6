-- 最近一个月的数值比去年同月变动多少？
-- How far is each monthly figure from the same month of the year before?
SELECT now.indicator_zh, now.area_name, now.period, now.value, before.value AS value_last_year,
       round(100 * (now.value / nullif(before.value, 0) - 1), 1) AS change_percent, now.coverage
FROM latest_figure AS now
JOIN observation_now AS before ON before.indicator = now.indicator AND before.area = now.area AND before.period_kind = 'month'
  AND before.period = last_day(CAST(now.period - INTERVAL 1 YEAR AS DATE))
WHERE now.period_kind = 'month' AND now.level IN ('region', 'league')
ORDER BY now.indicator_zh, change_percent DESC;
