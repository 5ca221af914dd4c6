-- When a file arrived, possibly before the night that read it; this instant decides whether a due date was met. Writer: warehouse/load/.
ALTER TABLE submission ADD COLUMN arrived_at TIMESTAMP;
UPDATE submission SET arrived_at = received_at;
-- Number of rows that a submission has for an area and period: zero means a nil report, possible only for event reports.
UPDATE report_scope SET rows = 1 WHERE contract <> 'layoff-report';

-- Each report that an area owes for a period, and when it is due (报送义务、期限). Writer: warehouse/register/obligations.ts.
CREATE TABLE obligation (
  contract VARCHAR, period_kind VARCHAR, period DATE, area VARCHAR, office VARCHAR, due DATE, due_at TIMESTAMP,
  PRIMARY KEY (contract, period_kind, period, area)
);
-- Reminders sent about missing reports (提醒、催办、通报): each step once, kept as evidence. Writer: reports/reminders/reminder-log.ts.
CREATE TABLE reminder (
  contract VARCHAR, period_kind VARCHAR, period DATE, area VARCHAR, step VARCHAR, day DATE, night BIGINT, state VARCHAR,
  letter VARCHAR, copies VARCHAR[], PRIMARY KEY (contract, period_kind, period, area, step)
);

-- State of each duty, as known at an instant: on time, late, missing, or not yet due.
CREATE MACRO duty_as_of(instant) AS TABLE
SELECT obligation.*, arrived.in_at, arrived.submissions, arrived.nil,
       CASE WHEN arrived.in_at IS NULL THEN CASE WHEN due_at < instant THEN 'missing' ELSE 'awaited' END
            WHEN arrived.in_at <= due_at THEN 'on-time' ELSE 'late' END AS state
FROM obligation LEFT JOIN (
  SELECT scope.contract, scope.area, scope.period_kind, scope.period, min(least(scope.known_at, submission.arrived_at)) AS in_at,
         count(DISTINCT submission.id) AS submissions, arg_max(scope.rows, scope.submission) = 0 AS nil
  FROM report_scope AS scope JOIN submission ON submission.id = scope.submission
  WHERE scope.known_at <= instant AND scope.period >= (SELECT min(period) FROM obligation) GROUP BY ALL
) AS arrived USING (contract, area, period_kind, period);

-- Proof of reminders: each reminder with its messages and their results.
CREATE VIEW reminder_evidence AS
SELECT reminder.* EXCLUDE (copies), sent.recipient, sent.state AS delivery_state, log.sent_at, log.message_id
FROM (SELECT *, unnest(list_concat([letter], copies)) AS message FROM reminder WHERE letter IS NOT NULL) AS reminder
JOIN delivery AS sent ON sent.notice = reminder.message LEFT JOIN sent_log AS log ON log.delivery = sent.id;
