-- 各盟市近30日报告裁员多少人，每千名参保人员多少？
-- How many layoffs were reported in each league in thirty days, and per thousand insured?
SELECT area_name, period, max(value) FILTER (indicator = 'layoff-persons') AS persons,
       round(max(value) FILTER (indicator = 'layoff-rate'), 2) AS per_thousand_insured, min(coverage) AS coverage
FROM latest_figure WHERE indicator IN ('layoff-persons', 'layoff-rate') AND level = 'league'
GROUP BY ALL ORDER BY persons DESC;
