import type { FileFault } from "../table.ts";
import { formatFault } from "./signatures.ts";

/** An entry of the directory of a compound file. */
interface Entry {
  readonly name: string;
  readonly first: number;
  readonly size: number;
  /** Numbers of the entries beside it (two) and of the first below it. */
  readonly links: readonly [left: number, right: number, below: number];
}

/** Sector numbers from here on are marks: the end of a chain, a free sector. */
const MARKS = 0xfffffffa;
/** Sectors of the allocation table that the header lists; only larger files (7 MB) have more, and their directory stands early. */
const [LISTED, LISTED_AT] = [109, 76];
const ENTRY_BYTES = 128;
/** Streams smaller than this lie in pieces of 64 bytes inside the root's stream. */
const [SMALL, SMALL_SECTOR] = [4096, 64];
/** Sectors read of a chain, and the bits of the largest sector there is. */
const [MOST_SECTORS, SECTOR_BITS] = [1024, 12];
const [BOF, FILE_PASS] = [0x0809, 0x002f];
/** Records of a workbook among which the one for its password stands. */
const FIRST_RECORDS = 8;

/**
 * Why a compound file (the container of legacy office formats) is not read as a workbook: a password, or another format by the streams
 * in it. Null for anything else, also for broken files, which the reader of legacy workbooks refuses.
 */
export function compoundFault(bytes: Buffer): FileFault | null {
  if (bytes.length < 512) return null;
  const file = new CompoundFile(bytes);
  const all = file.entries();
  const entries = topOf(all);
  const has = (name: string) => entries.some((entry) => entry.name.toLowerCase() === name);
  if (has("encryptedpackage") || has("encryptioninfo")) return { code: "workbook-password" };
  const book = entries.find(({ name }) => /^(?:workbook|book)$/i.test(name));
  if (book) return hasPassword(file.beginningOf(book, all[0]!)) ? { code: "workbook-password" } : null;
  if (has("worddocument")) return formatFault({ name: "DOC", code: "document-format" });
  if (has("powerpoint document")) return formatFault({ name: "PPT", code: "document-format" });
  if (has("__properties_version1.0")) return formatFault({ name: "MSG", code: "document-format" });
  return null;
}

/** The entries directly below the root: a document may hold a workbook further down, and a workbook a document. */
function topOf(entries: readonly Entry[]): Entry[] {
  const found = new Set<Entry>();
  const open = [entries[0]?.links[2]];
  while (open.length > 0) {
    const entry = entries[open.pop() ?? entries.length];
    if (!entry || found.has(entry)) continue;
    found.add(entry);
    open.push(entry.links[0], entry.links[1]);
  }
  return [...found];
}

/** Whether the records at the beginning of a workbook say that the others are encrypted. */
function hasPassword(stream: Buffer): boolean {
  if (stream.length < 4 || stream.readUInt16LE(0) !== BOF) return false;
  for (let at = 0, records = 0; at + 4 <= stream.length && records < FIRST_RECORDS; records++) {
    if (stream.readUInt16LE(at) === FILE_PASS) return true;
    at += 4 + stream.readUInt16LE(at + 2);
  }
  return false;
}

class CompoundFile {
  readonly #sector: number;

  constructor(readonly bytes: Buffer) {
    this.#sector = 1 << Math.min(bytes.readUInt16LE(30), SECTOR_BITS);
  }

  /** The entries of the directory, the root first. */
  entries(): Entry[] {
    const directory = this.#stream(this.bytes.readUInt32LE(48), MOST_SECTORS);
    const entries: Entry[] = [];
    for (let at = 0; at + ENTRY_BYTES <= directory.length; at += ENTRY_BYTES) {
      const characters = Math.min(directory.readUInt16LE(at + 64), 64);
      entries.push({
        name: directory.toString("utf16le", at, at + Math.max(characters - 2, 0)),
        first: directory.readUInt32LE(at + 116),
        size: directory.readUInt32LE(at + 120),
        links: [
          directory.readUInt32LE(at + 68),
          directory.readUInt32LE(at + 72),
          directory.readUInt32LE(at + 76),
        ],
      });
    }
    return entries;
  }

  /** The first bytes of a stream. */
  beginningOf({ first, size }: Entry, root: Entry): Buffer {
    if (size >= SMALL) return this.#stream(first, 1);
    const at = first * SMALL_SECTOR;
    const sectors = Math.floor(at / this.#sector) + 1;
    return sectors > MOST_SECTORS ? Buffer.alloc(0) : this.#stream(root.first, sectors).subarray(at);
  }

  /** The bytes of a chain of sectors, up to a number of them. */
  #stream(first: number, most: number): Buffer {
    const sectors: Buffer[] = [];
    for (let sector = first; sector < MARKS && sectors.length < most; sector = this.#next(sector))
      sectors.push(this.#bytesOf(sector));
    return Buffer.concat(sectors);
  }

  #bytesOf(sector: number): Buffer {
    const at = (sector + 1) * this.#sector;
    return this.bytes.subarray(at, at + this.#sector);
  }

  /** The sector behind another by the allocation table; an end where the table does not say. */
  #next(sector: number): number {
    const perSector = this.#sector / 4;
    const table = Math.floor(sector / perSector);
    if (table >= LISTED) return MARKS;
    const place = this.bytes.readUInt32LE(LISTED_AT + 4 * table);
    const at = (place + 1) * this.#sector + 4 * (sector % perSector);
    return place < MARKS && at + 4 <= this.bytes.length ? this.bytes.readUInt32LE(at) : MARKS;
  }
}
