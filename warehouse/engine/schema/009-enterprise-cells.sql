-- Enterprises and persons by report, month and area, totals and parts: the source of tables for wider circulation,
-- which hide small cells (warehouse/published/small-cells.ts). Writer: warehouse/published/enterprise-cells.ts.
CREATE TABLE enterprise_cell (report VARCHAR, month DATE, area VARCHAR, firms BIGINT, persons BIGINT, largest BIGINT);
