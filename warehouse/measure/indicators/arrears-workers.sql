-- arrears-workers: workers in the cases of wage arrears accepted in the period.
SELECT area, period_kind, period, arrears_workers AS numerator, NULL AS denominator, true AS complete
FROM current_labour_disputes
WHERE arrears_workers IS NOT NULL
