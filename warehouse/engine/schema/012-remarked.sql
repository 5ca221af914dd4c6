-- Whether the remarks on a submission have been made, so that they are made once even if the night was interrupted. Writer: warehouse/review/compare.ts.
ALTER TABLE submission ADD COLUMN remarked BOOLEAN;
UPDATE submission SET remarked = true WHERE id IN (SELECT submission FROM receipt);
