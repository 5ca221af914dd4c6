/**
 * The normal form of texts that identify something (report numbers, enterprises, sites, codes, areas), by which they are compared: Unicode
 * NFKC in lower case, without spaces and invisible characters, with one dash, one apostrophe and one pair of brackets.
 *
 * The engine has the same function as the macro `identity_text` (`schema/013-identity.sql`), which alone makes keys; a test compares both
 * over every character of the Basic Multilingual Plane.
 */

/** Escapes of characters in workbooks (ECMA-376, ST_Xstring); halves of a surrogate pair are none by themselves. */
const ESCAPE = /_x((?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})_/gu;
/** Spaces, controls and every character that is ignored where it cannot be displayed. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Z}\p{Default_Ignorable_Code_Point}\u2800\ufffc]/u;
/** Dashes, with the minus sign, the Katakana long sound, and lines of tables. */
const DASH = /[\p{Pd}\u2212\u30fc\u2500\u2501\u2043]/u;
const APOSTROPHE = /[\u2018\u2019\u201b\u00b4\u0060\u2032]/u;

function foldCharacter(character: string): string {
  if (DASH.test(character)) return "-";
  if (UNSEEN.test(character)) return "";
  if (/\p{Ps}/u.test(character)) return "(";
  if (/\p{Pe}/u.test(character)) return ")";
  if (APOSTROPHE.test(character)) return "'";
  return character.toLowerCase();
}

const foldCharacters = (text: string): string => [...text].map(foldCharacter).join("");

/** The normal form of a text; empty if nothing in it can be seen. A leading apostrophe means "text" to spreadsheet programs. */
export function identityOf(text: string): string {
  const decoded = text.replaceAll(ESCAPE, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  // Some characters, such as the acute accent, are another one only in their compatibility form.
  const compatible = foldCharacters(foldCharacters(decoded).normalize("NFKC"));
  return compatible.normalize("NFC").replace(/^'+/u, "");
}

/** Texts whose normal form is their lower case; the macro has the same class. */
const PLAIN = /^[0-9A-Za-z\u4e00-\u9fff()#%&+,./:;@|-]*$/u;

/** Whether the normal form of a text is simply its lower case. */
export const isPlain = (text: string): boolean => PLAIN.test(text);
