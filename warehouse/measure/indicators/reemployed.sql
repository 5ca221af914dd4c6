-- reemployed: unemployed persons re-employed since January.
SELECT area, period_kind, period, reemployed_ytd AS numerator, NULL AS denominator, true AS complete
FROM current_employment_statistics
WHERE reemployed_ytd IS NOT NULL
