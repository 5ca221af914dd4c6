-- Text shorter than a telephone number is not searched for personal numbers; this skips most cells.
CREATE OR REPLACE MACRO masked(text) AS
  CASE WHEN strlen(text) < 11 THEN text
       WHEN holds_personal_data(plain_digits(text))
       THEN regexp_replace(plain_digits(text), '([0-9]{3})(?:[0-9]{5,}|[- ]?[0-9]{4}[- ]?[0-9])([0-9]{2}[0-9Xx])', '\1****\2', 'g') ELSE text END;
-- Full-width digits and hyphens, as people type them.
CREATE OR REPLACE MACRO plain_digits(text) AS translate(text, '０１２３４５６７８９－', '0123456789-');
