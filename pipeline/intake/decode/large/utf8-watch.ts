import { isUtf8 } from "node:buffer";

/** Watches the blocks of a file go by, and knows in the end whether they were strict UTF-8 all together. */
export class Utf8Watch {
  /** Bytes of a character that the last block ended in. */
  #begun = Buffer.alloc(0);
  #broken = false;

  see(block: Buffer): void {
    if (this.#broken) return;
    const bytes = this.#begun.length > 0 ? Buffer.concat([this.#begun, block]) : block;
    const end = lastWhole(bytes);
    this.#broken = !isUtf8(bytes.subarray(0, end));
    this.#begun = Buffer.from(bytes.subarray(end));
  }

  get held(): boolean {
    return !this.#broken && this.#begun.length === 0;
  }
}

/** Where the last character that is all there ends. */
function lastWhole(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) break;
    if (byte < 0xc0) continue;
    const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return needs > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}
