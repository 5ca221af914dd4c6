-- Each version of each figure once: a figure that was computed again for the same instant has its last computation, and one that is equal
-- to the version before is none.
CREATE VIEW observation_version AS
SELECT * FROM (
  FROM observation
  QUALIFY row_number() OVER (PARTITION BY indicator, area, period_kind, period, known_at ORDER BY night DESC) = 1
)
QUALIFY (numerator, denominator, value, coverage, parts_in, parts_expected)
  IS DISTINCT FROM lag((numerator, denominator, value, coverage, parts_in, parts_expected)) OVER (PARTITION BY indicator, area, period_kind, period ORDER BY known_at);

-- The revisions of each figure in order, each with the first and the latest value.
CREATE OR REPLACE VIEW revision AS
SELECT indicator, area, period_kind, period, row_number() OVER versions AS revision, known_at, numerator, denominator, value, coverage,
       value - lag(value) OVER versions AS change,
       first_value(value) OVER versions AS first_published, last_value(value) OVER versions AS latest, count(*) OVER versions AS revisions
FROM observation_version
WINDOW versions AS (PARTITION BY indicator, area, period_kind, period ORDER BY known_at
                    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING);

-- Submissions of a past that was taken in before figures were computed for every instant; the next night computes theirs. Writer:
-- warehouse/measure/observe.ts.
CREATE TABLE uncomputed_past AS
SELECT DISTINCT submission FROM report_scope JOIN submission ON submission.id = report_scope.submission WHERE known_at < received_at;
