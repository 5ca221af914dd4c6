-- Acts of people (操作) that the holder of the database has taken: what came of each, so that an act taken once is never applied again.
-- `detail` holds the answer in both languages and the exit code of the command. Writer: warehouse/register/act-log.ts.
CREATE TABLE act (id VARCHAR PRIMARY KEY, kind VARCHAR, "by" VARCHAR, "at" TIMESTAMP, taken_at TIMESTAMP, outcome VARCHAR, detail JSON);
