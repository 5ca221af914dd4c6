/** A compound file with streams below its root, each linked to the next as its right neighbour. */
export function compoundOf(streams: readonly { readonly name: string; readonly content: Buffer }[]): Buffer {
  const [END, FREE] = [0xfffffffe, 0xffffffff];
  // Sector 0 is the allocation table, 1 and 2 the directory, 3 to 12 the root's stream; other streams follow.
  const next: number[] = [0xfffffffd, 2, END, ...Array.from({ length: 9 }, (_, at) => at + 4), END];
  const sectors = new Map<number, Buffer>();
  const small = Buffer.alloc(10 * 512);
  let smallAt = 0;
  const entry = (name: string, type: number, links: readonly number[], first: number, size: number) => {
    const bytes = Buffer.alloc(128);
    bytes.write(name, "utf16le");
    bytes.writeUInt16LE(2 * name.length + 2, 64);
    bytes[66] = type;
    for (const [at, link] of links.entries()) bytes.writeUInt32LE(link, 68 + 4 * at);
    bytes.writeUInt32LE(first, 116);
    bytes.writeUInt32LE(size, 120);
    return bytes;
  };
  const entries = streams.map(({ name, content }, at) => {
    const links = [FREE, at + 2 <= streams.length ? at + 2 : FREE, FREE];
    if (content.length < 4096) {
      const first = smallAt / 64;
      content.copy(small, smallAt);
      smallAt += 64 * Math.ceil(content.length / 64);
      return entry(name, 2, links, first, content.length);
    }
    const first = next.length;
    for (let from = 0; from < content.length; from += 512) {
      sectors.set(next.length, content.subarray(from, from + 512));
      next.push(from + 512 < content.length ? next.length + 1 : END);
    }
    return entry(name, 2, links, first, content.length);
  });
  const bytes = Buffer.alloc(512 * (next.length + 1));
  Buffer.from("d0cf11e0a1b11ae1", "hex").copy(bytes);
  bytes.writeUInt16LE(9, 30);
  bytes.writeUInt32LE(1, 44);
  bytes.writeUInt32LE(1, 48);
  bytes.fill(0xff, 76, 512);
  bytes.writeUInt32LE(0, 76);
  for (const [at, sector] of next.entries()) bytes.writeUInt32LE(sector, 512 + 4 * at);
  Buffer.concat([entry("Root Entry", 5, [FREE, FREE, 1], 3, small.length), ...entries]).copy(bytes, 1024);
  small.copy(bytes, 512 * 4);
  for (const [at, sector] of sectors) sector.copy(bytes, 512 * (at + 1));
  return bytes;
}
