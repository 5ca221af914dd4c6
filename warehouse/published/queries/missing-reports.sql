-- 哪些报表过了期限还没有到？
-- Which reports are overdue?
SELECT report_zh, area_name, period, office, due FROM missing_report ORDER BY due, report_zh, area_name;
