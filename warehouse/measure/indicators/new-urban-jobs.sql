-- new-urban-jobs: new urban employment since January, of sources that do not say whether attrition is deducted.
SELECT area, period_kind, period, new_jobs_ytd AS numerator, NULL AS denominator, true AS complete
FROM current_employment_statistics
WHERE definition = 'as_reported' AND new_jobs_ytd IS NOT NULL
