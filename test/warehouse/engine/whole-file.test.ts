import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { putInPlace, writeAllWhole, writeWhole } from "../../../warehouse/engine/whole-file.ts";

describe("a file written whole", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "fengsui-whole-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("replaces what stood there, and leaves nothing beside it", () => {
    writeWhole(join(folder, "a.txt"), "first");
    writeWhole(join(folder, "a.txt"), Buffer.from("second"));
    expect(readFileSync(join(folder, "a.txt"), "utf8")).toBe("second");
    expect(readdirSync(folder)).toEqual(["a.txt"]);
  });

  it("that cannot be put in its place leaves what stood there, and no part of itself", () => {
    mkdirSync(join(folder, "taken/full"), { recursive: true });
    expect(() => writeWhole(join(folder, "taken"), "text")).toThrow();
    expect(readdirSync(folder)).toEqual(["taken"]);
  });

  it("many at a time: all of them are there", async () => {
    const files = Array.from({ length: 100 }, (_, n) => ({
      path: join(folder, `${n}.txt`),
      content: `text ${n}`,
    }));
    await writeAllWhole(files);
    expect(readdirSync(folder)).toHaveLength(100);
    expect(readFileSync(join(folder, "57.txt"), "utf8")).toBe("text 57");
  });

  it("many at a time: one that cannot be written is an error, and leaves no part of itself", async () => {
    mkdirSync(join(folder, "taken/full"), { recursive: true });
    await expect(writeAllWhole([{ path: join(folder, "taken"), content: "" }])).rejects.toThrow();
    expect(readdirSync(folder)).toEqual(["taken"]);
  });

  it("written by another program takes its name when it is complete", () => {
    writeFileSync(join(folder, "copy.part"), "bytes");
    putInPlace(join(folder, "copy.part"), join(folder, "copy"));
    expect(existsSync(join(folder, "copy.part"))).toBe(false);
    expect(readFileSync(join(folder, "copy"), "utf8")).toBe("bytes");
  });
});
