-- registered-unemployed: registered unemployed at the end of the period.
SELECT area, period_kind, period, registered_unemployed AS numerator, NULL AS denominator, true AS complete
FROM current_employment_statistics
WHERE registered_unemployed IS NOT NULL
