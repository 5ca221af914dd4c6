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
