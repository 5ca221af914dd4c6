-- What stands as it would be written is not written again: opening the file then writes nothing.
-- Fingerprint of the fact tables and macros that the report contracts ask for. Writer: warehouse/engine/open.ts.
CREATE TABLE fact_form (sha256 VARCHAR);
-- Fingerprint of the register of areas and duties. Writer: warehouse/register/register.ts.
CREATE TABLE register_form (sha256 VARCHAR);
