/**
 * Units that a header may state, as multiples of the unit the contract keeps: persons, or 万元. A map, because the text in brackets comes
 * from outside and an object would also have `constructor`.
 */
const UNITS: ReadonlyMap<string, number> = new Map([
  ["人", 1],
  ["个", 1],
  ["户", 1],
  ["件", 1],
  ["家", 1],
  ["人次", 1],
  ["千人", 1_000],
  ["万人", 10_000],
  ["万个", 10_000],
  ["万人次", 10_000],
  ["元", 0.0001],
  ["千元", 0.1],
  ["万元", 1],
  ["百万元", 100],
  ["亿元", 10_000],
]);

/** Maximum characters of a header cell. */
export const LONGEST_HEADER = 500;

/** A header cell without full-width letters, spaces and line breaks, which office software adds. */
export const plainHeader = (cell: string): string => cell.normalize("NFKC").replace(/\s+/gu, "");

/**
 * The factor that brings a column's figures to the contract's unit, if its header cell is one a mapping names; else null.
 *
 * The unit stated in the cell decides, never the size of the figures: `参保人数(万人)` is `参保人数` times 10,000. With an unknown unit the headers
 * differ.
 *
 * @example
 * headerFactor(["期末参保人数"], "期末参保人数（万人）") // 10000
 */
export function headerFactor(wanted: readonly string[], cell: string): number | null {
  const theirs = headerParts(cell);
  if (theirs === null) return null;
  const names = partsOf(wanted);
  if (names.some((ours) => ours.plain === theirs.plain)) return 1;
  const ours = names.find(({ name }) => name === theirs.name);
  return ours ? factorOf(theirs) / factorOf(ours) : null;
}

/** The name of a cell as a header, without its unit; null where it cannot be a header. */
export const headerName = (cell: string): string | null => headerParts(cell)?.name ?? null;

/** The names of the cells of a row as headers, without units. */
export const headerNames = (cells: readonly string[]): Set<string> =>
  new Set(cells.flatMap((cell) => headerName(cell) ?? []));

/** Whether a header of a mapping is among these names, in any unit. */
export const standsAmong = (wanted: readonly string[], names: ReadonlySet<string>): boolean =>
  partsOf(wanted).some(({ name }) => names.has(name));

interface HeaderParts {
  readonly plain: string;
  readonly name: string;
  readonly unit: string | null;
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
  const parts = plain === "" ? null : { plain, ...withUnit(plain) };
  if (cell.length <= LONGEST_TAKEN) {
    if (taken.size >= MOST_TAKEN) taken.clear();
    taken.set(cell, parts);
  }
  return parts;
}

/** Cache of a mapping's parsed headers, which are compared with every cell of every possible header row. */
const known = new WeakMap<readonly string[], readonly HeaderParts[]>();

function partsOf(wanted: readonly string[]): readonly HeaderParts[] {
  const parts = known.get(wanted) ?? wanted.flatMap((header) => headerParts(header) ?? []);
  known.set(wanted, parts);
  return parts;
}

const factorOf = ({ unit }: HeaderParts): number => UNITS.get(unit ?? "") ?? 1;

function withUnit(header: string): Omit<HeaderParts, "plain"> {
  const match = /^(.+?)[([](?:单位[:：]?)?([^()[\]]+)[)\]]$/u.exec(header);
  const unit = match?.[2];
  return match && unit !== undefined && UNITS.has(unit)
    ? { name: match[1]!, unit }
    : { name: header, unit: null };
}
