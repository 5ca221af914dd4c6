-- Figures that earlier nights computed for instants of which more is known since: a past was taken in later. The table of figures has each
-- version once; what was published before stays here. Writer: warehouse/measure/observe-versions.ts.
CREATE TABLE observation_replaced AS FROM observation LIMIT 0;

-- Submissions of a past that was taken in before figures were computed for every instant; the next night computes theirs. Writer:
-- warehouse/measure/observe.ts.
CREATE TABLE uncomputed_past AS
SELECT DISTINCT submission FROM report_scope JOIN submission ON submission.id = report_scope.submission WHERE known_at < received_at;
