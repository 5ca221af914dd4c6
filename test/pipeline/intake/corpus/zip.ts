import { crc32, deflateRawSync } from "node:zlib";

/** A member of an archive, with properties that a dishonest sender may forge. */
export interface ZipMember {
  /** As text it is marked UTF-8; bytes are written as they are, without the mark, as Chinese Windows does. */
  readonly name: string | Buffer;
  readonly content: string | Buffer;
  readonly encrypted?: boolean;
  /** Size that the directory claims instead of the true one. */
  readonly claims?: number;
}

/** Write an archive byte for byte, always the same for the same members. */
export function zipOf(members: readonly ZipMember[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const member of members) {
    const content = Buffer.from(member.content as string);
    const packed = deflateRawSync(content);
    const name = Buffer.from(member.name as string);
    const flags = (typeof member.name === "string" ? 0x800 : 0) | (member.encrypted ? 1 : 0);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt16LE(0x5c21, 8);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(member.claims ?? content.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), common, name, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from("PK\x01\x02"), Buffer.from([20, 0]), common, tail, name]));
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, central, end]);
}
