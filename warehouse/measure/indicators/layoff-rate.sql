-- layoff-rate: workers named in layoff reports within thirty days, over the insured of the latest known period.
-- Statement and lower bound as in layoff-persons; an area whose insured stock is not known has no rate.
SELECT place.area, 'rolling-30-days' AS period_kind, night.date AS period,
       coalesce(sum(report.workers_affected), 0) AS numerator, max(stock.persons) AS denominator,
       max(place.stated) AS complete
FROM night_date AS night
CROSS JOIN layoff_place AS place
JOIN insured_latest AS stock ON stock.area = place.area
LEFT JOIN current_layoff_report AS report
  ON report.area = place.area AND report.received_on > night.date - 30 AND report.received_on <= night.date
GROUP BY place.area, night.date
HAVING max(place.stated) OR count(report.area) > 0
