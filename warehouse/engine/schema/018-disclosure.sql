-- Enterprises and persons by report, month, table of amounts and area, with the largest enterprises by fingerprints: from which it is decided what of
-- them may be shown. `own`: the area's own reports beside those of the areas below it. Made anew by the next night.
-- Writer: warehouse/disclosure/enterprise-cells.ts.
DROP TABLE enterprise_cell;
CREATE TABLE enterprise_cell (
  report VARCHAR, month DATE, name VARCHAR, area VARCHAR, own BOOLEAN,
  firms BIGINT, persons BIGINT, tops STRUCT(firm VARCHAR, amount BIGINT)[]
);
-- The versions in which a month's tables of a report were shown: as known at which instant, in the areas of which register. A version
-- follows another only where the difference tells of no single enterprise. Writer of these tables: warehouse/disclosure/disclose.ts.
CREATE TABLE disclosed_table (
  report VARCHAR, month DATE, version INTEGER, as_of TIMESTAMP, night BIGINT, fingerprint VARCHAR, limits VARCHAR, register VARCHAR
);
-- What was shown of each cell, and why not.
CREATE TABLE disclosed_cell (
  report VARCHAR, month DATE, version INTEGER, name VARCHAR, area VARCHAR, firms BIGINT, persons BIGINT, hidden VARCHAR
);
-- Registers in which tables were shown, as `descent_span`.
CREATE TABLE disclosed_descent (register VARCHAR, ancestor VARCHAR, area VARCHAR, distance INTEGER, valid_from DATE, valid_to DATE);
