/** Units that a header may state, as multiples of the unit the contract keeps: persons, or 万元. */
const UNITS: Readonly<Record<string, number>> = {
  人: 1,
  个: 1,
  户: 1,
  件: 1,
  家: 1,
  人次: 1,
  千人: 1_000,
  万人: 10_000,
  万个: 10_000,
  万人次: 10_000,
  元: 0.0001,
  千元: 0.1,
  万元: 1,
  百万元: 100,
  亿元: 10_000,
};

/** Characters of the longest cell that may be a header. */
const LONGEST_HEADER = 500;

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
  if (cell.length > LONGEST_HEADER) return null;
  const plain = plainHeader(cell);
  if (plain === "") return null;
  const names = plainNames(wanted);
  if (names.some((name) => name.plain === plain)) return 1;
  const theirs = withUnit(plain);
  for (const ours of names)
    if (ours.name === theirs.name) return (UNITS[theirs.unit ?? ""] ?? 1) / (UNITS[ours.unit ?? ""] ?? 1);
  return null;
}

/** A mapping's headers are compared with every cell of every row that may be a header: they are taken apart once. */
const known = new WeakMap<readonly string[], readonly (Header & { readonly plain: string })[]>();

function plainNames(wanted: readonly string[]) {
  const names = known.get(wanted) ?? wanted.map(plainHeader).map((plain) => ({ plain, ...withUnit(plain) }));
  known.set(wanted, names);
  return names;
}

interface Header {
  readonly name: string;
  readonly unit: string | null;
}

function withUnit(header: string): Header {
  const match = /^(.+?)[([](?:单位[:：]?)?([^()[\]]+)[)\]]$/u.exec(header);
  const unit = match?.[2];
  return match && unit !== undefined && unit in UNITS
    ? { name: match[1]!, unit }
    : { name: header, unit: null };
}
