-- Rows that raised a question and are not loaded until it is answered (待说明), each with its values and questions, and how it was settled:
-- explained and loaded by the submission `settled_by`, wrong, or sent again with an explanation (corrected). Writer: warehouse/load/.
CREATE TABLE held_row (
  submission BIGINT, line BIGINT, contract VARCHAR, grain VARCHAR, area VARCHAR, period_kind VARCHAR, period DATE, known_at TIMESTAMP,
  event_key VARCHAR, cells JSON, fact_values JSON, questions JSON, verdict VARCHAR, settled_at TIMESTAMP, settled_by BIGINT
);
ALTER TABLE submission ADD COLUMN held BIGINT DEFAULT 0;

-- State of each duty, as known at an instant: on time, late, missing, or not yet due. A report that is asked about counts as received, unless
-- it was found to be wrong by then.
CREATE OR REPLACE MACRO duty_as_of(instant) AS TABLE
SELECT obligation.*, arrived.in_at, arrived.submissions, arrived.nil,
       CASE WHEN arrived.in_at IS NULL THEN CASE WHEN due_at < instant THEN 'missing' ELSE 'awaited' END
            WHEN arrived.in_at <= due_at THEN 'on-time' ELSE 'late' END AS state
FROM obligation LEFT JOIN (
  SELECT scope.contract, scope.area, scope.period_kind, scope.period, min(least(scope.known_at, submission.arrived_at)) AS in_at,
         count(DISTINCT submission.id) AS submissions, coalesce(arg_max(scope.rows, scope.submission) = 0, false) AS nil
  FROM (
    SELECT submission, contract, area, period_kind, period, known_at, rows FROM report_scope
    UNION ALL
    SELECT submission, contract, area, period_kind, period, known_at, NULL FROM held_row
    WHERE period IS NOT NULL AND NOT (coalesce(verdict, '') = 'wrong' AND settled_at <= instant)
  ) AS scope JOIN submission ON submission.id = scope.submission
  WHERE scope.known_at <= instant AND scope.period >= (SELECT min(period) FROM obligation) GROUP BY ALL
) AS arrived USING (contract, area, period_kind, period);
