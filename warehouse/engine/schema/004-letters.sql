-- Letters that are not notices of a case: receipts (回执), reminders (提醒、催办). Writer: reports/delivery/outbox.ts.
CREATE TABLE letter (
  id VARCHAR PRIMARY KEY, kind VARCHAR, night BIGINT, office VARCHAR, subject VARCHAR, body_text VARCHAR, body_html VARCHAR,
  attachments JSON
);
-- Answered submissions and the letter of each; without a letter where no office sent the submission. Writer: reports/receipts/receipts.ts.
CREATE TABLE receipt (submission BIGINT PRIMARY KEY, letter VARCHAR);
INSERT INTO receipt SELECT id, NULL FROM submission;

-- All contents of deliveries: notices and letters.
CREATE VIEW outgoing AS
SELECT id, 'notice' AS kind, night, office, subject, body_text, body_html, NULL AS attachments FROM notice
UNION ALL
SELECT id, kind, night, office, subject, body_text, body_html, attachments FROM letter;
