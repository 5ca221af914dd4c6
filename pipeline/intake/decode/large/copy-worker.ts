// In a thread of its own: copy a file, tell how far the copy is, take its SHA-256, find out whether it is strict UTF-8.
const { isUtf8 } = require("node:buffer");
const { createHash } = require("node:crypto");
const { closeSync, fsyncSync, openSync, readSync, writeSync } = require("node:fs");
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

function writeWhole(file, bytes) {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}

const { from, to, shared } = workerData;
/** Bytes copied, and whether there will be more. */
const progress = new BigInt64Array(shared);
const tell = (place, value) => {
  Atomics.store(progress, place, value);
  Atomics.notify(progress, 0);
};

function copy() {
  const LEFT = 4;
  const block = Buffer.alloc((1 << 18) + LEFT);
  const hash = createHash("sha256");
  const [source, target] = [openSync(from, "r"), openSync(to, "w")];
  let utf8 = true;
  let copied = 0n;
  /** Bytes of a character that the last block ended in. */
  let begun = 0;
  const more = () => readSync(source, block, begun, block.length - begun, null);
  for (let read = more(); read > 0; read = more()) {
    const fresh = block.subarray(begun, begun + read);
    writeWhole(target, fresh);
    copied += BigInt(read);
    tell(0, copied);
    hash.update(fresh);
    const bytes = block.subarray(0, begun + read);
    const end = utf8 ? lastWhole(bytes) : bytes.length;
    utf8 = utf8 && isUtf8(bytes.subarray(0, end));
    begun = bytes.length - end;
    block.copyWithin(0, end, bytes.length);
  }
  tell(1, 1n);
  fsyncSync(target);
  closeSync(source);
  closeSync(target);
  return { sha256: hash.digest("hex"), utf8: utf8 && begun === 0 };
}

parentPort.postMessage("begun");
try {
  parentPort.postMessage(copy());
} finally {
  tell(1, 1n);
}
