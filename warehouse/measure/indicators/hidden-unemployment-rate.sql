-- hidden-unemployment-rate: staff on the payroll without work, over the staff of the enterprises that report it.
SELECT area, period_kind, period, sum(hidden_unemployed) AS numerator, sum(current_staff) AS denominator, true AS complete
FROM current_enterprise_panel
WHERE hidden_unemployed IS NOT NULL AND current_staff IS NOT NULL
GROUP BY area, period_kind, period
HAVING sum(current_staff) > 0
