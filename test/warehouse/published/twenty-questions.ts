/** A question of a statistician with one statement that answers it on the documented views, and what it answers on the facts beside this file. */
export interface Question {
  readonly asked: string;
  readonly sql: string;
  readonly answer: readonly Readonly<Record<string, unknown>>[];
}

/**
 * Facts counted by hand. Claims of two leagues with two banners each, from January 2024 to March 2026: banner `n` of 1 to 4 has `10 n` and its
 * month, so that every year is like the others; in March 2026 the first has 100 more, and the last is not in. February 2026 of the second was 5 less at first.
 */
export const QUESTION_FACTS = `
INSERT INTO setting VALUES ('zone', 'Asia/Shanghai');
INSERT INTO area (code, name, level, parent, weight) VALUES ('990000', '某区', 'region', NULL, 4),
  ('990100', '甲盟', 'league', '990000', 2), ('990200', '乙盟', 'league', '990000', 2),
  ('990101', '甲一旗', 'banner', '990100', 1), ('990102', '甲二旗', 'banner', '990100', 1),
  ('990201', '乙一旗', 'banner', '990200', 1), ('990202', '乙二旗', 'banner', '990200', 1);
INSERT INTO area_version SELECT code, name, level, parent, DATE '1900-01-01', DATE '9999-12-31' FROM area;
INSERT INTO area_descent SELECT code, code, 0 FROM area;
INSERT INTO area_descent SELECT parent, code, 1 FROM area WHERE parent IS NOT NULL;
INSERT INTO area_descent SELECT '990000', code, 2 FROM area WHERE level = 'banner';
CREATE TEMP TABLE claim AS
  SELECT area, last_day(month) AS period, 10 * place + month(month) + CASE WHEN area = '990101' AND month = DATE '2026-03-01' THEN 100 ELSE 0 END AS n
  FROM (VALUES ('990101', 1), ('990102', 2), ('990201', 3), ('990202', 4)) AS v(area, place), (SELECT CAST(unnest(generate_series(DATE '2024-01-01', DATE '2026-03-01', INTERVAL 1 MONTH)) AS DATE) AS month)
  WHERE NOT (area = '990202' AND month = DATE '2026-03-01');
CREATE TEMP TABLE whole AS SELECT d.ancestor AS area, period, CAST(sum(n) AS DOUBLE) AS n,
  CASE WHEN period = DATE '2026-03-31' AND d.ancestor IN ('990000', '990200') THEN CASE d.ancestor WHEN '990000' THEN 0.75 ELSE 0.5 END ELSE 1 END AS coverage
  FROM claim JOIN area_descent AS d USING (area) GROUP BY ALL;
INSERT INTO observation SELECT 'new-claims', area, 'month', period, n, NULL, n, 1, 1, coverage, CAST(period + INTERVAL 8 DAY AS TIMESTAMP), 1 FROM whole WHERE NOT (area = '990102' AND period = DATE '2026-02-28');
INSERT INTO observation VALUES ('new-claims', '990102', 'month', DATE '2026-02-28', 17, NULL, 17, 1, 1, 1, TIMESTAMP '2026-03-08 00:00:00', 1),
  ('new-claims', '990102', 'month', DATE '2026-02-28', 22, NULL, 22, 1, 1, 1, TIMESTAMP '2026-03-20 00:00:00', 2);
INSERT INTO night VALUES (1, DATE '2026-04-08', TIMESTAMP '2026-04-08 15:59:59', NULL, NULL, 'done', 'p', 'r', '1', 1, '{}'),
  (2, DATE '2026-04-09', TIMESTAMP '2026-04-09 15:59:59', NULL, NULL, 'done', 'p', 'r', '1', 1, '{}');
INSERT INTO risk_case (id, area, cause) VALUES ('2026-0001', '990101', 'claims'), ('2026-0002', '990201', 'claims');
INSERT INTO case_event (case_id, seq, night, date, kind, tier_from, tier_to, rule, facts) VALUES
  ('2026-0001', 1, 1, DATE '2026-04-08', 'opened', NULL, 'III', 'new-claims-surge', '{"values": {"change": 700, "count": 113}, "limb": {"change": 50}, "shown": {"value": 113, "expected": 13, "judged": "change", "base": {"name": "last-year"}}}'),
  ('2026-0002', 1, 1, DATE '2026-03-01', 'opened', NULL, 'IV', 'new-claims-surge', '{"values": {"change": 40, "count": 50}, "limb": {"change": 40}, "shown": {"value": 50, "expected": 35, "judged": "change", "base": {"name": "last-year"}}}'),
  ('2026-0002', 2, 2, DATE '2026-04-09', 'lifted', 'IV', NULL, 'new-claims-surge', '{"values": {}}');
INSERT INTO episode VALUES ('2026-E001', DATE '2026-04-08', '{"zh": "甲一旗领取增多", "en": "Claims"}');
INSERT INTO episode_link VALUES (1, '2026-E001', '2026-0001', 'limb', 'first', NULL, DATE '2026-04-08', 1, NULL);
INSERT INTO verdict (date, area, rule, outcome, tier, reason) VALUES (DATE '2026-04-08', '990101', 'new-claims-surge', 'fired', 'III', NULL),
  (DATE '2026-04-09', '990101', 'new-claims-surge', 'fired', 'III', NULL), (DATE '2026-04-08', '990202', 'new-claims-surge', 'not-judged', NULL, 'no-report'),
  (DATE '2026-04-08', '990102', 'new-claims-surge', 'quiet', NULL, NULL);
INSERT INTO notice (id, case_id, seq, night, office, tier) VALUES ('n1', '2026-0001', 1, 1, '990101', 'III'), ('n2', '2026-0001', 1, 1, '990100', 'III');
INSERT INTO letter (id, kind, night, office) VALUES ('l1', 'reminder', 1, '990202'), ('l2', 'reminder', 2, '990202');
INSERT INTO delivery (id, notice, recipient, state) VALUES ('a', 'n1', 'a@example.org', 'sent'), ('b', 'n2', 'b@example.org', 'sent'),
  ('c', 'l1', 'c@example.org', 'refused'), ('d', 'l2', 'c@example.org', 'refused');
INSERT INTO obligation SELECT 'social-insurance', 'month', DATE '2026-03-31', code, code, DATE '2026-04-08', TIMESTAMP '2026-04-08 15:59:59' FROM area WHERE level = 'banner';
INSERT INTO submission (id, contract, sender, file_name, received_at, arrived_at, state, accepted, refused) VALUES
  (1, 'social-insurance', '990101', 'a.csv', TIMESTAMP '2026-04-05 00:00:00', TIMESTAMP '2026-04-05 00:00:00', 'accepted', 1, 0),
  (2, 'social-insurance', '990102', 'b.csv', TIMESTAMP '2026-04-06 00:00:00', TIMESTAMP '2026-04-06 00:00:00', 'accepted', 1, 0),
  (3, 'social-insurance', '990102', 'c.csv', TIMESTAMP '2026-04-07 00:00:00', TIMESTAMP '2026-04-07 00:00:00', 'accepted', 1, 0),
  (4, 'social-insurance', '990201', 'd.csv', TIMESTAMP '2026-04-09 00:00:00', TIMESTAMP '2026-04-09 00:00:00', 'accepted', 1, 0);
INSERT INTO report_scope (submission, contract, area, period_kind, period, known_at, rows)
  SELECT id, contract, sender, 'month', DATE '2026-03-31', received_at, 1 FROM submission;`;

/** What statisticians asked first, from year over year to who corrected most. */
export const TWENTY_QUESTIONS: readonly Question[] = [
  {
    asked: "How far are March's claims from the year before, league by league?",
    sql: `SELECT area_name, value, last_year, change_percent FROM year_over_year
WHERE indicator = 'new-claims' AND period = '2026-03-31' AND level = 'league' ORDER BY area`,
    answer: [
      { area_name: "甲盟", value: 136, last_year: 36, change_percent: 277.77777777777777 },
      { area_name: "乙盟", value: 33, last_year: 76, change_percent: null },
    ],
  },
  {
    asked: "Which banners had the most claims in March?",
    sql: `SELECT place, area_name, value FROM ranking
WHERE indicator = 'new-claims' AND period = '2026-03-31' AND level = 'banner' AND place <= 2 ORDER BY place`,
    answer: [
      { place: 1, area_name: "甲一旗", value: 113 },
      { place: 2, area_name: "乙一旗", value: 33 },
    ],
  },
  {
    asked: "What did each month of the first quarter have, year by year?",
    sql: "SELECT year, m01, m02, m03 FROM by_month WHERE indicator = 'new-claims' AND area = '990100' ORDER BY year",
    answer: [
      { year: 2024, m01: 32, m02: 34, m03: 36 },
      { year: 2025, m01: 32, m02: 34, m03: 36 },
      { year: 2026, m01: 32, m02: 34, m03: 136 },
    ],
  },
  {
    asked: "The same with the leagues as columns?",
    sql: `PIVOT (SELECT period, area_name, value FROM figure WHERE level = 'league' AND period >= '2026-02-01')
ON area_name IN ('甲盟', '乙盟') USING max(value) GROUP BY period ORDER BY period`,
    answer: [
      { period: "2026-02-28", 甲盟: 34, 乙盟: 74 },
      { period: "2026-03-31", 甲盟: 136, 乙盟: 33 },
    ],
  },
  {
    asked: "How did the region's claims move from month to month?",
    sql: `SELECT period, value - lag(value) OVER (ORDER BY period) AS step FROM figure
WHERE indicator = 'new-claims' AND area = '990000' QUALIFY period BETWEEN '2025-11-01' AND '2026-02-28' ORDER BY period`,
    answer: [
      { period: "2025-11-30", step: 4 },
      { period: "2025-12-31", step: 4 },
      { period: "2026-01-31", step: -44 },
      { period: "2026-02-28", step: 4 },
    ],
  },
  {
    asked: "What is usual for a March, before this one?",
    sql: `SELECT area_name, median(value) AS usual FROM figure
WHERE indicator = 'new-claims' AND level = 'banner' AND month(period) = 3 AND period < '2026-03-01' GROUP BY area, area_name ORDER BY area`,
    answer: [
      { area_name: "甲一旗", usual: 13 },
      { area_name: "甲二旗", usual: 23 },
      { area_name: "乙一旗", usual: 33 },
      { area_name: "乙二旗", usual: 43 },
    ],
  },
  {
    asked: "How many claims were there in the last twelve months?",
    sql: `SELECT area_name, sum(value) AS claims FROM figure
WHERE indicator = 'new-claims' AND level = 'league' AND period > '2025-03-31' GROUP BY area, area_name ORDER BY area`,
    answer: [
      { area_name: "甲盟", claims: 616 },
      { area_name: "乙盟", claims: 953 },
    ],
  },
  {
    asked: "What is the newest figure of each area, and is it complete?",
    sql: "SELECT area_name, period, coverage FROM latest_figure WHERE indicator = 'new-claims' AND level = 'league' ORDER BY area",
    answer: [
      { area_name: "甲盟", period: "2026-03-31", coverage: 1 },
      { area_name: "乙盟", period: "2026-03-31", coverage: 0.5 },
    ],
  },
  {
    asked: "What was known of February on 10 March?",
    sql: `SELECT value FROM observation_as_of(day_end('2026-03-10'))
WHERE indicator = 'new-claims' AND area = '990102' AND period = '2026-02-28'`,
    answer: [{ value: 17 }],
  },
  {
    asked: "Which figures were restated, and by how much?",
    sql: "SELECT area, period, first_value, latest_value, latest_value - first_value AS moved FROM restatement ORDER BY abs(moved) DESC",
    answer: [{ area: "990102", period: "2026-02-28", first_value: 17, latest_value: 22, moved: 5 }],
  },
  {
    asked: "Which offices corrected most?",
    sql: "SELECT office, sum(submissions - 1) AS corrections FROM duty WHERE submissions > 1 GROUP BY office ORDER BY corrections DESC",
    answer: [{ office: "990102", corrections: 1 }],
  },
  {
    asked: "Which league is the least punctual?",
    sql: `SELECT area_name, owed, on_time, round(100.0 * on_time / owed, 1) AS percent FROM report_coverage
WHERE level = 'league' ORDER BY percent LIMIT 1`,
    answer: [{ area_name: "乙盟", owed: 2, on_time: 0, percent: 0 }],
  },
  {
    asked: "Whose reports are missing?",
    sql: "SELECT area_name, report_zh, due FROM missing_report ORDER BY area",
    answer: [{ area_name: "乙二旗", report_zh: "失业保险情况表", due: "2026-04-08" }],
  },
  {
    asked: "What is open, league by league and tier by tier?",
    sql: `SELECT league.name AS league, tier, count(*) AS cases FROM open_case
JOIN area_descent AS d ON d.area = open_case.area JOIN area AS league ON league.code = d.ancestor AND league.level = 'league'
GROUP BY ALL ORDER BY ALL`,
    answer: [{ league: "甲盟", tier: "III", cases: 1 }],
  },
  {
    asked: "How far beyond its line is each open case?",
    sql: "SELECT id, value, expected, line, margin FROM case_figure WHERE state = 'open'",
    answer: [{ id: "2026-0001", value: 113, expected: 13, line: 50, margin: 650 }],
  },
  {
    asked: "How long did cases last that are over?",
    sql: "SELECT id, lifted - opened AS days FROM risk_case WHERE state = 'lifted'",
    answer: [{ id: "2026-0002", days: 39 }],
  },
  {
    asked: "How often does each rule fire, and in how many areas?",
    sql: `SELECT rule, count(*) FILTER (outcome = 'fired') AS fired, count(DISTINCT area) FILTER (outcome = 'fired') AS areas
FROM verdict GROUP BY rule`,
    answer: [{ rule: "new-claims-surge", fired: 2, areas: 1 }],
  },
  {
    asked: "Where could nothing be judged, and why?",
    sql: "SELECT area, rule, reason, count(*) AS nights FROM verdict WHERE outcome = 'not-judged' GROUP BY ALL",
    answer: [{ area: "990202", rule: "new-claims-surge", reason: "no-report", nights: 1 }],
  },
  {
    asked: "How many mails does an office get in a month, and of what kind?",
    sql: "SELECT office, kind, sum(mails) AS mails FROM mail_by_office WHERE month = '2026-04-30' GROUP BY ALL ORDER BY mails DESC, office",
    answer: [
      { office: "990202", kind: "reminder", mails: 2 },
      { office: "990100", kind: "notice", mails: 1 },
      { office: "990101", kind: "notice", mails: 1 },
    ],
  },
  {
    asked: "Whom does mail not reach?",
    sql: "SELECT office, sum(failed) AS failed FROM notice_sent GROUP BY office HAVING sum(failed) > 0",
    answer: [{ office: "990202", failed: 2 }],
  },
  {
    asked: "Which risks are of one episode?",
    sql: "SELECT title_zh, count(*) AS cases FROM episode JOIN episode_case ON episode_case.episode = episode.id GROUP BY ALL",
    answer: [{ title_zh: "甲一旗领取增多", cases: 1 }],
  },
];
