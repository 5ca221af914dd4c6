-- fund-support-months: balance, over the average monthly expenditure of the twelve months ending with the period.
-- A gap among the twelve months leaves no number: the window must reach back exactly eleven months.
SELECT area, period_kind, period, fund_balance AS numerator, spent AS denominator, true AS complete
FROM (
  SELECT area, period_kind, period, fund_balance,
         avg(fund_expenditure) OVER year_of AS spent,
         count(fund_expenditure) OVER year_of AS months,
         min(period) OVER year_of AS first_month
  FROM current_social_insurance
  WHERE period_kind = 'month'
  WINDOW year_of AS (PARTITION BY area ORDER BY period ROWS BETWEEN 11 PRECEDING AND CURRENT ROW)
) AS yearly
WHERE fund_balance IS NOT NULL AND months = 12 AND first_month >= period - INTERVAL 345 DAY
