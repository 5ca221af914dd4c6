const [QUOTE, BACKSLASH, MINUS, ZERO, NINE] = [34, 92, 45, 48, 57];
const [OPEN_OBJECT, CLOSE_OBJECT, SPACE] = [123, 125, 32];
/** Numbers that a double may not hold: many digits, or an exponent. Strings may match too; they are then looked at and left alone. */
const MAY_LOSE_DIGITS = /[0-9][0-9.]{15}|[0-9][eE]/;
const NUMBER = /-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
/** Digits that every double holds. */
const HELD_DIGITS = 15;

/**
 * Quote the numbers of a JSON text that a double cannot hold, so that they keep their digits when it is parsed. The text must be valid.
 *
 * @example
 * quoteLongNumbers('{"a":123456789012345678}') // '{"a":"123456789012345678"}'
 */
export function quoteLongNumbers(text: string): string {
  if (!MAY_LOSE_DIGITS.test(text)) return text;
  let [quoted, from] = ["", 0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfText(text, at);
    if (code !== MINUS && !(code >= ZERO && code <= NINE)) continue;
    NUMBER.lastIndex = at;
    const number = NUMBER.exec(text)?.[0] ?? "";
    if (!isHeld(number)) {
      quoted += `${text.slice(from, at)}"${number}"`;
      from = at + number.length;
    }
    at += Math.max(number.length, 1) - 1;
  }
  return quoted + text.slice(from);
}

/** Whether a double holds a number; the last places of a long fraction, which programs print from doubles, do not count. */
function isHeld(number: string): boolean {
  const value = Number(number);
  if (!Number.isFinite(value)) return false;
  const isFraction = !/e/i.test(number) && number.includes(".");
  if (isFraction && number.replace("-", "").indexOf(".") <= HELD_DIGITS) return true;
  return canonical(number) === canonical(String(value));
}

/** A number as digits without zeros at either end, and an exponent. */
function canonical(number: string): string {
  const [mantissa = "", power = "0"] = number.toLowerCase().split("e");
  const [whole = "", fraction = ""] = mantissa.replace("-", "").split(".");
  const digits = whole + fraction;
  let [start, end] = [0, digits.length];
  while (start < end && digits.charCodeAt(start) === ZERO) start++;
  while (end > start && digits.charCodeAt(end - 1) === ZERO) end--;
  if (start === end) return "0";
  const exponent = Number(power) - fraction.length + digits.length - end;
  return `${mantissa.startsWith("-") ? "-" : ""}${digits.slice(start, end)}e${exponent}`;
}

/** How many keys a parsed value has, in all its objects. */
export function countKeys(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const items = Object.values(value);
  let keys = Array.isArray(value) ? 0 : items.length;
  for (const item of items) keys += countKeys(item);
  return keys;
}

/** The first key that stands twice in an object of a JSON text, which must be valid; null if there is none. */
export function findDuplicateKey(text: string): string | null {
  /** Keys of the objects that are open; null for a list. */
  const open: (Set<string> | null)[] = [];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === OPEN_OBJECT) open.push(new Set());
    else if (text[at] === "[") open.push(null);
    else if (code === CLOSE_OBJECT || text[at] === "]") open.pop();
    if (code !== QUOTE) continue;
    const end = endOfText(text, at);
    const keys = open.at(-1);
    if (keys && isKey(text, end)) {
      const key = JSON.parse(text.slice(at, end + 1)) as string;
      if (keys.has(key)) return key;
      keys.add(key);
    }
    at = end;
  }
  return null;
}

/** Whether a colon follows the end of a string. */
function isKey(text: string, end: number): boolean {
  let at = end + 1;
  while (at < text.length && text.charCodeAt(at) <= SPACE) at++;
  return text[at] === ":";
}

/** Offset of the quote that ends a string. */
function endOfText(text: string, open: number): number {
  let at = open + 1;
  while (at < text.length && text.charCodeAt(at) !== QUOTE) at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
  return at;
}
