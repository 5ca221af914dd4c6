-- new-claims: persons first approved for benefit in the period, by area that reports.
SELECT area, period_kind, period, new_claims AS numerator, NULL AS denominator, true AS complete
FROM current_social_insurance
WHERE new_claims IS NOT NULL
