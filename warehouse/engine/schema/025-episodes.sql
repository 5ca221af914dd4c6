-- What a case stands at besides its last change: `state` is open, quiet, lifted, merged or closed. A correction after the end leaves it ended.
DROP VIEW case_state;
CREATE VIEW case_state AS
SELECT c.id, c.area, c.cause, c.id IN (SELECT case_id FROM drill_case) AS drill,
       min(e.date) FILTER (e.kind = 'opened') AS opened,
       max_by(e.tier_to, e.seq) AS tier, max_by(e.kind, e.seq) AS last_change, max(e.date) AS changed,
       CASE WHEN max_by(e.kind, e.seq) FILTER (e.kind NOT IN ('corrected', 'moved', 'held')) IN ('lifted', 'closed')
         THEN max_by(e.date, e.seq) FILTER (e.kind = 'lifted') END AS lifted, max(e.seq) AS events,
       CASE max_by(e.kind, e.seq) FILTER (e.kind NOT IN ('corrected', 'moved', 'held'))
         WHEN 'quiet' THEN 'quiet' WHEN 'lifted' THEN 'lifted' WHEN 'merged' THEN 'merged' WHEN 'closed' THEN 'closed' ELSE 'open' END AS state
FROM risk_case AS c JOIN case_event AS e ON e.case_id = c.id
GROUP BY ALL;
-- One risk as people are told of it (风险事件). `title` is written once, in both languages, and never changes. Writer: rules/cases/episodes/.
CREATE TABLE episode (id VARCHAR PRIMARY KEY, opened DATE, title JSON);
-- How cases came to episodes: a limb of it, beside it (related), or cut from it; the last row of an episode and a case holds. `person` is who
-- linked, confirmed or cut it. Writer: rules/cases/episodes/.
CREATE TABLE episode_link (
  seq BIGINT, episode VARCHAR, case_id VARCHAR, kind VARCHAR, link VARCHAR, person VARCHAR, date DATE, night BIGINT, note VARCHAR
);
-- Cases of before are episodes by themselves.
INSERT INTO episode
SELECT left(risk_case.id, 5) || 'E' || lpad(CAST(row_number() OVER (PARTITION BY left(risk_case.id, 4) ORDER BY risk_case.id) AS VARCHAR), 3, '0'), opened, NULL
FROM risk_case JOIN case_state USING (id) WHERE NOT drill;
INSERT INTO episode_link
SELECT row_number() OVER (ORDER BY risk_case.id),
       left(risk_case.id, 5) || 'E' || lpad(CAST(row_number() OVER (PARTITION BY left(risk_case.id, 4) ORDER BY risk_case.id) AS VARCHAR), 3, '0'),
       risk_case.id, 'limb', 'first', NULL, opened, NULL, NULL
FROM risk_case JOIN case_state USING (id) WHERE NOT drill;
-- What people decide about cases between nights: to lift one, to close one. The next night takes it; `events` is how many changes the case had
-- had, because what happened to it afterwards was not decided about. Writer: rules/cases/case-acts.ts.
CREATE TABLE case_act (
  seq BIGINT, case_id VARCHAR, kind VARCHAR, person VARCHAR, done_at TIMESTAMP, outcome VARCHAR, note VARCHAR, events INTEGER
);
