/** The first statement of each step of a round in which the service is asked to stop, in the order in which a round comes to them. */
export const STATEMENT_OF = {
  look: /FROM job_run\s+QUALIFY/,
  acts: /^INSERT INTO act /,
  "take-in": /^INSERT INTO submission/,
  find: /^INSERT INTO finding_answer/,
  measure: /INSERT INTO observation\b/,
  judge: /^SELECT indicator, area, CAST\(to_json/,
  cases: /^INSERT INTO case_event/,
  notify: /^INSERT INTO notice/,
  batch: /^SELECT delivery\.id, recipient/,
  fold: /^UPDATE delivery SET state = ended/,
  publish: /CREATE OR REPLACE TABLE published\./,
  share: /^COPY \(SELECT/,
} as const satisfies Readonly<Record<string, RegExp>>;

/** A step of a round with a statement that can be made to run without end. */
export type StopStep = keyof typeof STATEMENT_OF;

/** A statement that only an interruption ends. */
export const ENDLESS =
  "SELECT count(*) FROM range(1000000000) AS a, range(1000000000) AS b WHERE hash(a.range, b.range) = 0";
