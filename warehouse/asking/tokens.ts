/** A piece of a statement's text, without blanks and comments; brackets, commas and operators are signs of a single character. */
export interface Token {
  readonly kind: "word" | "quoted" | "text" | "number" | "sign";
  /** A word in small letters, anything else as written. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const SPACE = /[\s\ufeff]+|--[^\n]*/uy;
const WORD = /[\p{L}_][\p{L}\p{N}_$]*/uy;
const NUMBER = /\p{N}[\p{L}\p{N}_.]*/uy;
const QUOTED = /"(?:[^"]|"")*(?:"|$)/uy;
const TEXT = /'(?:[^']|'')*(?:'|$)/uy;
const ESCAPED = /[eE]'(?:[^'\\]|\\.|'')*(?:'|$)/suy;
const PARAMETER = /\$[\p{L}\p{N}_]+(?!\$)/uy;
const DOLLARS = /\$([\p{L}_][\p{L}\p{N}_]*)?\$/uy;

/** What a pattern finds at a place. */
function matchAt(pattern: RegExp, sql: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(sql)?.[0] ?? null;
}

/**
 * The tokens of a statement's text as the engine's scanner cuts it: its comments nest, its texts may stand between dollars. It finds places
 * to change or to name in a message; what a text is and whether it is run is for the engine's parser alone to decide.
 */
export function tokensOf(sql: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < sql.length; ) {
    const blank = matchAt(SPACE, sql, at) ?? (sql.startsWith("/*", at) ? commentAt(sql, at) : null);
    if (blank !== null) {
      at += blank.length;
      continue;
    }
    const [kind, text] = tokenAt(sql, at);
    tokens.push({
      kind,
      text: kind === "word" ? text.toLowerCase() : text,
      start: at,
      end: at + text.length,
    });
    at += text.length;
  }
  return tokens;
}

function commentAt(sql: string, from: number): string {
  let depth = 0;
  for (let at = from; at < sql.length; at++) {
    const pair = sql.slice(at, at + 2);
    if (pair === "/*") depth++;
    if (pair === "*/") depth--;
    if (pair === "/*" || pair === "*/") at++;
    if (depth === 0) return sql.slice(from, at + 1);
  }
  return sql.slice(from);
}

function tokenAt(sql: string, at: number): [Token["kind"], string] {
  const dollars = matchAt(DOLLARS, sql, at);
  if (dollars !== null) {
    const end = sql.indexOf(dollars, at + dollars.length);
    return ["text", end < 0 ? sql.slice(at) : sql.slice(at, end + dollars.length)];
  }
  const patterns = [
    ["text", ESCAPED],
    ["text", TEXT],
    ["quoted", QUOTED],
    ["word", WORD],
    ["number", NUMBER],
    ["word", PARAMETER],
  ] as const;
  for (const [kind, pattern] of patterns) {
    const found = matchAt(pattern, sql, at);
    if (found !== null) return [kind, found];
  }
  return ["sign", String.fromCodePoint(sql.codePointAt(at)!)];
}
