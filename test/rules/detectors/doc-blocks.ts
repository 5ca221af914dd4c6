import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Folder of the detectors. */
export const DETECTORS = fileURLToPath(new URL("../../../rules/detectors/", import.meta.url));

/** The rooms of the detectors, in the order of their pages. */
export const ROOMS = [
  "surveillance",
  "season",
  "delay",
  "turning-points",
  "change",
  "distributions",
] as const;

/** The tags that every public function must have. */
export const TAGS = ["when", "whenNot", "minimumSample", "units", "throws", "source", "example"] as const;

type Tag = (typeof TAGS)[number];

/** The documentation of one exported function. */
export interface DocBlock {
  readonly room: string;
  readonly file: string;
  readonly name: string;
  readonly internal: boolean;
  /** First sentence and explanation, without tags. */
  readonly what: string;
  readonly tags: Readonly<Partial<Record<Tag, string>>>;
}

/** A worked example: code, and the value it gives. */
export interface Example {
  readonly code: string;
  readonly value: string;
}

function readBlock(text: string): { what: string; internal: boolean; tags: Partial<Record<Tag, string>> } {
  const lines = text.split("\n").map((line) => line.replace(/^\s*\* ?/, ""));
  const tags: Partial<Record<Tag, string>> = {};
  const what: string[] = [];
  let current: Tag | null = null;
  let internal = false;
  for (const line of lines) {
    const tag = /^@(\w+)\s?(.*)$/.exec(line);
    if (tag?.[1] === "internal") internal = true;
    else if (tag !== null) {
      current = tag[1] as Tag;
      tags[current] = tag[2] ?? "";
    } else if (current === null) what.push(line);
    else tags[current] += `\n${line}`;
  }
  for (const name of Object.keys(tags) as Tag[]) tags[name] = tags[name]!.trim();
  return { what: what.join("\n").trim(), internal, tags };
}

/** Every exported function of one file with its block; an empty block where there is none. */
export function docBlocksOf(room: string, file: string, text: string): DocBlock[] {
  return [...text.matchAll(/^export function (\w+)/gm)].map((found) => {
    const before = text.slice(0, found.index);
    const start = before.lastIndexOf("/**");
    const block = before.trimEnd().endsWith("*/") ? before.slice(start + 3, before.lastIndexOf("*/")) : "";
    return { room, file, name: found[1]!, ...readBlock(block) };
  });
}

/** Files of a room, with their text. */
export function filesOf(room: string): { file: string; text: string }[] {
  return readdirSync(join(DETECTORS, room))
    .filter((file) => file.endsWith(".ts"))
    .sort()
    .map((file) => ({ file, text: readFileSync(join(DETECTORS, room, file), "utf8") }));
}

/** Every exported function of the detectors. */
export function allDocBlocks(): DocBlock[] {
  return ROOMS.flatMap((room) => filesOf(room).flatMap(({ file, text }) => docBlocksOf(room, file, text)));
}

/** Code and value of an example. */
export function exampleOf(block: DocBlock): Example | null {
  const found = /^([\s\S]*?)\s*\/\/ => (.*)$/.exec(block.tags.example ?? "");
  return found === null ? null : { code: found[1]!, value: found[2]! };
}
