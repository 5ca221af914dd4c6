// The licences of everything the program is installed with, from the lock file and the packages: `node build/notice.js` writes NOTICE.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const LICENCE_FILE = /^(licen[cs]e|copying|notice)(-[a-z0-9]+)?(\.(txt|md))?$/i;

/**
 * The packages that are installed without development dependencies; of builds for one platform each, only the names.
 *
 * @param {string} root
 */
function packagesOf(root) {
  /** @type {{ packages: Record<string, { version: string, license?: string, dev?: boolean, os?: string[] }> }} */
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  return Object.entries(packages)
    .filter(([path, { dev }]) => path !== "" && !dev)
    .map(([path, { version, license, os }]) => ({
      path,
      name: path.replace(/^.*node_modules\//, ""),
      version,
      license: license ?? "see below",
      isPlatformBuild: os !== undefined,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * The licence files of an installed package, one text.
 *
 * @param {string} root
 * @param {string} path
 */
function licenceText(root, path) {
  const folder = join(root, path);
  return readdirSync(folder)
    .filter((name) => LICENCE_FILE.test(name))
    .sort()
    .map((name) => readFileSync(join(folder, name), "utf8").replaceAll("\r", "").trim())
    .join("\n\n");
}

/** The text of NOTICE. */
export function noticeText(root = ROOT) {
  const packages = packagesOf(root);
  /** @type {Map<string, string[]>} */
  const texts = new Map();
  for (const { path, name, version, license, isPlatformBuild } of packages) {
    if (isPlatformBuild) continue;
    const text = licenceText(root, path) || `${license} (the package carries no licence text)`;
    texts.set(text, [...(texts.get(text) ?? []), `${name} ${version}`]);
  }
  return [
    "Fengsui 烽燧",
    "Licensed under the Apache License, Version 2.0; see LICENSE.",
    "",
    "It is installed with these packages, under their licences. Made by `node build/notice.js`; never written by hand.",
    "",
    ...packages.map(
      ({ name, version, license, isPlatformBuild }) =>
        `- ${name} ${version}: ${license}${isPlatformBuild ? " (the build for one platform)" : ""}`,
    ),
    ...[...texts].flatMap(([text, names]) => ["", "-".repeat(100), names.join(", "), "", text]),
    "",
  ].join("\n");
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  writeFileSync(join(ROOT, "NOTICE"), noticeText());
}
