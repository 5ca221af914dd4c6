import { execFileSync } from "node:child_process";
import {
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createOutFile, OutFileRefused } from "../../../warehouse/asking/out-file.ts";

describe("a new file for an answer", () => {
  let folder: string;
  const path = (name: string) => join(folder, name);
  const faultOf = (work: () => unknown): string => {
    try {
      work();
      return "none";
    } catch (error) {
      if (error instanceof OutFileRefused) return error.fault;
      throw error;
    }
  };
  const write = (name: string, replace: boolean) => {
    const out = createOutFile(path(name), replace);
    try {
      writeSync(out.descriptor, "answer");
      out.putInPlace();
    } finally {
      out.close();
    }
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "fengsui-out-"));
    writeFileSync(path("other"), "of somebody else");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("comes whole to a free name, and leaves nothing beside it", () => {
    write("a.csv", false);
    expect(readFileSync(path("a.csv"), "utf8")).toBe("answer");
    expect(readdirSync(folder).sort()).toEqual(["a.csv", "other"]);
  });

  it("replaces a plain file when asked to, and else nothing", () => {
    expect(faultOf(() => write("other", false))).toBe("exists");
    expect(readFileSync(path("other"), "utf8")).toBe("of somebody else");
    write("other", true);
    expect(readFileSync(path("other"), "utf8")).toBe("answer");
  });

  const PLANTED: readonly (readonly [string, string, (place: string) => void])[] = [
    ["link", "a link to a file", (place) => symlinkSync(path("other"), place)],
    ["link", "a link to nothing", (place) => symlinkSync(path("not-there"), place)],
    ["link", "a link to a device", (place) => symlinkSync("/dev/null", place)],
    ["no-plain-file", "a folder", (place) => mkdirSync(place)],
    ["no-plain-file", "a pipe", (place) => void execFileSync("mkfifo", [place])],
    ["exists", "a second name of a file", (place) => linkSync(path("other"), place)],
  ];
  it.each(PLANTED)("%s: %s in its place is left alone", (fault, _, plant) => {
    plant(path("a.csv"));
    expect(faultOf(() => write("a.csv", false))).toBe(fault);
    if (fault !== "exists") expect(faultOf(() => write("a.csv", true))).toBe(fault);
    expect(readFileSync(path("other"), "utf8")).toBe("of somebody else");
    expect(existsSync(path("not-there"))).toBe(false);
    expect(readdirSync(folder).filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  it.each(PLANTED)("%s: %s that comes while it is written is left alone", (_, __, plant) => {
    const out = createOutFile(path("a.csv"), false);
    writeSync(out.descriptor, "answer");
    plant(path("a.csv"));
    expect(faultOf(() => out.putInPlace())).not.toBe("none");
    out.close();
    expect(readFileSync(path("other"), "utf8")).toBe("of somebody else");
    expect(readdirSync(folder).filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  it("a device is no place", () => {
    expect(faultOf(() => createOutFile("/dev/null", true))).toBe("no-plain-file");
    expect(faultOf(() => createOutFile("/dev/fd/1", true))).toMatch(/link|no-plain-file|exists/);
  });

  it("what is exchanged under its temporary name is never given the name", () => {
    const out = createOutFile(path("a.csv"), false);
    const part = readdirSync(folder).find((name) => name.endsWith(".part"))!;
    writeSync(out.descriptor, "answer");
    renameSync(path(part), path("taken"));
    symlinkSync(path("other"), path(part));
    expect(faultOf(() => out.putInPlace())).toBe("exchanged");
    out.close();
    expect(lstatSync(path(part)).isSymbolicLink()).toBe(true);
    expect(existsSync(path("a.csv"))).toBe(false);
    expect(readFileSync(path("other"), "utf8")).toBe("of somebody else");
  });

  it("names of two files are never the same, so that nobody can plant a link there", () => {
    const outs = Array.from({ length: 50 }, () => createOutFile(path("a.csv"), false));
    expect(readdirSync(folder).filter((name) => /^\.[0-9a-f-]{36}\.part$/.test(name))).toHaveLength(50);
    for (const out of outs) out.close();
    expect(readdirSync(folder)).toEqual(["other"]);
  });
});
