-- panel-post-loss-since-filing: employed at filing minus employed now, over employed at filing.
SELECT area, period_kind, period, sum(baseline_staff - current_staff) AS numerator, sum(baseline_staff) AS denominator,
       true AS complete
FROM current_enterprise_panel
WHERE baseline_kind = 'filing' AND baseline_staff IS NOT NULL AND current_staff IS NOT NULL
GROUP BY area, period_kind, period
HAVING sum(baseline_staff) > 0
