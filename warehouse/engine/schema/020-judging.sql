-- Cases that are exercises (演练) and enter no statistic. Writer: rules/cases/case-log.ts.
CREATE TABLE drill_case (case_id VARCHAR PRIMARY KEY);
-- What each open case carries from one night to the next (calm nights, rules that stood): the state after the night of a date.
-- Writer: rules/cases/case-log.ts.
CREATE TABLE case_memory (case_id VARCHAR, date DATE, memory JSON);
-- An earlier period that was judged because it became ready late, or again because its figures were corrected. Writer: rules/judge/.
ALTER TABLE verdict ADD COLUMN occasion VARCHAR;
DROP VIEW case_state;
CREATE VIEW case_state AS
SELECT c.id, c.area, c.cause, c.id IN (SELECT case_id FROM drill_case) AS drill,
       min(e.date) FILTER (e.kind = 'opened') AS opened,
       max_by(e.tier_to, e.seq) AS tier, max_by(e.kind, e.seq) AS last_change, max(e.date) AS changed,
       max_by(e.date, e.seq) FILTER (e.kind = 'lifted') AS lifted, max(e.seq) AS events
FROM risk_case AS c JOIN case_event AS e ON e.case_id = c.id
GROUP BY ALL;
