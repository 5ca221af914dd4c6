-- beneficiaries: persons drawing benefit at the end of the period.
SELECT area, period_kind, period, beneficiaries AS numerator, NULL AS denominator, true AS complete
FROM current_social_insurance
WHERE beneficiaries IS NOT NULL
