-- What the service was to do and what it did (值守记录), by job and the instant at which it was due. Writer: warehouse/operation/job-runs.ts.
CREATE TABLE job_run (
  job VARCHAR, due_at TIMESTAMP, state VARCHAR, tries INTEGER, started_at TIMESTAMP, finished_at TIMESTAMP, detail VARCHAR,
  PRIMARY KEY (job, due_at)
);
