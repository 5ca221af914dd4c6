-- Enterprises by their code (用人单位名册), as first reported, and whether the check character is correct (GB 32100-2015); never published. Writer: warehouse/load/employers.ts.
CREATE TABLE employer (credit_code VARCHAR, name VARCHAR, first_submission BIGINT, first_known_at TIMESTAMP, code_checks BOOLEAN);

-- A large load whose rows are written but not its submission; undone when the warehouse is opened. Writer: warehouse/engine/unfinished.ts.
CREATE TABLE unfinished_load (submission BIGINT, contract VARCHAR);
