-- new-urban-jobs-gross: new urban employment since January, natural attrition not deducted.
SELECT area, period_kind, period, new_jobs_ytd AS numerator, NULL AS denominator, true AS complete
FROM current_employment_statistics
WHERE definition = 'gross' AND new_jobs_ytd IS NOT NULL
