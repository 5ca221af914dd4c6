-- Telephone calls about cases (电话告知), as people record them: who called whom, when, and what was said. Writer: warehouse/register/call-log.ts.
CREATE TABLE case_call (
  case_id VARCHAR, called_at TIMESTAMP, "by" VARCHAR, "to" VARCHAR, note VARCHAR, recorded_at TIMESTAMP
);
-- What the letters of a night gather (每日汇总): every part with the office it is for and what it is about; a letter to a person who sits in several
-- offices has parts of each. Writer: reports/delivery/night-letters.ts.
CREATE TABLE letter_part (letter VARCHAR, part VARCHAR, office VARCHAR, about VARCHAR);
-- Receipts of reports in which nothing was to be mended: lines that wait for the next letter to their office. Writers: reports/receipts/.
CREATE TABLE waiting_receipt (submission BIGINT PRIMARY KEY, office VARCHAR);
-- The office that read of a change in a gathered letter, and whether in full or as a line among those below it.
ALTER TABLE gathered_change ADD COLUMN office VARCHAR;
ALTER TABLE gathered_change ADD COLUMN in_full BOOLEAN;
