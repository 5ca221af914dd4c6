/** How a number format shows numbers, as far as it matters for reading them. */
export interface NumberDisplay {
  readonly isDate: boolean;
  /** Decimals shown; null for the general format and exponents, which show as many as fit. */
  readonly places: number | null;
  /** Power of ten by which the display divides the number: 4 for `0!.0000`, 3 for `0,`, -2 for `0%`. */
  readonly power: number;
  /** Digits to which whole numbers are filled with zeros, and the text before them; 0 where they are not. */
  readonly zeros: number;
  readonly prefix: string;
  /** Text behind the number. */
  readonly suffix: string;
  /** Its sections divide numbers differently, so that what is shown depends on the number. */
  readonly isMixed: boolean;
}

/** Maximum characters read of a number format; office software allows 255. */
const LONGEST_FORMAT = 1000;
const GENERAL: NumberDisplay = {
  isDate: false,
  places: null,
  power: 0,
  zeros: 0,
  prefix: "",
  suffix: "",
  isMixed: false,
};
/** Built-in number formats of the standard (ECMA-376 part 1, 18.8.30) that are not dates. */
const BUILT_IN: ReadonlyMap<number, string> = new Map([
  ...([
    [1, "0"],
    [2, "0.00"],
    [3, "#,##0"],
    [4, "#,##0.00"],
    [9, "0%"],
    [10, "0.00%"],
  ] as const),
  ...([
    [37, "#,##0"],
    [38, "#,##0"],
    [39, "#,##0.00"],
    [40, "#,##0.00"],
    [41, "#,##0"],
    [42, "#,##0"],
  ] as const),
  ...([
    [43, "#,##0.00"],
    [44, "#,##0.00"],
  ] as const),
]);

/** The display of a built-in number format. */
export const builtInDisplay = (id: number): NumberDisplay =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)
    ? { ...GENERAL, isDate: true }
    : displayOf(BUILT_IN.get(id) ?? "General");

/** A custom format is a date when it has year, month or day letters outside quotes and brackets. */
const looksLikeDate = (code: string): boolean => /[ymd年月日]/i.test(withoutText(code));

/**
 * The display of a number format by its code; of several sections the first counts, if the others divide alike. A literal point between digits divides the shown
 * number, and so does each comma behind the last digit.
 *
 * @example
 * displayOf("0!.0000").power // 4
 */
export function displayOf(format: string): NumberDisplay {
  const [code = "", ...others] = sectionsOf(format.slice(0, LONGEST_FORMAT));
  const first = sectionDisplay(code);
  if (first.isDate) return first;
  const rest = others.filter((section) => /[0#?]/.test(withoutText(section))).map(sectionDisplay);
  const isMixed = rest.some(
    ({ power, suffix }) => power !== first.power || scaleOf(suffix) !== scaleOf(first.suffix),
  );
  return { ...first, isMixed };
}

/** The signs of a text behind a number that say how large it is. */
export const scaleOf = (suffix: string): string => suffix.replace(/[^0-9十百千万亿]/gu, "");

/** The sections of a format, divided by semicolons outside of texts. */
function sectionsOf(format: string): string[] {
  const sections = [""];
  for (const [piece] of format.matchAll(/"[^"]*"|[\\!].|./gsu))
    if (piece === ";") sections.push("");
    else sections[sections.length - 1] += piece;
  return sections;
}

const withoutText = (code: string): string => code.replace(/"[^"]*"|\[[^\]]*\]|[\\!]./g, "");

function sectionDisplay(code: string): NumberDisplay {
  const general = /^\s*(?:general|g\/通用格式)/i.exec(code)?.[0];
  if (general !== undefined || code.trim() === "")
    return { ...GENERAL, suffix: textOf(tokensOf(code.slice(general?.length ?? 0))) };
  if (looksLikeDate(code)) return { ...GENERAL, isDate: true };
  const tokens = tokensOf(code);
  const digits = tokens.filter(({ kind }) => kind === "digit").length;
  if (digits === 0 || tokens.some(({ kind }) => kind === "exponent")) return GENERAL;
  const [first, last] = [
    tokens.findIndex(({ kind }) => kind === "digit"),
    tokens.findLastIndex(({ kind }) => kind === "digit"),
  ];
  const point = tokens.findIndex(({ kind }) => kind === "point");
  const whole = tokens.slice(first, point < 0 ? last + 1 : point);
  const literalPoint = whole.findLastIndex(({ kind, text }) => kind === "text" && text === ".");
  const behindLiteral =
    literalPoint < 0 ? 0 : whole.slice(literalPoint).filter(({ kind }) => kind === "digit").length;
  const behind = tokens.slice(last + 1);
  const commas = behind.findIndex(({ kind }) => kind !== "comma");
  const percents = tokens.filter(({ kind }) => kind === "percent").length;
  const wholeDigits = whole.filter(({ kind }) => kind === "digit");
  const isFilled = wholeDigits.length > 1 && point < 0 && whole.every(({ text }) => text === "0");
  return {
    isDate: false,
    places:
      behindLiteral + (point < 0 ? 0 : tokens.slice(point).filter(({ kind }) => kind === "digit").length),
    power: behindLiteral + 3 * (commas < 0 ? behind.length : commas) - 2 * percents,
    zeros: isFilled ? wholeDigits.length : 0,
    prefix: textOf(tokens.slice(0, first)),
    suffix: textOf(behind),
    isMixed: false,
  };
}

const textOf = (tokens: readonly Token[]): string =>
  tokens.flatMap(({ kind, text }) => (kind === "text" ? [text] : [])).join("");

interface Token {
  readonly kind: "digit" | "point" | "comma" | "percent" | "exponent" | "text";
  readonly text: string;
}

const TOKEN = /"([^"]*)"|[\\!](.)|\[[^\]]*\]|[_*].|([Ee][+-])|([0#?])|(\.)|(,)|([%％])|(.)/gsu;

/** The parts of a format's first section; colours, conditions and fillers are left out. */
function tokensOf(code: string): Token[] {
  const tokens: Token[] = [];
  for (const [, quoted, escaped, exponent, digit, point, comma, percent, other] of code.matchAll(TOKEN)) {
    if (other === ";") break;
    if (exponent) tokens.push({ kind: "exponent", text: exponent });
    else if (digit) tokens.push({ kind: "digit", text: digit });
    else if (point) tokens.push({ kind: "point", text: point });
    else if (comma) tokens.push({ kind: "comma", text: comma });
    else if (percent) tokens.push({ kind: "percent", text: percent });
    else {
      const text = quoted ?? escaped ?? other ?? "";
      if (text.trim() !== "") tokens.push({ kind: "text", text });
    }
  }
  return tokens;
}
