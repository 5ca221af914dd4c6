-- panel-post-loss-rate: employed the month before minus employed now, over the month before, in the same enterprises.
-- The month before is the row's baseline where that is the previous period, else the enterprise's report of that month.
SELECT area, period_kind, period, sum(before - current_staff) AS numerator, sum(before) AS denominator, true AS complete
FROM (
  SELECT now.area, now.period_kind, now.period, now.current_staff,
         CASE WHEN now.baseline_kind = 'previous' THEN now.baseline_staff ELSE earlier.current_staff END AS before
  FROM current_enterprise_panel AS now
  LEFT JOIN current_enterprise_panel AS earlier
    ON earlier.area = now.area AND earlier.credit_code = now.credit_code AND earlier.period_kind = now.period_kind
   AND earlier.period = last_day(CAST(now.period - INTERVAL 1 MONTH AS DATE))
) AS both_months
WHERE before IS NOT NULL AND current_staff IS NOT NULL
GROUP BY area, period_kind, period
HAVING sum(before) > 0
