import yauzl, { type Entry, type ZipFile } from "yauzl";
import type { Budget } from "./budget.ts";
import { DecodeFault } from "./decode-fault.ts";
import { formatOfPackage } from "./formats/package.ts";
import { formatFault } from "./formats/signatures.ts";
import type { Limits } from "./limits.ts";

/** A file inside an archive, with its name as the sender saw it. */
export interface Member {
  readonly name: string;
  /** Unpacked size in bytes according to its directory entry. */
  readonly size: number;
  /** Read its bytes piece by piece, never more than its directory entry states. */
  read(onPiece: (piece: Buffer) => void): Promise<void>;
}

/**
 * Open an archive in memory and pass its members on, checked against the limits before any is unpacked. Unpacked bytes are charged to the
 * file's budget each time a member is read, so that members that share packed bytes are charged in full.
 *
 * Names without the UTF-8 flag are GB18030, as Chinese Windows writes them. Names that would escape the archive (`..`, absolute, drive
 * letters) refuse the whole file, and so do members that make it a file of a format that is not read.
 *
 * @throws DecodeFault when the archive is broken, encrypted, beyond the limits or another format
 */
export async function withMembers<Result>(
  bytes: Buffer,
  budget: Budget,
  work: (members: readonly Member[]) => Promise<Result>,
): Promise<Result> {
  const zip = await open(bytes);
  try {
    const entries = await directory(zip, budget.limits);
    const members = entries.map((entry) => memberOf(zip, entry, budget));
    const format = await formatOfPackage(members);
    if (format) throw new DecodeFault(formatFault(format));
    checkSizes(entries, budget.limits);
    return await work(members);
  } finally {
    zip.close();
  }
}

const memberOf = (zip: ZipFile, entry: Entry, budget: Budget): Member => ({
  name: nameOf(entry),
  size: entry.uncompressedSize,
  read: (onPiece) =>
    read(zip, entry, (piece) => {
      budget.charge("unfolded", piece.length);
      onPiece(piece);
    }),
});

/** All bytes of a member. */
export async function memberBytes(member: Member): Promise<Buffer> {
  // Filled in place: joining the pieces at the end would hold them twice.
  const bytes = Buffer.alloc(member.size);
  let at = 0;
  await member.read((piece) => {
    at += piece.copy(bytes, at);
  });
  return bytes.subarray(0, at);
}

const broken = (error: unknown) =>
  error instanceof DecodeFault
    ? error
    : new DecodeFault({
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
        new DecodeFault({
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
        reject(new DecodeFault({ code: "bad-member-name", details: { name: name.slice(0, 80) } }));
        return;
      }
      if (!/[\\/]$/.test(name)) entries.push(entry);
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
    throw new DecodeFault({
      code: "expands-too-far",
      details: { bytes: bomb?.uncompressedSize ?? all, largest: limits.unfoldedBytes },
    });
  }
  if (entries.some((entry) => (entry.generalPurposeBitFlag & 1) !== 0))
    throw new DecodeFault({ code: "encrypted" });
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
