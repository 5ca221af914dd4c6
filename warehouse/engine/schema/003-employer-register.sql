-- Enterprises by their code (用人单位名册), as first reported, and whether the code checks (GB 32100-2015); never published. Writer: warehouse/load/employers.ts.
CREATE TABLE employer (credit_code VARCHAR, name VARCHAR, first_submission BIGINT, first_known_at TIMESTAMP, code_checks BOOLEAN);

-- A large load whose rows are written and whose submission is not: undone when the warehouse is opened. Writer: warehouse/engine/unfinished.ts.
CREATE TABLE unfinished_load (submission BIGINT, contract VARCHAR);
