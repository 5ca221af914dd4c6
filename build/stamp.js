// The stamp of a build: a hash of the sources it was made from. `bin/` runs a build only while its stamp fits the checkout.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The rooms whose TypeScript is compiled, and what else decides how the result looks. */
export const ROOMS = ["pipeline", "reports", "rules", "warehouse"];
export const SETTINGS = ["package.json", "tsconfig.json", "tsconfig.build.json"];

/**
 * Files of a room that the program runs or reads: code, SQL, data, fonts with their licence.
 *
 * @param {string} name
 */
export const isSource = (name) => /\.(ts|sql|json|ttf)$|(^|\/)fonts\/LICENSE$/.test(name);

/**
 * The sources of a checkout, as paths from its root.
 *
 * @param {string} root
 */
export const sourcesOf = (root) => [
  ...ROOMS.flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: "utf8" })
      .filter(isSource)
      .map((name) => `${room}/${name}`)
      .sort(),
  ),
  ...SETTINGS,
];

/**
 * A SHA-256 over the names and bytes of all sources.
 *
 * @param {string} root
 */
export function stampOf(root) {
  const hash = createHash("sha256");
  for (const name of sourcesOf(root)) {
    const bytes = readFileSync(join(root, name));
    hash.update(`${name}\n${bytes.length}\n`).update(bytes);
  }
  return hash.digest("hex");
}

/**
 * What is known of the build in `dist/`; null where there is none.
 *
 * @param {string} root
 * @returns {{ version: string, commit: string | null, stamp: string } | null}
 */
export function builtIn(root) {
  try {
    return JSON.parse(readFileSync(join(root, "dist", "build.json"), "utf8"));
  } catch {
    return null;
  }
}

/**
 * Whether `dist/` was built from the sources as they stand.
 *
 * @param {string} root
 */
export const isFresh = (root) => builtIn(root)?.stamp === stampOf(root);
