// In a thread of its own: the SHA-256 of a file's bytes, whether they are strict UTF-8, and that they are safely on the disk.
const { isUtf8 } = require("node:buffer");
const { createHash } = require("node:crypto");
const { closeSync, fsyncSync, openSync, readSync } = require("node:fs");
const { parentPort, workerData } = require("node:worker_threads");

/** Where the last character that is all there ends. */
function lastWhole(bytes) {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back];
    if (byte < 0x80) break;
    if (byte < 0xc0) continue;
    const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return needs > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

const LEFT = 4;
const block = Buffer.alloc((1 << 18) + LEFT);
const hash = createHash("sha256");
const file = openSync(workerData, "r+");
let utf8 = true;
/** Bytes of a character that the last block ended in. */
let begun = 0;
const more = () => readSync(file, block, begun, block.length - begun, null);
for (let read = more(); read > 0; read = more()) {
  hash.update(block.subarray(begun, begun + read));
  const bytes = block.subarray(0, begun + read);
  const end = utf8 ? lastWhole(bytes) : bytes.length;
  utf8 = utf8 && isUtf8(bytes.subarray(0, end));
  begun = bytes.length - end;
  block.copyWithin(0, end, bytes.length);
}
fsyncSync(file);
closeSync(file);
parentPort.postMessage({ sha256: hash.digest("hex"), utf8: utf8 && begun === 0 });
