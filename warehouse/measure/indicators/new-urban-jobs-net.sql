-- new-urban-jobs-net: new urban employment since January, natural attrition deducted.
SELECT area, period_kind, period, new_jobs_ytd AS numerator, NULL AS denominator, true AS complete
FROM current_employment_statistics
WHERE definition = 'net' AND new_jobs_ytd IS NOT NULL
