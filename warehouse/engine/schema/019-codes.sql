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
-- Digits of Chinese numerals and of other scripts as those of ASCII, and what is written for the check character X.
CREATE MACRO folded_digits(plain) AS
  CASE WHEN regexp_matches(plain, '[〇零○一幺壹二贰貳三叁參四肆五伍六陆陸七柒八捌九玖٠-٩۰-۹०-९০-৯๐-๙໐-໙༠-༩၀-၉០-៩᠐-᠙×ХхΧχ]') THEN translate(plain, '〇零○一幺壹二贰貳三叁參四肆五伍六陆陸七柒八捌九玖٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९০১২৩৪৫৬৭৮৯๐๑๒๓๔๕๖๗๘๙໐໑໒໓໔໕໖໗໘໙༠༡༢༣༤༥༦༧༨༩၀၁၂၃၄၅၆၇၈၉០១២៣៤៥៦៧៨៩᠐᠑᠒᠓᠔᠕᠖᠗᠘᠙×ХхΧχ', '00011122233344556667788990123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789XXxXx') ELSE plain END;
-- Numbers without what stands between their digits. The number of a report by area and year, and a decimal fraction, stay as they are.
CREATE MACRO joined_digits(plain) AS
  regexp_replace(regexp_replace(regexp_replace(regexp_replace(folded_digits(plain), '(^|[^0-9])([1-9][0-9]{5})-([0-9]{5})($|[^0-9])', '\1\2#\3\4', 'g'), '([0-9]{5,})[.]([0-9]{1,4})($|[^0-9])', '\1#\2\3', 'g'),
    '([0-9])[- ./_()·・•‧∙⋅]{1,3}([0-9Xx])', '\1\2', 'g'), '([0-9])[- ./_()·・•‧∙⋅]{1,3}([0-9Xx])', '\1\2', 'g');
-- Mobile numbers of joined digits: with the country's number or a zero before them, and two in one run.
CREATE MACRO joined_mobile_number(joined) AS regexp_matches(joined, '(?:^|[^0-9])(?:(?:00)?86)?0?1[3-9][0-9]{9}(?:(?:(?:00)?86)?0?1[3-9][0-9]{9})?(?:$|[^0-9])');
-- Numbers of other papers and accounts are such only beside the word for them: report numbers have the same form.
CREATE OR REPLACE MACRO named_number(plain) AS
  regexp_matches(plain, '(?i)(?:护照|passport)[^0-9]{0,6}(?:[a-z][-. ]{0,2}[0-9]{8}|[a-z]{2}[-. ]{0,2}[0-9]{7})(?:$|[^0-9])|(?:^|[^0-9a-z])(?:[a-z][-. ]{0,2}[0-9]{8}|[a-z]{2}[-. ]{0,2}[0-9]{7})[^0-9a-z]{0,6}(?:护照|passport)|(?:通行证|回乡证|台胞证|港澳)[^0-9]{0,6}(?:[chmlw][-. ]{0,2}[0-9]{8}|c[a-z][-. ]{0,2}[0-9]{7})|(?:^|[^0-9a-z])(?:[chmlw][-. ]{0,2}[0-9]{8}|c[a-z][-. ]{0,2}[0-9]{7})[^0-9a-z]{0,6}(?:通行证|回乡证|台胞证)|(?:电话|座机|固话|传真|联系)[^0-9]{0,6}0[1-9][0-9]{1,2}[-) ]{0,3}[2-8][0-9]{2,3}[- ]?[0-9]{3,4}|(?:^|[^a-z])(?:tele|mobile)?(?:tel|phone|fax)[^0-9a-z]{0,6}0[1-9][0-9]{1,2}[-) ]{0,3}[2-8][0-9]{2,3}[- ]?[0-9]{3,4}|(?:^|[^0-9])0[1-9][0-9]{1,2}[-) ]{0,3}[2-8][0-9]{2,3}[- ]?[0-9]{3,4}[^0-9]{0,4}(?:电话|座机|固话|传真|联系)|(?:^|[^0-9])0[1-9][0-9]{1,2}[-) ]{0,3}[2-8][0-9]{2,3}[- ]?[0-9]{3,4}[^0-9a-z]{0,4}(?:tele)?(?:tel|phone|fax)(?:$|[^a-z])|(?:微信|wechat)(?:账号|帐号|号|id|名|昵称|是|为)*[: =]{1,3}[a-z][-_a-z0-9]{5,19}|(?:微信|wechat)(?:账号|帐号|号|id|名|昵称|是|为)*[a-z](?:[_0-9][-_a-z0-9]{4,18}|[-a-z][_0-9][-_a-z0-9]{3,17}|[-a-z]{2}[_0-9][-_a-z0-9]{2,16}|[-a-z]{3}[_0-9][-_a-z0-9]{1,15}|[-a-z]{4,18}[_0-9])');
CREATE OR REPLACE MACRO holds_personal_data(text) AS
  coalesce(list_transform([plain_digits(text)], lambda plain: mobile_number(plain) OR named_number(plain)
    OR len(list_filter([plain, joined_digits(plain)], lambda run: regexp_matches(run, '[0-9]{11}') AND (joined_mobile_number(run)
      OR former_citizen_id(run) OR len(citizen_ids(run)) > 0 OR len(bank_cards(run)) > 0))) > 0)[1], false);
CREATE OR REPLACE MACRO masked(text) AS
  CASE WHEN strlen(text) < 11 THEN text
       WHEN holds_personal_data(text)
       THEN regexp_replace(regexp_replace(regexp_replace(regexp_replace(plain_digits(text),
         '([0-9〇零○一幺壹二贰貳三叁參四肆五伍六陆陸七柒八捌九玖٠-٩۰-۹०-९০-৯๐-๙໐-໙༠-༩၀-၉០-៩᠐-᠙](?:[- ./,_()·・•‧∙⋅]{0,3}[0-9〇零○一幺壹二贰貳三叁參四肆五伍六陆陸七柒八捌九玖٠-٩۰-۹०-९০-৯๐-๙໐-໙༠-༩၀-၉០-៩᠐-᠙]){2})(?:[- ./,_()·・•‧∙⋅]{0,3}[0-9〇零○一幺壹二贰貳三叁參四肆五伍六陆陸七柒八捌九玖٠-٩۰-۹०-९০-৯๐-๙໐-໙༠-༩၀-၉០-៩᠐-᠙]){5,}((?:[- ./,_()·・•‧∙⋅]{0,3}[0-9〇零○一幺壹二贰貳三叁參四肆五伍六陆陸七柒八捌九玖٠-٩۰-۹०-९০-৯๐-๙໐-໙༠-༩၀-၉០-៩᠐-᠙Xx×ХхΧχ]){3})', '\1****\2', 'g'),
         '(?i)([a-z])[-. ]{0,2}[0-9]{7,8}', '\1****', 'g'),
         '(0[1-9][0-9]{1,2}[-) ]{0,3})[2-8][0-9]{2,3}[- ]?[0-9]{3,4}', '\1****', 'g'),
         '(?i)((?:微信|wechat)(?:账号|帐号|号|id|名|昵称|是|为)*[: =]{0,3})[a-z][-_a-z0-9]{5,19}', '\1****', 'g') ELSE text END;
