import type { Picture, Table } from "../documents/content.ts";
import { mailCharts } from "../documents/mail-tables.ts";
import { type Language, translate } from "../language/index.ts";
import { blockHtml, type LetterBlock, type LetterText, letterHtml } from "./letter-text.ts";

/** Most bytes of a page: readers of mail cut off pages of about 100 KB, and gateways refuse large ones. */
const MOST_BYTES = 58_000;
/** Most pictures, and most bytes of what is said under them. */
const MOST_PICTURES = { count: 6, bytes: 12_000 } as const;
/** Most bytes of the table at the end of a letter that has to be shortened. */
const MOST_TABLE = 14_000;
/** Room for the blocks of a section that are only named, and for the line that counts what is left out. */
const ROOM = { named: 1_500, counted: 1_000 } as const;
/** Most blocks of a section that are named in a line each, and most characters of such a line. */
const MOST_NAMED = { lines: 10, characters: 120 } as const;
/** Most characters of what stands above and below the blocks. */
const MOST_CHARACTERS = { lead: 600, line: 300, feet: 8 } as const;

/**
 * A letter whose page stays below 60 KB, whatever it has to say; a letter that fits is unchanged.
 *
 * Blocks keep their order, the most urgent first: they stand in full while they fit, then with a title and a first line, then as a count. Every
 * section of a daily letter keeps its heading as long as there is room. At most six pictures are kept.
 */
export function fittedLetter(text: LetterText, language: Language): LetterText {
  const { charts = [], blocks, table } = text;
  if (charts.length <= MOST_PICTURES.count && pageBytes(text, language) <= MOST_BYTES) return text;
  const { charts: _charts, table: _table, ...words } = text;
  const frame: LetterText = {
    ...words,
    subject: cutText(text.subject, MOST_CHARACTERS.line),
    ...(text.title ? { title: cutText(text.title, MOST_CHARACTERS.line) } : {}),
    office: cutText(text.office, MOST_CHARACTERS.line),
    lead: cutText(text.lead, MOST_CHARACTERS.lead),
    foot: text.foot.slice(-MOST_CHARACTERS.feet).map((line) => cutText(line, MOST_CHARACTERS.line)),
    blocks: [],
  };
  const shown = fittedPictures(charts);
  const ending = {
    ...(shown.length > 0 ? { charts: shown } : {}),
    ...(table ? { table: fittedTable(table, MOST_TABLE, language) } : {}),
  };
  const room = MOST_BYTES - pageBytes({ ...frame, ...ending }, language);
  const missing = charts.length - shown.length;
  const left =
    missing > 0
      ? [
          {
            title: translate(language, "letter.charts-left"),
            lines: [translate(language, "letter.charts-more", { count: missing })],
          },
        ]
      : [];
  return { ...frame, ...ending, blocks: [...fittedBlocks(blocks, room - bytesOf(left), language), ...left] };
}

const pageBytes = (text: LetterText, language: Language): number =>
  Buffer.byteLength(letterHtml(text, language));
const bytesOf = (blocks: readonly LetterBlock[]): number =>
  blocks.reduce((sum, block) => sum + Buffer.byteLength(blockHtml(block)) + 1, 0);

/** A text of at most so many characters, with a mark where it was cut. */
export function cutText(text: string, most: number): string {
  const characters = [...text];
  return characters.length > most ? `${characters.slice(0, most - 1).join("")}…` : text;
}

function fittedPictures(charts: readonly Picture[]): Picture[] {
  const first = charts.slice(0, MOST_PICTURES.count);
  while (first.length > 0 && Buffer.byteLength(mailCharts(first)) > MOST_PICTURES.bytes) first.pop();
  return first;
}

/** The greatest number of parts, up to `most`, for which something fits; 0 where it fits with none. */
function greatest(most: number, fits: (count: number) => boolean): number {
  let [low, high] = [0, most];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The first rows of a table, with how many more there are. */
function firstRows(table: Table, count: number, language: Language): Table {
  const rest = table.rows.length - count;
  if (rest <= 0) return table;
  const more = translate(language, "letter.more-rows", { count: rest });
  return { ...table, rows: table.rows.slice(0, count), notes: [more, ...table.notes.slice(0, 3)] };
}

function fittedTable(table: Table, room: number, language: Language): Table {
  const sizeOf = (count: number) =>
    bytesOf([{ title: table.title, lines: [], table: firstRows(table, count, language) }]);
  return firstRows(
    table,
    greatest(table.rows.length, (count) => sizeOf(count) <= room),
    language,
  );
}

/** The first lines and rows of a block that fit into a room; null where not even its first line does. */
function shortened(block: LetterBlock, room: number, language: Language): LetterBlock | null {
  const { title, lines, table } = block;
  const total = lines.length + (table?.rows.length ?? 0);
  const firstOf = (count: number): LetterBlock => {
    const rows = Math.max(0, count - lines.length);
    const rest = total - count;
    const more = rest > 0 ? [translate(language, "letter.more-rows", { count: rest })] : [];
    return {
      title: cutText(title, MOST_NAMED.characters),
      lines: [...lines.slice(0, count), ...more],
      ...(table && rows > 0 ? { table: { ...table, rows: table.rows.slice(0, rows), notes: [] } } : {}),
    };
  };
  const count = greatest(total, (some) => bytesOf([firstOf(some)]) <= room);
  return count === 0 ? null : firstOf(count);
}

/** A block in a line: its title and its first line. */
function namedLine({ title, lines, table, points = [] }: LetterBlock, language: Language): string {
  const first = lines[0] ?? table?.rows[0]?.[0]?.text ?? points[0]?.text ?? "";
  const words = [title, first].filter((text) => text !== "").join(translate(language, "notice.colon"));
  return cutText(words.replaceAll("\n", " "), MOST_NAMED.characters);
}

/** The heading of a section with its first line only; what is to be done stays with it. */
const shortHeading = ({ title, lines, steps }: LetterBlock): LetterBlock => ({
  title: cutText(title, MOST_NAMED.characters),
  lines: lines.slice(0, 1).map((line) => cutText(line, MOST_NAMED.characters)),
  ...(steps ? { steps } : {}),
});

/** Blocks by their sections; those of a letter without sections are a single one. */
function sectionsOf(blocks: readonly LetterBlock[]): LetterBlock[][] {
  const sections: LetterBlock[][] = [];
  for (const block of blocks) {
    const last = sections.at(-1);
    if (last && !block.isHeading) last.push(block);
    else sections.push([block]);
  }
  return sections;
}

/**
 * The blocks that fit into a number of bytes of a page: in full while they fit, the first that does not with its first lines, the others of each
 * section in a line each, the rest as a count.
 */
export function fittedBlocks(
  blocks: readonly LetterBlock[],
  room: number,
  language: Language,
): LetterBlock[] {
  const sections = sectionsOf(blocks);
  const needs = sections.map(([first]) =>
    first!.isHeading ? bytesOf([shortHeading(first!)]) + ROOM.named : ROOM.named,
  );
  let [left, ahead] = [room - ROOM.counted, needs.reduce((sum, need) => sum + need, 0)];
  const free = () => left - Math.min(ahead, room / 2);
  const shown: LetterBlock[] = [];
  const take = (block: LetterBlock, most: number): boolean => {
    const size = bytesOf([block]);
    if (size > most) return false;
    shown.push(block);
    left -= size;
    return true;
  };
  let [isFull, uncounted] = [false, 0];
  sections.forEach((section, at) => {
    const [first, ...others] = section;
    const isHeaded = first!.isHeading === true;
    if (isHeaded && (isFull || !take(first!, free())) && !take(shortHeading(first!), left)) {
      [isFull, ahead, uncounted] = [true, ahead - needs[at]!, uncounted + section.length];
      return;
    }
    const named: LetterBlock[] = [];
    for (const block of isHeaded ? others : section) {
      if (!isFull && take(block, free())) continue;
      const part = isFull ? null : shortened(block, free(), language);
      isFull = true;
      if (!part || !take(part, free())) named.push(block);
    }
    ahead -= needs[at]!;
    const lines = namedBlock(named, free(), language);
    if (lines === null || !take(lines, free())) uncounted += named.length;
  });
  return uncounted === 0
    ? shown
    : [
        ...shown,
        {
          title: translate(language, "letter.left-out"),
          lines: [translate(language, "letter.more-items", { count: uncounted })],
        },
      ];
}

/** Blocks in a line each, as many as fit, and how many more there are; null where there are none, or no line fits. */
function namedBlock(named: readonly LetterBlock[], room: number, language: Language): LetterBlock | null {
  const blockOf = (count: number): LetterBlock => ({
    title: translate(language, "letter.named-only"),
    lines: [
      ...named.slice(0, count).map((block) => namedLine(block, language)),
      ...(named.length > count
        ? [translate(language, "letter.more-items", { count: named.length - count })]
        : []),
    ],
  });
  const most = Math.min(named.length, MOST_NAMED.lines);
  const count = greatest(most, (some) => bytesOf([blockOf(some)]) <= room);
  return count === 0 ? null : blockOf(count);
}
