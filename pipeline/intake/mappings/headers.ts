/**
 * Units that a header may state, as multiples of the unit the contract keeps: persons, or 万元. A map, for what stands in the
 * brackets comes from outside: an object would also know `constructor`.
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

/** Characters of the longest cell that may be a header. */
export const LONGEST_HEADER = 500;

/** A header cell without what office software adds: full-width letters, spaces, line breaks. */
export const plainHeader = (cell: string): string => cell.normalize("NFKC").replace(/\s+/gu, "");

/**
 * Whether a header cell of a file is one of the headers a mapping names, and what its figures must be multiplied by to be in the
 * contract's unit.
 *
 * The cell's stated unit decides, never the size of the figures: `参保人数(万人)` is `参保人数` times 10,000. A unit that is not
 * known makes the headers different.
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

/** The name that a cell would have as a header, without its unit; null where it cannot be one. */
export const headerName = (cell: string): string | null => headerParts(cell)?.name ?? null;

/** The names, without units, that the cells of a row would have as headers. */
export const headerNames = (cells: readonly string[]): Set<string> =>
  new Set(cells.flatMap((cell) => headerName(cell) ?? []));

/** Whether a header a mapping names stands, in whatever unit, in a row with cells of these names. */
export const standsAmong = (wanted: readonly string[], names: ReadonlySet<string>): boolean =>
  partsOf(wanted).some(({ name }) => names.has(name));

interface HeaderParts {
  readonly plain: string;
  readonly name: string;
  readonly unit: string | null;
}

/** Cells that were taken apart before: the files of a night have the same few headers. */
const taken = new Map<string, HeaderParts | null>();
const [MOST_TAKEN, LONGEST_TAKEN] = [5_000, 80];

/** A cell taken apart as a header; null where it cannot be one. */
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

/** A mapping's headers are compared with every cell of every row that may be a header: they are taken apart once. */
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
