-- Fingerprints of what was last written, so that opening the file writes nothing when nothing changed.
-- Fingerprint of the fact tables and macros that the report contracts define. Writer: warehouse/engine/open.ts.
CREATE TABLE fact_form (sha256 VARCHAR);
-- Fingerprint of the register of areas and duties. Writer: warehouse/register/register.ts.
CREATE TABLE register_form (sha256 VARCHAR);
