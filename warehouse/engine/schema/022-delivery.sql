-- Sending between nights (送达). `last_attempt`: a try later than the clock was made before the clock was set back, and holds nothing up;
-- `clock_from`: since when the message is given up by its age, where it was sent again by hand (else since it was written).
-- Writers: reports/delivery/.
ALTER TABLE delivery ADD COLUMN last_attempt TIMESTAMP;
ALTER TABLE delivery ADD COLUMN clock_from TIMESTAMP;
-- Where in the SMTP conversation a try ended, such as rcpt-to.
ALTER TABLE delivery_attempt ADD COLUMN stage VARCHAR;
-- Times at which a mail server took nothing from us, whatever the message was: no connection, no login, a sender refused.
CREATE TABLE mail_session (noticed_at TIMESTAMP, stage VARCHAR, detail VARCHAR, transport VARCHAR);
-- What was done about a message that was refused or given up: the delivery at another contact of the office, the letter to the operator.
CREATE TABLE delivery_followup (delivery VARCHAR PRIMARY KEY, done_at TIMESTAMP, other VARCHAR, letter VARCHAR);
-- What ended before this table was there is past.
INSERT INTO delivery_followup SELECT id, next_attempt, NULL, NULL FROM delivery WHERE state IN ('refused', 'dead');
