-- Whether 15 digits are a registration number of an enterprise (工商注册号), by its check digit (ISO 7064, MOD 11,10).
CREATE MACRO registration_number_holds(digits) AS
  (list_reduce(list_transform(range(1, 15), lambda place: CAST(substr(digits, place, 1) AS INTEGER)),
               lambda product, digit: ((product + digit + 9) % 10 + 1) * 2 % 11, 10) + CAST(substr(digits, 15, 1) AS INTEGER)) % 10 = 1;
-- Whether a personal number stands where an enterprise's code should. A code is one token: digits inside one of 18 letters and digits are no number
-- of a person, and 15 digits are a registration number where their check digit says so.
CREATE MACRO code_is_personal(code) AS
  CASE WHEN regexp_full_match(code, '[0-9A-Za-z]{18}') AND regexp_matches(code, '[A-WYZa-wyz]') THEN false
       WHEN regexp_full_match(code, '[0-9]{15}') AND registration_number_holds(code) THEN false
       ELSE holds_personal_data(code) END;
-- Cards by the ranges of their issuers and their lengths, in one run or in groups, inside a longer run too, and by their check digit: UnionPay, Visa, Mastercard, JCB, American
-- Express, Discover, Diners Club.
CREATE OR REPLACE MACRO bank_cards(plain) AS
  list_filter(flatten(list_transform(list_transform(
    regexp_extract_all(plain, '[0-9]{13,}|[0-9]{4}(?:[- ][0-9]{4}){3}(?:[- ]?[0-9]{3})?|3[0-9]{3}[- ][0-9]{6}[- ][0-9]{4,5}'),
    lambda card: regexp_replace(card, '[^0-9]', '', 'g')), lambda digits:
    CASE WHEN length(digits) <= 19 THEN [digits]
         ELSE list_transform(range(1, length(digits) - 14), lambda first: substr(digits, first, 16)) || list_transform(range(1, length(digits) - 17), lambda first: substr(digits, first, 19)) END)),
    lambda card: regexp_full_match(card, '62[0-9]{14,17}|4(?:[0-9]{12}|[0-9]{15}|[0-9]{18})|(?:5[1-5][0-9]{2}|2(?:22[1-9]|2[3-9][0-9]|[3-6][0-9]{2}|7[01][0-9]|720)|35[2-8][0-9]|6011|64[4-9][0-9]|65[0-9]{2})[0-9]{12}|3[47][0-9]{13}|3(?:0[0-5]|[68][0-9])[0-9]{11}')
    AND bank_card_holds(card));
-- The check digit of a card of 13 to 19 digits (ISO/IEC 7812-1).
CREATE OR REPLACE MACRO bank_card_holds(card) AS
  length(card) BETWEEN 13 AND 19 AND list_sum(list_transform(range(1, length(card) + 1), lambda place:
    list_transform([CAST(substr(card, CAST(place AS INTEGER), 1) AS INTEGER) * CASE WHEN (length(card) - place) % 2 = 0 THEN 1 ELSE 2 END],
                   lambda value: value // 10 + value % 10)[1])) % 10 = 0;
-- Of 18 digits, of persons born before 2020: what has a later year is the number of a report.
CREATE OR REPLACE MACRO citizen_ids(plain) AS
  list_filter(flatten(list_transform(
    list_transform(regexp_extract_all(plain, '[0-9](?:[- ./,_()·・•‧∙⋅]{0,2}[0-9Xx]){17,}'), lambda run: regexp_replace(run, '[^0-9Xx]', '', 'g')),
    lambda digits: list_transform(range(1, length(digits) - 16), lambda first: substr(digits, first, 18)))),
    lambda id: regexp_full_match(id, '[1-9][0-9]{5}(?:19[0-9]{2}|20[01][0-9])(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]') AND citizen_id_holds(id));
