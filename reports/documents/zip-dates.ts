const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;

/**
 * A ZIP file whose entries all bear one day, so that the same content gives the same bytes: what writes a workbook or a text document stamps each
 * entry with the clock, some in local time. Dates stand in each entry's header and again in the directory at the end (APPNOTE 6.3, 4.4.6).
 */
export function withEntryDates(zip: Buffer, day: Date): Buffer {
  const stamped = Buffer.from(zip);
  const date = ((day.getUTCFullYear() - 1980) << 9) | ((day.getUTCMonth() + 1) << 5) | day.getUTCDate();
  const end = stamped.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end < 0 || stamped.readUInt32LE(end) !== END_OF_DIRECTORY) throw new Error("not a ZIP file");
  let at = stamped.readUInt32LE(end + 16);
  for (let left = stamped.readUInt16LE(end + 10); left > 0; left--) {
    const local = stamped.readUInt32LE(at + 42);
    if (stamped.readUInt32LE(at) !== CENTRAL_HEADER || stamped.readUInt32LE(local) !== LOCAL_HEADER)
      throw new Error("a ZIP file with a broken directory");
    for (const field of [at + 12, local + 10]) stamped.writeUInt32LE(date * 0x10000, field);
    at += 46 + stamped.readUInt16LE(at + 28) + stamped.readUInt16LE(at + 30) + stamped.readUInt16LE(at + 32);
  }
  return stamped;
}
