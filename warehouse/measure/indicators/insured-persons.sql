-- insured-persons: persons insured at the end of the period, by area that reports.
SELECT area, period_kind, period, insured AS numerator, NULL AS denominator, true AS complete
FROM current_social_insurance
WHERE insured IS NOT NULL
