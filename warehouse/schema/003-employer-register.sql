-- Enterprises by their code (用人单位名册), as first reported; never published. Writer: warehouse/load/employers.ts.
CREATE TABLE employer (credit_code VARCHAR, name VARCHAR, first_submission BIGINT, first_known_at TIMESTAMP);

-- A large load whose rows are written and whose submission is not: undone when the warehouse is opened. Writer: warehouse/load/unfinished.ts.
CREATE TABLE unfinished_load (submission BIGINT, contract VARCHAR);
