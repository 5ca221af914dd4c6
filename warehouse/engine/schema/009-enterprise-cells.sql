-- Enterprises and persons by report, month and area, each total with its parts: what tables meant for wider circulation are made of,
-- small cells hidden (warehouse/published/small-cells.ts). Writer: warehouse/published/enterprise-cells.ts.
CREATE TABLE enterprise_cell (report VARCHAR, month DATE, area VARCHAR, firms BIGINT, persons BIGINT, largest BIGINT);
