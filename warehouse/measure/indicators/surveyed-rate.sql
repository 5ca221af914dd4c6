-- surveyed-rate: the surveyed unemployment rate of the region as published; never recomputed.
SELECT area, period_kind, period, surveyed_rate AS numerator, NULL AS denominator, true AS complete
FROM current_official_series
WHERE surveyed_rate IS NOT NULL
