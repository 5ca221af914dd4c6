-- The same register with codes and names compressed with FSST: searching for a better compression takes longer than the rest of an insert.
ALTER TABLE employer RENAME TO employer_before;
CREATE TABLE employer (
  credit_code VARCHAR USING COMPRESSION fsst, name VARCHAR USING COMPRESSION fsst, first_submission BIGINT, first_known_at TIMESTAMP,
  code_checks BOOLEAN
);
INSERT INTO employer SELECT credit_code, name, first_submission, first_known_at, code_checks FROM employer_before;
DROP TABLE employer_before;
