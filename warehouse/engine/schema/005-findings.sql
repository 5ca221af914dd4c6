-- Figures that deserve a question (疑点), each recorded once, and the answers. Writer: rules/findings/finding-log.ts.
CREATE SEQUENCE finding_id;
CREATE TABLE finding (
  id BIGINT PRIMARY KEY, kind VARCHAR, key VARCHAR, area VARCHAR, contract VARCHAR, period DATE, night BIGINT, date DATE,
  known_at TIMESTAMP, p_value DOUBLE, evidence JSON, UNIQUE (kind, key)
);
CREATE TABLE finding_answer (finding BIGINT, answered_at TIMESTAMP, answered_by VARCHAR, verdict VARCHAR, text VARCHAR);
-- Events that a person declared to be replaced by another one, sent again without its number (更正而未填编号).
CREATE TABLE event_replaced (
  contract VARCHAR, area VARCHAR, event_key VARCHAR, replaced_by VARCHAR, decided_at TIMESTAMP, finding BIGINT
);

-- Every finding with its latest answer.
CREATE VIEW finding_state AS
SELECT finding.*, last.answered_at, last.answered_by, last.verdict, last.text AS answer
FROM finding LEFT JOIN (
  SELECT * FROM finding_answer QUALIFY row_number() OVER (PARTITION BY finding ORDER BY answered_at DESC) = 1
) AS last ON last.finding = finding.id;
