-- insured-net-change: added minus removed, over the insured at the beginning of the period.
SELECT area, period_kind, period, added - removed AS numerator, insured_opening AS denominator, true AS complete
FROM current_social_insurance
WHERE added IS NOT NULL AND removed IS NOT NULL AND insured_opening > 0
