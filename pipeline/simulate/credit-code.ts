import type { Random } from "../../rules/detectors/random.ts";

const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** The 18th character of a unified social credit code (统一社会信用代码, GB 32100-2015) from its first 17. */
export function creditCheckCharacter(first17: string): string {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * ALPHABET.indexOf(first17[at]!), 0);
  return ALPHABET[(31 - (sum % 31)) % 31]!;
}

/** The 17th character: the check digit of the organisation code (GB 11714) over its eight characters. */
export function organisationCheckCharacter(organisation: string): string {
  const sum = ORGANISATION_WEIGHTS.reduce(
    (total, weight, at) => total + weight * Number.parseInt(organisation[at]!, 36),
    0,
  );
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? "X" : String(check);
}

/** A synthetic code of an enterprise with both check characters correct. The area code takes the place of the registration area. */
export function syntheticCreditCode(areaCode: string, random: Random): string {
  const place = areaCode.replace(/\D/g, "").slice(0, 6).padEnd(6, "0");
  const organisation = `MA${Array.from({ length: 6 }, () => random.pick([...ALPHABET])).join("")}`;
  const first17 = `91${place}${organisation}${organisationCheckCharacter(organisation)}`;
  return first17 + creditCheckCharacter(first17);
}
