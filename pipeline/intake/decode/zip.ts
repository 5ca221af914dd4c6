import yauzl, { type Entry, type ZipFile } from "yauzl";
import type { Limits } from "./limits.ts";
import type { FileFault } from "./table.ts";

/** A file inside an archive, with its name as the sender saw it. */
export interface Member {
  readonly name: string;
  /** Its bytes, piece by piece, never more than its directory entry claims. */
  read(onPiece: (piece: Buffer) => void): Promise<void>;
}

/** What breaks off the reading of an archive: the fault that the receipt tells. */
export class ArchiveFault extends Error {
  constructor(readonly fault: FileFault) {
    super(fault.code);
  }
}

/**
 * Open an archive held in memory and hand its members over, checked against the limits before any is unfolded.
 *
 * Names without the UTF-8 mark are GB18030, as Chinese Windows writes them. Names that would leave the archive (`..`, absolute,
 * drive letters) refuse the whole file.
 *
 * @throws ArchiveFault when the archive is broken, encrypted or beyond the limits
 */
export async function withMembers<Result>(
  bytes: Buffer,
  limits: Limits,
  work: (members: readonly Member[]) => Promise<Result>,
): Promise<Result> {
  const zip = await open(bytes);
  try {
    const entries = await directory(zip, limits);
    checkSizes(entries, limits);
    return await work(
      entries.map((entry) => ({ name: nameOf(entry), read: (onPiece) => read(zip, entry, onPiece) })),
    );
  } finally {
    zip.close();
  }
}

/** All bytes of a member. */
export async function memberBytes(member: Member): Promise<Buffer> {
  const pieces: Buffer[] = [];
  await member.read((piece) => pieces.push(piece));
  return Buffer.concat(pieces);
}

const broken = (error: unknown) =>
  error instanceof ArchiveFault
    ? error
    : new ArchiveFault({
        code: "broken-archive",
        details: { problem: String((error as Error)?.message ?? error).slice(0, 200) },
      });

function open(bytes: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(
      bytes,
      { lazyEntries: true, decodeStrings: false, validateEntrySizes: true },
      (error, zip) => (error ? reject(broken(error)) : resolve(zip)),
    );
  });
}

function directory(zip: ZipFile, limits: Limits): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    if (zip.entryCount > limits.members) {
      reject(
        new ArchiveFault({
          code: "too-many-members",
          details: { members: zip.entryCount, most: limits.members },
        }),
      );
      return;
    }
    zip.on("error", (error) => reject(broken(error)));
    zip.on("end", () => resolve(entries));
    zip.on("entry", (entry: Entry) => {
      const name = nameOf(entry);
      if (yauzl.validateFileName(name.replaceAll("\\", "/")) !== null) {
        reject(new ArchiveFault({ code: "bad-member-name", details: { name: name.slice(0, 80) } }));
        return;
      }
      if (!name.endsWith("/")) entries.push(entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
}

function checkSizes(entries: readonly Entry[], limits: Limits): void {
  const all = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
  const bomb = entries.find(
    (entry) => entry.uncompressedSize > limits.ratio * Math.max(entry.compressedSize, 1024),
  );
  if (all > limits.unfoldedBytes || bomb) {
    throw new ArchiveFault({
      code: "expands-too-far",
      details: { bytes: bomb?.uncompressedSize ?? all, largest: limits.unfoldedBytes },
    });
  }
  if (entries.some((entry) => (entry.generalPurposeBitFlag & 1) !== 0))
    throw new ArchiveFault({ code: "encrypted" });
}

function nameOf(entry: Entry): string {
  const raw = entry.fileName as unknown as Buffer;
  const utf8 = (entry.generalPurposeBitFlag & 0x800) !== 0;
  return new TextDecoder(utf8 ? "utf-8" : "gb18030").decode(raw);
}

function read(zip: ZipFile, entry: Entry, onPiece: (piece: Buffer) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) {
        reject(broken(error));
        return;
      }
      stream.on("error", (problem) => reject(broken(problem)));
      stream.on("end", resolve);
      stream.on("data", (piece: Buffer) => {
        try {
          onPiece(piece);
        } catch (problem) {
          stream.destroy();
          reject(broken(problem));
        }
      });
    });
  });
}
