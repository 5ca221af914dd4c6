-- insured-employer-diffusion: employers that removed more persons than they added, over those that report both.
SELECT area, period_kind, period, count(*) FILTER (WHERE removed > added) AS numerator, count(*) AS denominator, true AS complete
FROM current_insurance_employer
WHERE added IS NOT NULL AND removed IS NOT NULL
GROUP BY area, period_kind, period
