-- dispute-workers: workers in the labour disputes accepted in the period.
SELECT area, period_kind, period, dispute_workers AS numerator, NULL AS denominator, true AS complete
FROM current_labour_disputes
WHERE dispute_workers IS NOT NULL
