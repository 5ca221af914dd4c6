-- registered-rate-monthly: registered unemployed over urban employed plus registered unemployed, at the end of every month.
SELECT area, period_kind, period, registered_unemployed AS numerator,
       urban_employed + registered_unemployed AS denominator, true AS complete
FROM current_employment_statistics
WHERE urban_employed + registered_unemployed > 0
