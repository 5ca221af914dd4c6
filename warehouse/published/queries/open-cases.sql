-- 目前有哪些预警事项没有解除？
-- Which cases are open?
SELECT * FROM open_case ORDER BY list_position(['I', 'II', 'III', 'IV'], tier), opened, id;
