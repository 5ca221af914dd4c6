import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { writeWhole } from "../../warehouse/engine/whole-file.ts";
import type { WaitingFile } from "./inbox.ts";

/** A file that was taken in and could not be removed. */
interface Remembered {
  /** Its path, as base64, since a path is bytes. */
  readonly path: string;
  readonly bytes: number;
  readonly modified: number;
  /** SHA-256 of its bytes; null where they could not be read. */
  readonly sha256: string | null;
}

/**
 * Files that were answered and cannot be removed, by path and hash, so that they are not taken in again each night. A file with other
 * bytes under the same name is a new file.
 */
export class RememberedFiles {
  readonly #path: string;
  #files: Remembered[];

  constructor(path: string) {
    this.#path = path;
    this.#files = readFiles(path);
  }

  knows({ path, bytes, modified }: WaitingFile): boolean {
    const key = Buffer.from(path).toString("base64");
    const known = this.#files.find((file) => file.path === key);
    return known?.bytes === bytes && known.modified === modified && known.sha256 === hashOf(path);
  }

  add(path: Buffer, { bytes, modified }: { readonly bytes: number; readonly modified: number }): void {
    const key = path.toString("base64");
    const others = this.#files.filter((file) => file.path !== key);
    this.#write([...others, { path: key, bytes, modified, sha256: hashOf(path) }]);
  }

  /** Forget files that no longer exist. */
  keepOnly(files: readonly WaitingFile[]): void {
    const there = new Set(files.map(({ path }) => Buffer.from(path).toString("base64")));
    const left = this.#files.filter(({ path }) => there.has(path));
    if (left.length < this.#files.length) this.#write(left);
  }

  #write(files: Remembered[]): void {
    this.#files = files;
    if (files.length === 0) {
      rmSync(this.#path, { force: true });
      return;
    }
    mkdirSync(dirname(this.#path), { recursive: true });
    writeWhole(this.#path, JSON.stringify(files));
  }
}

/** Read the list; if it cannot be read it starts empty, and its files are taken in again as duplicates. */
function readFiles(path: string): Remembered[] {
  if (!existsSync(path)) return [];
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Remembered[];
  } catch {
    rmSync(path, { force: true });
    return [];
  }
}

function hashOf(path: string | Buffer): string | null {
  try {
    return createHash("sha256").update(readFileSync(path)).digest("hex");
  } catch {
    // The file may be listed but not readable: then there is no hash to compare.
    return null;
  }
}
