-- 全区参保人数近24个月怎样变化？
-- How did the insured of the whole region change over the last 24 months?
SELECT area_name, period, value AS insured, value - lag(value) OVER (PARTITION BY area ORDER BY period) AS change, coverage
FROM figure WHERE indicator = 'insured-persons' AND level = 'region' AND period_kind = 'month'
ORDER BY area, period DESC LIMIT 24;
