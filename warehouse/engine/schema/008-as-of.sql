-- The register as it was on each day (地区沿革): one row per span in which an area had the same name and parent. Writer: warehouse/register/register.ts.
CREATE TABLE area_version (
  code VARCHAR, name VARCHAR, level VARCHAR, parent VARCHAR, valid_from DATE, valid_to DATE
);
-- Every area with each of its ancestors, itself included, and the days on which that was so. Numbers roll up along it.
CREATE TABLE descent_span (ancestor VARCHAR, area VARCHAR, distance INTEGER, valid_from DATE, valid_to DATE);
-- Successions of areas (代码变更、合并、拆分), with the days for which the former area's figures count. Bridged: they
-- continue its series; broken: its series starts again.
CREATE TABLE succession (area VARCHAR, former VARCHAR, kind VARCHAR, bridged BOOLEAN, valid_from DATE, valid_to DATE);
-- Settings of the deployment that readers need. Writer: warehouse/register/register.ts.
CREATE TABLE setting (name VARCHAR, value VARCHAR);

-- The register on a day.
CREATE MACRO area_as_of(day) AS TABLE
SELECT code, name, level, parent FROM area_version WHERE CAST(day AS DATE) BETWEEN valid_from AND valid_to;

-- The instant at which a day ends in the deployment's zone, used as the as-of instant of the day.
CREATE MACRO day_end(day) AS
  CAST(timezone('UTC', timezone((SELECT value FROM setting WHERE name = 'zone'), CAST(CAST(day AS DATE) + INTERVAL 1 DAY AS TIMESTAMP))) AS TIMESTAMP)
  - INTERVAL 1 MICROSECOND;

-- The figures known at an instant, without those whose report was withdrawn by a correction.
CREATE MACRO observation_as_of(instant) AS TABLE
SELECT * FROM (
  SELECT * FROM observation WHERE known_at <= instant
  QUALIFY row_number() OVER (PARTITION BY indicator, area, period_kind, period ORDER BY known_at DESC, night DESC) = 1
) WHERE numerator IS NOT NULL;

DROP VIEW observation_now;
CREATE VIEW observation_now AS SELECT * FROM observation_as_of(TIMESTAMP '9999-12-31');

-- The revisions of each figure in order, each with the first and the latest value.
CREATE VIEW revision AS
SELECT indicator, area, period_kind, period, row_number() OVER versions AS revision, known_at, numerator, denominator, value, coverage,
       value - lag(value) OVER versions AS change,
       first_value(value) OVER versions AS first_published, last_value(value) OVER versions AS latest, count(*) OVER versions AS revisions
FROM observation
WINDOW versions AS (PARTITION BY indicator, area, period_kind, period ORDER BY known_at, night
                    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING);

-- Figures with series continued over changes of codes: an area's earlier figures are the sum of those of its former areas, where
-- all of them exist.
CREATE MACRO series_as_of(instant) AS TABLE
SELECT indicator, area, period_kind, period, numerator, denominator, value, coverage, known_at, false AS bridged
FROM observation_as_of(instant) AS figure
WHERE NOT EXISTS (FROM succession AS link WHERE link.area = figure.area AND link.bridged AND figure.period BETWEEN link.valid_from AND link.valid_to)
UNION ALL
SELECT indicator, area, period_kind, period, numerator, denominator,
       coalesce(CASE WHEN denominator IS NULL THEN numerator ELSE numerator / nullif(denominator, 0) END * scale, CASE WHEN denominator IS NULL OR denominator > 0 THEN 0 END),
       coverage, known_at, true
FROM (
  SELECT figure.indicator, link.area, figure.period_kind, figure.period, sum(figure.numerator) AS numerator, sum(figure.denominator) AS denominator,
         max(CASE WHEN figure.denominator IS NULL THEN figure.value / nullif(figure.numerator, 0)
                  ELSE figure.value * figure.denominator / nullif(figure.numerator, 0) END) AS scale,
         min(figure.coverage) AS coverage, max(figure.known_at) AS known_at, count(*) AS parts
  FROM succession AS link JOIN observation_as_of(instant) AS figure ON figure.area = link.former AND figure.period BETWEEN link.valid_from AND link.valid_to
  WHERE link.bridged GROUP BY ALL
) AS joined
WHERE parts = (SELECT count(*) FROM succession AS link WHERE link.area = joined.area AND joined.period BETWEEN link.valid_from AND link.valid_to);
