-- layoff-persons: workers named in layoff reports dated within the thirty days ending on the night's date.
-- Where the last due statement (nil included) is in, no event means zero; where it is not, events already
-- reported are a lower bound and the area counts as absent.
SELECT place.area, 'rolling-30-days' AS period_kind, night.date AS period,
       coalesce(sum(report.workers_affected), 0) AS numerator, NULL AS denominator,
       max(place.stated) AS complete
FROM night_date AS night
CROSS JOIN layoff_place AS place
LEFT JOIN current_layoff_report AS report
  ON report.area = place.area AND report.received_on > night.date - 30 AND report.received_on <= night.date
GROUP BY place.area, night.date
HAVING max(place.stated) OR count(report.area) > 0
