import { type Token, tokensOf } from "./tokens.ts";

/** A column of a PIVOT whose values are not written out: the stretch of the statement to write them into. */
export interface PivotSlot {
  readonly start: number;
  readonly end: number;
  /** What is pivoted on, as written. */
  readonly expression: string;
  /** The query that gives the values, where `IN` names one; else they are those of the data. */
  readonly query: string | null;
}

const isPivot = ({ kind, text }: Token): boolean =>
  kind === "word" && (text === "pivot" || text === "pivot_wider");
const QUERIES = new Set(["select", "from", "with", "values", "pivot", "unpivot"]);
const SET_OPERATIONS = new Set(["union", "intersect", "except"]);
const AFTER_COLUMNS = new Set(["using", "group", "order", "limit", "offset"]);
const OPENING = new Set(["(", "[", "{"]);
const CLOSING = new Set([")", "]", "}"]);

/** Tokens from a place on that stand in no bracket of their stretch, up to the bracket or semicolon that ends it. */
function level(
  tokens: readonly Token[],
  from: number,
): { readonly at: readonly number[]; readonly end: number } {
  const at: number[] = [];
  let depth = 0;
  for (let index = from; index < tokens.length; index++) {
    const { kind, text } = tokens[index]!;
    const isSign = kind === "sign";
    if (isSign && CLOSING.has(text) && --depth < 0) return { at, end: index };
    if (isSign && text === ";" && depth === 0) return { at, end: index };
    if (depth === 0) at.push(index);
    if (isSign && OPENING.has(text)) depth++;
  }
  return { at, end: tokens.length };
}

/**
 * The columns of PIVOT statements whose values come from the data or from a query: `PIVOT t ON period`, `PIVOT t ON period IN (FROM s)`. The
 * engine makes two statements of such a text, which cannot be looked at as one.
 */
export function pivotSlots(sql: string): PivotSlot[] {
  const tokens = tokensOf(sql);
  const slots = tokens
    .flatMap((token, index) => (isPivot(token) ? slotsOf(sql, tokens, index) : []))
    .sort((a, b) => a.start - b.start);
  // A PIVOT within the query of another is not written out with it.
  return slots.filter(
    (slot) => !slots.some((outer) => outer !== slot && outer.start <= slot.start && slot.end <= outer.end),
  );
}

function slotsOf(sql: string, tokens: readonly Token[], pivot: number): PivotSlot[] {
  const isWord = (index: number, words: ReadonlySet<string>): boolean =>
    tokens[index]!.kind === "word" && words.has(tokens[index]!.text);
  if (isStandardForm(tokens, pivot + 1)) return [];
  const { at, end } = level(tokens, pivot + 1);
  const setOperation = at.findIndex((index) => isWord(index, SET_OPERATIONS));
  const stretch = setOperation < 0 ? at : at.slice(0, setOperation);
  const on = stretch.findLastIndex((index) => isWord(index, new Set(["on"])));
  if (on < 0) return [];
  const rest = stretch.slice(on + 1);
  const after = rest.findIndex((index) => isWord(index, AFTER_COLUMNS));
  const columns = after < 0 ? rest : rest.slice(0, after);
  const behind = after < 0 ? (setOperation < 0 ? end : at[setOperation]!) : rest[after]!;
  return elements(tokens, columns, behind).flatMap(([from, to]) => slotOf(sql, tokens, from, to));
}

/** `FROM t PIVOT (sum(x) FOR y IN (…))`, whose values are always written out. */
function isStandardForm(tokens: readonly Token[], next: number): boolean {
  if (tokens[next]?.text !== "(") return false;
  return level(tokens, next + 1).at.some(
    (index) => tokens[index]!.kind === "word" && tokens[index]!.text === "for",
  );
}

/** Stretches between commas, each from its first token to the one behind its last. */
function elements(tokens: readonly Token[], at: readonly number[], behind: number): [number, number][] {
  const commas = at.filter((index) => tokens[index]!.kind === "sign" && tokens[index]!.text === ",");
  const starts = [at[0] ?? behind, ...commas.map((comma) => comma + 1)];
  return starts.map((start, index): [number, number] => [start, commas[index] ?? behind]);
}

function slotOf(sql: string, tokens: readonly Token[], from: number, to: number): PivotSlot[] {
  if (from >= to) return [];
  const [first, last] = [tokens[from]!, tokens[to - 1]!];
  const isIn = (index: number) => tokens[index]!.kind === "word" && tokens[index]!.text === "in";
  const list = level(tokens.slice(0, to), from).at.find(isIn);
  const place = { start: first.start, end: last.end };
  if (list === undefined) return [{ ...place, expression: sql.slice(place.start, place.end), query: null }];
  const opening = tokens[list + 1];
  const inner = tokens.slice(list + 2, to).find(({ text }) => text !== "(");
  if (list === from || opening?.text !== "(" || inner?.kind !== "word" || !QUERIES.has(inner.text)) return [];
  const expression = sql.slice(place.start, tokens[list - 1]!.end);
  return [{ ...place, expression, query: sql.slice(opening.end, last.start) }];
}

/** The statement with something in the place of each list of values. */
export function withLists(sql: string, slots: readonly PivotSlot[], lists: readonly string[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const [index, { start, end, expression }] of slots.entries()) {
    parts.push(sql.slice(at, start), `(${expression}) IN ${lists[index]!}`);
    at = end;
  }
  return parts.join("") + sql.slice(at);
}

/** Where a character of that statement stands in the statement as it was asked. */
export function placeAsked(slots: readonly PivotSlot[], lists: readonly string[], at: number): number {
  let added = 0;
  for (const [index, { start, end, expression }] of slots.entries()) {
    const length = `(${expression}) IN ${lists[index]!}`.length;
    const from = start + added;
    if (at < from) break;
    if (at < from + length) return Math.min(start + Math.max(at - from - 1, 0), end);
    added += length - (end - start);
  }
  return at - added;
}
