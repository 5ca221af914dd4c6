-- registered-unemployment-rate: registered unemployed over urban employed plus registered unemployed, in the last month of
-- each quarter.
SELECT area, period_kind, period, registered_unemployed AS numerator,
       urban_employed + registered_unemployed AS denominator, true AS complete
FROM current_employment_statistics
WHERE month(period) IN (3, 6, 9, 12) AND urban_employed + registered_unemployed > 0
