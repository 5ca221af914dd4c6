import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

export const ROOT = resolve(import.meta.dirname, "../..");
export const ROOMS = ["pipeline", "warehouse", "rules", "reports"] as const;

/** The TypeScript files below some folders, as paths from the root. */
export const sourceFiles = (...folders: readonly string[]): string[] =>
  folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => join(folder, name)),
  );

export const readSource = (file: string): string => readFileSync(join(ROOT, file), "utf8");

/** What a file imports, types included: files as paths from the root, packages as they are named. */
export function importsOf(file: string): string[] {
  const names = [...readSource(file).matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map(
    (match) => match[1]!,
  );
  return names.map((name) =>
    name.startsWith(".") ? relative(ROOT, resolve(ROOT, dirname(file), name)) : name,
  );
}
