-- online-postings: posts newly advertised online in the period.
SELECT area, period_kind, period, postings AS numerator, NULL AS denominator, true AS complete
FROM current_recruitment
WHERE postings IS NOT NULL
