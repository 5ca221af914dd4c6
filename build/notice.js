// The licences of everything the program is installed with or contains, from the lock file and the packages: `node build/notice.js` writes NOTICE.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const LICENCE_FILE = /^(licen[cs]e|copying|notice)(-[a-z0-9]+)?(\.(txt|md))?$/i;

/** Packages whose code goes into the build (`bundle.js`), with all that they depend on. */
const BUNDLED = ["docx", "echarts", "marked", "pdfmake"];
const FONTS = "reports/documents/fonts";

/**
 * @typedef {{ version: string, license?: string, dev?: boolean, os?: string[], dependencies?: Record<string, string> }} Locked
 */

/**
 * The packages that are installed without development dependencies, and those that are bundled; of builds for one platform each, only the names.
 *
 * @param {string} root
 */
function packagesOf(root) {
  /** @type {{ packages: Record<string, Locked> }} */
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  const bundled = withDependencies(packages);
  return Object.entries(packages)
    .filter(([path, { dev }]) => path !== "" && (!dev || bundled.has(path)))
    .map(([path, { version, license, dev, os }]) => ({
      path,
      name: path.replace(/^.*node_modules\//, ""),
      version,
      license: license ?? "see below",
      isPlatformBuild: os !== undefined,
      isBundled: dev === true,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * The paths of the bundled packages and of what they depend on; not of types, which no bundle holds.
 *
 * @param {Record<string, Locked>} packages
 */
function withDependencies(packages) {
  /** @type {Set<string>} */
  const found = new Set();
  const waiting = BUNDLED.map((name) => `node_modules/${name}`).filter((path) => packages[path]);
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    for (const name of Object.keys(packages[path]?.dependencies ?? {}))
      if (!name.startsWith("@types/")) waiting.push(installedPath(packages, path, name));
  }
  return found;
}

/**
 * Where a package finds another: in its folder, or in one above.
 *
 * @param {Record<string, Locked>} packages
 * @param {string} from
 * @param {string} name
 * @returns {string}
 */
function installedPath(packages, from, name) {
  const path = `${from}${from === "" ? "" : "/"}node_modules/${name}`;
  if (packages[path] || from === "") return path;
  return installedPath(packages, from.slice(0, Math.max(0, from.lastIndexOf("/node_modules/"))), name);
}

/**
 * The licence files of an installed package, one text.
 *
 * @param {string} root
 * @param {string} path
 */
function licenceText(root, path) {
  const folder = join(root, path);
  const parts = existsSync(join(folder, "licenses")) ? readdirSync(join(folder, "licenses")) : [];
  return [
    ...readdirSync(folder)
      .filter((name) => LICENCE_FILE.test(name))
      .sort(),
    ...parts.sort().map((name) => join("licenses", name)),
  ]
    .map((name) => readFileSync(join(folder, name), "utf8").replaceAll("\r", "").trim())
    .join("\n\n");
}

/** The text of NOTICE. */
export function noticeText(root = ROOT) {
  const packages = packagesOf(root);
  /** @type {Map<string, string[]>} */
  const texts = new Map();
  const fonts = readFileSync(join(root, FONTS, "LICENSE"), "utf8").trim();
  texts.set(fonts, [`Noto Sans SC (${FONTS})`]);
  for (const { path, name, version, license, isPlatformBuild } of packages) {
    if (isPlatformBuild) continue;
    const text = licenceText(root, path) || `${license} (the package carries no licence text)`;
    texts.set(text, [...(texts.get(text) ?? []), `${name} ${version}`]);
  }
  return [
    "Fengsui 烽燧",
    "Licensed under the Apache License, Version 2.0; see LICENSE.",
    "",
    "It is installed with these packages and this font, under their licences. Made by `node build/notice.js`; never written by hand.",
    "",
    "- Noto Sans SC 2.004: OFL-1.1 (a font, cut down to the characters in use)",
    ...packages.map(
      ({ name, version, license, isPlatformBuild, isBundled }) =>
        `- ${name} ${version}: ${license}${isPlatformBuild ? " (the build for one platform)" : ""}${isBundled ? " (part of the build)" : ""}`,
    ),
    ...[...texts].flatMap(([text, names]) => ["", "-".repeat(100), names.join(", "), "", text]),
    "",
  ].join("\n");
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  writeFileSync(join(ROOT, "NOTICE"), noticeText());
}
