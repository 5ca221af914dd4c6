-- supply-demand-ratio: posts offered over job seekers, from table 1.
SELECT area, period_kind, period, demand AS numerator, seekers AS denominator, true AS complete
FROM current_supply_demand
WHERE table_no = 1 AND demand IS NOT NULL AND seekers IS NOT NULL
