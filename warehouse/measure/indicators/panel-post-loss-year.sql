-- panel-post-loss-year: employed in the same month of last year minus employed now, over the former, in the enterprises that reported both.
SELECT now.area, now.period_kind, now.period, sum(earlier.current_staff - now.current_staff) AS numerator,
       sum(earlier.current_staff) AS denominator, true AS complete
FROM current_enterprise_panel AS now
JOIN current_enterprise_panel AS earlier
  ON earlier.area = now.area AND earlier.credit_code = now.credit_code AND earlier.period_kind = now.period_kind
 AND earlier.period = last_day(CAST(now.period - INTERVAL 12 MONTH AS DATE))
WHERE now.current_staff IS NOT NULL AND earlier.current_staff IS NOT NULL
GROUP BY now.area, now.period_kind, now.period
HAVING sum(earlier.current_staff) > 0
