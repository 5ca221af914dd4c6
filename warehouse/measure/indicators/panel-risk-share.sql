-- panel-risk-share: posts lost whose type of reduction bears a risk, over all posts lost against the baseline.
-- Where no enterprise lost any posts, numerator and denominator are zero and there is no value.
SELECT area, period_kind, period,
       coalesce(sum(baseline_staff - current_staff) FILTER (WHERE
         current_staff < baseline_staff AND reduction_type NOT IN ('attrition', 'termination', 'other')), 0) AS numerator,
       coalesce(sum(baseline_staff - current_staff) FILTER (WHERE current_staff < baseline_staff), 0) AS denominator,
       true AS complete
FROM current_enterprise_panel
WHERE baseline_staff IS NOT NULL AND current_staff IS NOT NULL
GROUP BY area, period_kind, period
