import type { HeaderPath } from "../decode/layout/header-paths.ts";
import { type Fit, fitOf, type QualifierRule, splitQualifiers } from "../decode/layout/qualifiers.ts";
import { parseUnit, type Unit } from "../decode/layout/units.ts";

/** Maximum characters of a header cell. */
export const LONGEST_HEADER = 500;

/** A header cell without full-width letters, invisible characters, spaces and line breaks, which office software adds. */
export const plainHeader = (cell: string): string => cell.normalize("NFKC").replace(/[\s\p{Cf}]+/gu, "");

/** How a column of a file fits a wanted header: `named` where its whole header is that name. */
export interface HeaderMatch {
  readonly fit: "named" | Fit;
  /** Unit that the column's header states. */
  readonly unit: Unit | null;
  /** Unit of the wanted header, which holds where the file states none. */
  readonly usual: Unit | null;
  /** Index of the lowest text of the path that is part of the name: 求职人数 above 需求人数 names the latter. */
  readonly lowest: number;
}

/** A header cell parsed: its name, what stands in brackets behind it, and its unit. */
interface HeaderParts {
  readonly plain: string;
  readonly name: string;
  readonly bracket: string | null;
  readonly unit: Unit | null;
}

/** Cache of parsed cells: the files of a night have the same few headers. */
const taken = new Map<string, HeaderParts | null>();
const [MOST_TAKEN, LONGEST_TAKEN] = [5_000, 80];

/** A cell parsed as a header; null where it cannot be one. */
function headerParts(cell: string): HeaderParts | null {
  if (cell.length > LONGEST_HEADER) return null;
  const known = taken.get(cell);
  if (known !== undefined) return known;
  const plain = plainHeader(cell);
  const parts = plain === "" ? null : { plain, ...splitBracket(plain) };
  if (cell.length <= LONGEST_TAKEN) {
    if (taken.size >= MOST_TAKEN) taken.clear();
    taken.set(cell, parts);
  }
  return parts;
}

function splitBracket(plain: string): Omit<HeaderParts, "plain"> {
  const match = /^(.+?)[([【]((?:单位[:：]?)?([^()[\]【】]+))[)\]】]$/u.exec(plain);
  if (!match) return { name: plain, bracket: null, unit: null };
  const unit = parseUnit(match[3]!);
  return { name: match[1]!, bracket: unit ? null : match[2]!, unit };
}

/**
 * How a column fits one of the headers that a mapping wants, or null. The name may be any run of the path's texts, joined
 * (`需求人数` over `上期结转` is 需求人数上期结转); what stands above, below or in brackets qualifies it.
 *
 * The unit stated in the header decides, never the size of the figures. With an unknown unit in brackets the column is a part.
 *
 * @example
 * matchHeader(["求职人数"], ["求职人数", "合计"], QUALIFIERS.current)?.fit // "preferred"
 */
export function matchHeader(
  wanted: readonly string[],
  path: HeaderPath,
  rule: QualifierRule,
): HeaderMatch | null {
  const names = partsOf(wanted);
  return (
    matchPath(names, path, rule) ??
    (path.length === 1 && path[0]!.includes("/") ? matchPath(names, path[0]!.split("/"), rule) : null)
  );
}

function matchPath(names: readonly HeaderParts[], path: HeaderPath, rule: QualifierRule): HeaderMatch | null {
  // A unit may stand by itself below the name.
  const lowest = path.length > 1 ? parseUnit(plainHeader(path.at(-1)!).replace(/^[([]|[)\]]$/g, "")) : null;
  const texts = lowest ? path.slice(0, -1) : path;
  let found: HeaderMatch | null = null;
  for (let last = texts.length - 1; last >= 0; last--)
    for (let first = 0; first <= last; first++) {
      for (const between of first === last ? [""] : ["", "-"]) {
        const match = matchText(names, texts, [first, last], between, rule);
        if (match && isBetter(match, found)) found = { ...match, unit: match.unit ?? lowest };
      }
      if (found) return found;
    }
  return found;
}

const isBetter = (match: HeaderMatch, found: HeaderMatch | null): boolean =>
  found === null || (match.fit === "named" && found.fit !== "named");

function matchText(
  names: readonly HeaderParts[],
  texts: HeaderPath,
  [first, last]: readonly [number, number],
  between: string,
  rule: QualifierRule,
): HeaderMatch | null {
  const parts = headerParts(texts.slice(first, last + 1).join(between));
  if (!parts) return null;
  const qualifier = (text: string): string => {
    const named = headerParts(text);
    return named?.unit ? named.name : plainHeader(text);
  };
  const above = texts.slice(0, first).map(qualifier);
  const below = texts.slice(last + 1).map(qualifier);
  const isWhole = above.length === 0 && below.length === 0;
  // A group may state the unit of all its columns: 人数（千人）.
  const ofGroup = texts.flatMap((text, at) =>
    at < first || at > last ? (headerParts(text)?.unit ?? []) : [],
  )[0];
  const as = (ours: HeaderParts, fit: HeaderMatch["fit"], unit: Unit | null): HeaderMatch => ({
    ...{ fit, unit: unit ?? ofGroup ?? null, usual: ours.unit, lowest: last },
  });
  const exact = names.find(({ plain }) => plain === parts.plain);
  if (exact) return as(exact, isWhole ? "named" : fitOf(above, below, rule), exact.unit);
  const bracket = parts.bracket === null ? [] : [parts.bracket];
  const named = names.find(({ name, bracket: ours }) => name === parts.name && ours === null);
  if (named)
    return as(
      named,
      isWhole && parts.bracket === null ? "named" : fitOf(above, [...bracket, ...below], rule),
      parts.unit,
    );
  const split = splitQualifiers(parts.name);
  const qualified =
    split.words.length > 0 && names.find(({ name, bracket: ours }) => name === split.name && ours === null);
  return qualified
    ? as(qualified, fitOf([...above, ...split.words], [...bracket, ...below], rule), parts.unit)
    : null;
}

/** Cache of a mapping's parsed headers, which are compared with every cell of every possible header row. */
const known = new WeakMap<readonly string[], readonly HeaderParts[]>();

function partsOf(wanted: readonly string[]): readonly HeaderParts[] {
  const parts = known.get(wanted) ?? wanted.flatMap((header) => headerParts(header) ?? []);
  known.set(wanted, parts);
  return parts;
}

/** Cache of the names that a path may mean. */
const meant = new Map<string, readonly string[]>();

/** The names that columns with these headers may mean, without units, qualifying words and brackets. */
export const headerNames = (paths: readonly HeaderPath[]): Set<string> => {
  const names = new Set<string>();
  for (const path of paths) for (const name of namesOf(path)) names.add(name);
  return names;
};

function namesOf(path: HeaderPath): readonly string[] {
  const key = path.join("\u001f");
  const cached = meant.get(key);
  if (cached) return cached;
  const paths = path.length === 1 && path[0]!.includes("/") ? [path, path[0]!.split("/")] : [path];
  const names = paths.flatMap((texts) =>
    texts.flatMap((_, first) =>
      texts.slice(first).flatMap((__, length) => {
        const part = texts.slice(first, first + length + 1);
        return ["", "-"].flatMap((between) => namesOfText(part.join(between)));
      }),
    ),
  );
  const unique = [...new Set(names)];
  if (key.length <= LONGEST_TAKEN * 3) {
    if (meant.size >= MOST_TAKEN) meant.clear();
    meant.set(key, unique);
  }
  return unique;
}

function namesOfText(text: string): string[] {
  const parts = headerParts(text);
  return parts ? [parts.plain, parts.name, splitQualifiers(parts.name).name] : [];
}

/** Whether a header of a mapping is among these names, in any unit. */
export const standsAmong = (wanted: readonly string[], names: ReadonlySet<string>): boolean =>
  partsOf(wanted).some(
    ({ name, plain, bracket }) => names.has(plain) || (bracket === null && names.has(name)),
  );

/** The names of a mapping's headers, by which a cell is recognised as one. */
export const wantedNames = (wanted: readonly string[]): string[] =>
  partsOf(wanted).flatMap(({ plain, name, bracket }) => (bracket === null ? [plain, name] : [plain]));

/** Whether a cell is one of these names, in any unit and with any qualifying word. */
export const isNamed = (cell: string, names: ReadonlySet<string>): boolean =>
  namesOf([cell]).some((name) => names.has(name));
