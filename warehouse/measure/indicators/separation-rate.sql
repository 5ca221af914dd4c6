-- separation-rate: persons removed from insurance, over the insured at the beginning of the period.
SELECT area, period_kind, period, removed AS numerator, insured_opening AS denominator, true AS complete
FROM current_social_insurance
WHERE removed IS NOT NULL AND insured_opening > 0
