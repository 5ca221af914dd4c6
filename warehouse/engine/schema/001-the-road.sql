-- The area register and who owes which report (地区、报送义务). Writer: warehouse/register/register.ts.
CREATE TABLE area (
  code VARCHAR, name VARCHAR, name_en VARCHAR, alias VARCHAR, level VARCHAR, parent VARCHAR, reports_to VARCHAR,
  weight DOUBLE, valid_from DATE, valid_to DATE
);
CREATE TABLE area_descent (ancestor VARCHAR, area VARCHAR, distance INTEGER);
CREATE TABLE duty (contract VARCHAR, period_kind VARCHAR, area VARCHAR, weight DOUBLE);

-- Submissions and their receipts (报送、回执). Writer: warehouse/load/.
CREATE SEQUENCE submission_id;
CREATE TABLE submission (
  id BIGINT PRIMARY KEY, contract VARCHAR, mapping VARCHAR, sender VARCHAR, file_name VARCHAR, sha256 VARCHAR,
  bytes BIGINT, received_at TIMESTAMP, reading VARCHAR, state VARCHAR, accepted BIGINT, refused BIGINT,
  refusal JSON, warnings JSON, header JSON
);
CREATE TABLE rejected_row (submission BIGINT, line BIGINT, cells JSON, reasons JSON);
-- Areas and periods that a submission covers, nil reports (零报告) included.
CREATE TABLE report_scope (
  submission BIGINT, contract VARCHAR, area VARCHAR, period_kind VARCHAR, period DATE, known_at TIMESTAMP, rows BIGINT
);

-- Numbers with their parts, as revisions (观测值). Writer: warehouse/measure/observe.ts.
CREATE TABLE observation (
  indicator VARCHAR, area VARCHAR, period_kind VARCHAR, period DATE, numerator DOUBLE, denominator DOUBLE, value DOUBLE,
  parts_in INTEGER, parts_expected INTEGER, coverage DOUBLE, known_at TIMESTAMP, night BIGINT
);

-- One run of all steps for a date (夜间作业). Writer: warehouse/measure/nights.ts.
CREATE SEQUENCE night_id;
CREATE TABLE night (
  id BIGINT PRIMARY KEY, date DATE, as_of TIMESTAMP, started_at TIMESTAMP, finished_at TIMESTAMP, state VARCHAR,
  policy VARCHAR, register VARCHAR, code VARCHAR, submission_upto BIGINT, counts JSON
);

-- Fired, quiet or not judged (判定). Writer: rules/judge/verdict-log.ts.
CREATE TABLE verdict (
  night BIGINT, date DATE, area VARCHAR, rule VARCHAR, period_kind VARCHAR, period DATE, outcome VARCHAR, tier VARCHAR,
  steady_tier VARCHAR, reason VARCHAR, facts JSON, coverage DOUBLE, policy VARCHAR
);

-- One risk from opened to lifted (预警事项): its state is the last of its events. Writer: rules/cases/case-log.ts.
CREATE TABLE risk_case (id VARCHAR PRIMARY KEY, area VARCHAR, cause VARCHAR);
CREATE TABLE case_event (
  case_id VARCHAR, seq INTEGER, night BIGINT, date DATE, kind VARCHAR, tier_from VARCHAR, tier_to VARCHAR, rule VARCHAR,
  period_kind VARCHAR, period DATE, reason VARCHAR, caused_by VARCHAR, facts JSON, coverage DOUBLE, policy VARCHAR
);

-- Notices and the result of each message (预警通知、送达). Writer: reports/delivery/outbox.ts.
CREATE TABLE notice (
  id VARCHAR PRIMARY KEY, case_id VARCHAR, seq INTEGER, night BIGINT, office VARCHAR, tier VARCHAR, subject VARCHAR,
  body_text VARCHAR, body_html VARCHAR
);
CREATE TABLE delivery (
  id VARCHAR PRIMARY KEY, notice VARCHAR, recipient VARCHAR, message_id VARCHAR, written_at TIMESTAMP, state VARCHAR,
  attempts INTEGER, next_attempt TIMESTAMP
);
CREATE TABLE delivery_attempt (delivery VARCHAR, tried_at TIMESTAMP, outcome VARCHAR, detail VARCHAR);
CREATE TABLE sent_log (message_id VARCHAR PRIMARY KEY, delivery VARCHAR, sent_at TIMESTAMP, transport VARCHAR);

-- Every case with its current state.
CREATE VIEW case_state AS
SELECT c.id, c.area, c.cause,
       min(e.date) FILTER (e.kind = 'opened') AS opened,
       max_by(e.tier_to, e.seq) AS tier, max_by(e.kind, e.seq) AS last_change, max(e.date) AS changed,
       max_by(e.date, e.seq) FILTER (e.kind = 'lifted') AS lifted, max(e.seq) AS events
FROM risk_case AS c JOIN case_event AS e ON e.case_id = c.id
GROUP BY ALL;

-- The current value of each indicator.
CREATE VIEW observation_now AS
SELECT * FROM observation
QUALIFY row_number() OVER (PARTITION BY indicator, area, period_kind, period ORDER BY known_at DESC, night DESC) = 1;
