-- Personal data in free text (公民身份号码、手机号码、银行卡号): found by form and check digit, and masked for readers.
CREATE OR REPLACE MACRO citizen_id(text) AS
  regexp_extract(text, '(?:^|[^0-9])([1-9][0-9]{5}(?:18|19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx])(?:$|[^0-9])', 1);
CREATE OR REPLACE MACRO citizen_id_holds(id) AS
  length(id) = 18 AND substr('10X98765432', 1 + CAST(list_sum(list_transform(range(1, 18), place ->
    try_cast(substr(id, CAST(place AS INTEGER), 1) AS INTEGER) * [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2][place])) AS INTEGER) % 11, 1)
    = upper(substr(id, 18, 1));
CREATE OR REPLACE MACRO mobile_number(text) AS
  regexp_matches(text, '(?:^|[^0-9])1[3-9][0-9][- ]?[0-9]{4}[- ]?[0-9]{4}(?:$|[^0-9])');
CREATE OR REPLACE MACRO bank_card(text) AS regexp_extract(text, '(?:^|[^0-9])((?:62|4|5[1-5])[0-9]{13,17})(?:$|[^0-9])', 1);
-- Luhn check: from the right, double every second digit and subtract nine from results above nine.
CREATE OR REPLACE MACRO bank_card_holds(card) AS
  length(card) BETWEEN 15 AND 19 AND list_sum(list_transform(range(1, length(card) + 1), place ->
    CASE WHEN (length(card) - place) % 2 = 0 THEN try_cast(substr(card, CAST(place AS INTEGER), 1) AS INTEGER)
         ELSE (2 * try_cast(substr(card, CAST(place AS INTEGER), 1) AS INTEGER)) // 10 + (2 * try_cast(substr(card, CAST(place AS INTEGER), 1) AS INTEGER)) % 10 END)) % 10 = 0;
CREATE OR REPLACE MACRO holds_personal_data(text) AS
  coalesce(mobile_number(text) OR (citizen_id(text) <> '' AND citizen_id_holds(citizen_id(text)))
           OR (bank_card(text) <> '' AND bank_card_holds(bank_card(text))), false);
CREATE OR REPLACE MACRO plain_digits(text) AS translate(text, '０１２３４５６７８９', '0123456789');
CREATE OR REPLACE MACRO masked(text) AS
  CASE WHEN holds_personal_data(plain_digits(text))
       THEN regexp_replace(plain_digits(text), '([0-9]{3})(?:[0-9]{5,}|[- ]?[0-9]{4}[- ]?[0-9])([0-9]{2}[0-9Xx])', '\1****\2', 'g') ELSE text END;

-- Lines of each file by kind: title, header, total, blank, accepted, refused, repeated, or inside quotes.
ALTER TABLE submission ADD COLUMN lines JSON;
ALTER TABLE submission ADD COLUMN encoding VARCHAR;
ALTER TABLE submission ADD COLUMN part VARCHAR;
