import { execFileSync, spawn } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { isBuiltin } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseSync } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { childEntry } from "../../warehouse/engine/child-entry.ts";
import { ROOT } from "./source-files.ts";

/** A program of one file that prints where it runs from. */
const MAIN = `/** The entry. */
export async function main(): Promise<number> {
  console.log(import.meta.url.endsWith(".ts") ? "the sources" : "the build");
  return 0;
}
`;

/** An engine that uses a package, a font that the package reads beside its code, and another file of the program. */
const PDF_ENGINE = `import pdfmake from "pdfmake";
import { COLON } from "../colon.ts";
/** A title. */
export const title = "PDF" + COLON + "pdfmake";
/** A document. */
export async function writePdf() {
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy(() => true);
  pdfmake.setFonts({ Helvetica: { normal: "Helvetica" } });
  return pdfmake.createPdf({ content: ["A document"], defaultStyle: { font: "Helvetica" } }).getBuffer();
}
`;

/** A checkout with the project's scripts and settings, and next to no sources. */
function smallCheckout(): string {
  const folder = mkdtempSync(join(tmpdir(), "fengsui-build-"));
  for (const name of ["bin", "build", "package.json", "tsconfig.json", "tsconfig.build.json"])
    cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  for (const room of ["pipeline", "warehouse/queries", "rules", "reports"])
    mkdirSync(join(folder, room), { recursive: true });
  writeFileSync(join(folder, "pipeline/main.ts"), MAIN);
  writeFileSync(join(folder, "warehouse/queries/all.sql"), "SELECT 1");
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  return folder;
}

describe("a build", () => {
  let folder: string;
  const node = (...args: string[]) =>
    execFileSync(process.execPath, args, {
      cwd: folder,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
  beforeAll(() => {
    folder = smallCheckout();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("is run only while its stamp fits the sources", () => {
    expect(node("bin/fengsui.js")).toBe("the sources\n");
    node("build/build.js");
    expect(node("bin/fengsui.js")).toBe("the build\n");
    writeFileSync(join(folder, "warehouse/queries/all.sql"), "SELECT 2");
    expect(node("bin/fengsui.js")).toBe("the sources\n");
  });

  it("made by several processes at once is whole, and leaves nothing beside it", async () => {
    const once = () =>
      new Promise<number | null>((resolve) => {
        spawn(process.execPath, ["build/build.js"], { cwd: folder, stdio: "ignore" }).on("close", resolve);
      });
    expect(await Promise.all(Array.from({ length: 6 }, once))).toEqual([0, 0, 0, 0, 0, 0]);
    expect(node("bin/fengsui.js")).toBe("the build\n");
    expect(readdirSync(folder).filter((name) => name.startsWith("dist"))).toEqual(["dist"]);
  });

  it("holds what the program reads beside its code", () => {
    node("build/build.js", "--if-stale");
    expect(readFileSync(join(folder, "dist/warehouse/queries/all.sql"), "utf8")).toBe("SELECT 2");
    expect(JSON.parse(readFileSync(join(folder, "dist/build.json"), "utf8"))).toMatchObject({
      version: "0.1.0",
      stamp: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it("is not made, and nothing fails, where the compiler is not installed", () => {
    rmSync(join(folder, "node_modules"));
    rmSync(join(folder, "dist"), { recursive: true });
    node("build/build.js");
    expect(() => node("bin/fengsui.js")).toThrow(
      /fengsui is not built\. Run in its folder: npm ci && npm run build/,
    );
  });
});

describe("a build with an engine", () => {
  const engine = "reports/documents/engines";
  let folder: string;
  beforeAll(() => {
    folder = smallCheckout();
    mkdirSync(join(folder, engine), { recursive: true });
    mkdirSync(join(folder, "reports/documents/fonts"));
    writeFileSync(join(folder, "reports/documents/fonts/LICENSE"), "The licence.");
    writeFileSync(join(folder, "reports/documents/fonts/Regular.ttf"), "a font");
    writeFileSync(join(folder, "reports/documents/colon.ts"), 'export const COLON = ": ";');
    writeFileSync(join(folder, engine, "pdf-engine.ts"), PDF_ENGINE);
    execFileSync(process.execPath, ["build/build.js"], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
    rmSync(join(folder, "node_modules"));
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("runs without the packages that the engine imports, with the files that they read", async () => {
    const built: { title: string; writePdf(): Promise<Buffer> } = await import(
      join(folder, "dist", engine, "pdf-engine.js")
    );
    expect(built.title).toBe("PDF: pdfmake");
    expect((await built.writePdf()).subarray(0, 5).toString()).toBe("%PDF-");
  });

  it("leaves other files of the program where they are, and keeps the licences that stand in code", () => {
    const text = readFileSync(join(folder, "dist", engine, "pdf-engine.js"), "utf8");
    expect(text).toContain('from"../colon.js"');
    expect(text).not.toMatch(/(from|require\()\s*["'`]pdf(make|kit)/);
    expect(text).toContain("noble-hashes - MIT License");
  });

  it("holds fonts and their licence", () => {
    expect(readdirSync(join(folder, "dist/reports/documents/fonts")).sort()).toEqual([
      "LICENSE",
      "Regular.ttf",
    ]);
  });

  it("bundles every engine of the project: only Node and the program itself are imported", () => {
    const names = readdirSync(join(ROOT, engine)).filter((name) => name.endsWith(".ts"));
    for (const name of names.map((source) => source.replace(/ts$/, "js"))) {
      const { module } = parseSync(name, readFileSync(join(ROOT, "dist", engine, name), "utf8"));
      const imported = module.staticImports.map(({ moduleRequest }) => moduleRequest.value);
      expect(imported.filter((source) => !isBuiltin(source) && !source.startsWith("../"))).toEqual([]);
    }
  });
});

describe("children and workers", () => {
  it("start from a build that fits the sources", async () => {
    const entry = await childEntry(new URL("../../warehouse/asking/guard.ts", import.meta.url).href, "child");
    expect(entry).toBe(join(ROOT, "dist/warehouse/asking/child.js"));
    const { isFresh } = await import(`${ROOT}/build/stamp.js`);
    expect(isFresh(ROOT)).toBe(true);
  });

  it("of a build start from their neighbour", async () => {
    expect(await childEntry("file:///somewhere/dist/warehouse/asking/guard.js", "child")).toBe(
      "/somewhere/dist/warehouse/asking/child.js",
    );
  });
});
