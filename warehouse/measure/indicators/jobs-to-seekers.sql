-- jobs-to-seekers: posts offered over job seekers of the period.
SELECT area, period_kind, period, demand AS numerator, seekers AS denominator, true AS complete
FROM current_recruitment
WHERE demand IS NOT NULL AND seekers IS NOT NULL
