import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Budget } from "../pipeline/intake/decode/budget.ts";
import { LIMITS } from "../pipeline/intake/decode/limits.ts";
import { memberBytes, withMembers } from "../pipeline/intake/decode/zip.ts";
import { type ZipMember, zipOf } from "../test/pipeline/intake/corpus/zip.ts";

/** A file of the corpus: its name and its bytes. */
export interface CorpusFile {
  readonly defect: string;
  readonly name: string;
  readonly bytes: Buffer;
  /** Its members, if it is an archive or workbook that can be opened. */
  readonly members: readonly ZipMember[];
}

/** Read the corpus in `test/inbox`, one file from each folder. */
export function readCorpus(folder: string): Promise<CorpusFile[]> {
  const found = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .flatMap((defect) =>
      readdirSync(join(folder, defect), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name !== "expected.txt")
        .map((entry) => ({
          defect,
          name: entry.name,
          bytes: readFileSync(join(entry.parentPath, entry.name)),
        })),
    );
  return Promise.all(found.map(async (file) => ({ ...file, members: await membersOf(file.bytes) })));
}

const membersOf = (bytes: Buffer): Promise<ZipMember[]> =>
  withMembers(bytes, new Budget(LIMITS, bytes.length), (members) =>
    Promise.all(members.map(async (member) => ({ name: member.name, content: await memberBytes(member) }))),
  ).catch(() => []);

/** A random generator of whole numbers from 0 to `below` - 1, the same for the same seed (mulberry32). */
export function dice(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

type Roll = (below: number) => number;
/** A change to a text of bytes (one character each) or of characters. */
type Mutation = (text: string, roll: Roll, other: string) => string;

function piece(text: string, roll: Roll): string {
  const from = roll(text.length + 1);
  return text.slice(from, from + roll(Math.min(400, text.length - from) + 1));
}

const put = (text: string, at: number, added: string): string => text.slice(0, at) + added + text.slice(at);
/** Characters with a special meaning for parsers. */
const SHARP = ['"', "\n", "\r", ",", "\0", "\t", "<", ">", "&", "[", "{", "=", ";", " ", "-", "9", "PK"];

/** Mutations of a file. */
const MUTATIONS: Readonly<Record<string, Mutation>> = {
  flip(text, roll) {
    let spoilt = text;
    for (let left = 1 + roll(8); left > 0 && spoilt.length > 0; left--) {
      const at = roll(spoilt.length);
      const flipped = String.fromCharCode(spoilt.charCodeAt(at) ^ (1 << roll(8)));
      spoilt = spoilt.slice(0, at) + flipped + spoilt.slice(at + 1);
    }
    return spoilt;
  },
  cut: (text, roll) => text.slice(0, roll(text.length + 1)),
  behead: (text, roll) => text.slice(roll(text.length + 1)),
  remove(text, roll) {
    const from = roll(text.length + 1);
    return text.slice(0, from) + text.slice(from + roll(64));
  },
  repeat(text, roll) {
    const block = piece(text, roll);
    return put(text, roll(text.length + 1), block.repeat(1 + roll(20)));
  },
  splice: (text, roll, other) => text.slice(0, roll(text.length + 1)) + other.slice(roll(other.length + 1)),
  insert: (text, roll, other) => put(text, roll(text.length + 1), piece(other, roll)),
  sharp: (text, roll) => put(text, roll(text.length + 1), SHARP[roll(SHARP.length)]!),
  swap(text, roll) {
    const lines = text.split("\n");
    const [from, to] = [roll(lines.length), roll(lines.length)];
    return lines.with(from, lines[to]!).with(to, lines[from]!).join("\n");
  },
};

/** Mutate a file of the corpus in one to three ways, in its bytes, its characters, or one member; returns it with the ways used. */
export function spoil(corpus: readonly CorpusFile[], roll: Roll) {
  const file = corpus[roll(corpus.length)]!;
  const names = Object.keys(MUTATIONS);
  const ways = Array.from({ length: roll(2) === 0 ? 1 : 1 + roll(3) }, () => names[roll(names.length)]!);
  const spoilt = (bytes: Buffer): Buffer => {
    const text = bytes.toString("utf8");
    const encoding = roll(4) > 0 && Buffer.from(text).equals(bytes) ? "utf8" : "latin1";
    const other = () => corpus[roll(corpus.length)]!.bytes.toString(encoding);
    const changed = ways.reduce((so, way) => MUTATIONS[way]!(so, roll, other()), bytes.toString(encoding));
    return Buffer.from(changed, encoding);
  };
  if (file.members.length === 0 || roll(4) === 0) return { ...file, bytes: spoilt(file.bytes), ways };
  const at = roll(file.members.length);
  const members = file.members.map((member, index) =>
    index === at ? { ...member, content: spoilt(Buffer.from(member.content as string)) } : member,
  );
  return { ...file, bytes: zipOf(members), ways };
}
