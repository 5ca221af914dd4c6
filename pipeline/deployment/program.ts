import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder that holds the program's `package.json`: the checkout, or the installed package. */
export const programFolder: string = (() => {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json"))) folder = dirname(folder);
  return folder;
})();

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));

/**
 * The version of the running code, as it is stored with every night: the package's version, and the commit that the build was made from
 * (`0.1.0+119fa7700c2d`). A commit ends in `.changed` where the sources differed from it; code that runs from the sources without a
 * build is `0.1.0+source`.
 */
export function codeVersion(): string {
  const isBuilt = import.meta.url.endsWith(".js");
  const { version, commit } = readJson(join(programFolder, isBuilt ? "dist/build.json" : "package.json")) as {
    readonly version: string;
    readonly commit?: string | null;
  };
  if (!isBuilt) return `${version}+source`;
  return commit ? `${version}+${commit}` : version;
}
