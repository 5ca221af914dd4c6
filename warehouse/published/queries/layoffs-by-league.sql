-- 各盟市每月报告裁员多少人、多少家单位（涉及单个单位的已隐去）？
-- How many layoffs were reported in each league each month, and by how many enterprises (hidden where single ones could be told)?
SELECT a.name AS area_name, c.month, c.persons, c.firms, c.hidden, c.known_at
FROM circulation AS c JOIN area AS a ON a.code = c.area
WHERE c.report = 'layoff-report' AND a.level = 'league' ORDER BY c.month DESC, c.persons DESC NULLS LAST, a.code;
