import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/**
 * Size and times of the files that a deployment is read from: where one of them was changed, all are read again. Null for an account that
 * may pass the folder and not list it.
 */
export function folderTrace(dir: string): string | null {
  try {
    return traceOfFiles(dir);
  } catch {
    return null;
  }
}

function traceOfFiles(dir: string): string {
  return [dir, join(dir, "mappings")]
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .filter((path) => /\.(ya?ml|csv|geojson)$/.test(path))
    .map((path) => {
      const { ino, size, mtimeNs, ctimeNs } = statSync(path, { bigint: true });
      return `${path} ${ino} ${size} ${mtimeNs} ${ctimeNs}`;
    })
    .join("\n");
}
