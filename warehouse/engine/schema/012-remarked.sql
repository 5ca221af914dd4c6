-- Whether the remarks on a submission are made: once, though the night that made them broke off. Writer: warehouse/review/compare.ts.
ALTER TABLE submission ADD COLUMN remarked BOOLEAN;
UPDATE submission SET remarked = true WHERE id IN (SELECT submission FROM receipt);
