// Compile the rooms to `dist/`, with the files they read beside them, and stamp the result. `node build/build.js [--if-stale]`.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { builtIn, isFresh, ROOMS, SETTINGS, sourcesOf, stampOf } from "./stamp.js";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** What is bundled with its packages. The bundler is a process of its own, as it is not installed where only what runs is. */
const ENGINES = "reports/documents/engines";

/** What a build depends on, for the commit: a source that was deleted counts too. */
const WATCHED = [...ROOMS, ...SETTINGS];

/**
 * The compiler, or null where only what runs is installed.
 *
 * @param {string} root
 */
function compiler(root) {
  try {
    const manifest = createRequire(join(root, "package.json")).resolve("typescript/package.json");
    return join(dirname(manifest), JSON.parse(readFileSync(manifest, "utf8")).bin.tsc);
  } catch {
    return null;
  }
}

/**
 * @param {string} root
 * @param {string[]} args
 */
const git = (root, ...args) =>
  execFileSync("git", args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();

/**
 * The commit of a checkout, marked where its sources differ from it; null outside of one.
 *
 * @param {string} root
 */
function commitOf(root) {
  try {
    if (git(root, "rev-parse", "--show-prefix") !== "") return null;
    const changed = git(root, "status", "--porcelain", "--", ...WATCHED) !== "";
    return `${git(root, "rev-parse", "--short=12", "HEAD")}${changed ? ".changed" : ""}`;
  } catch {
    return null;
  }
}

/** Whether `dist/` was built from the sources as they stand, and names the commit they stand at. */
export const isCurrent = (root = ROOT) => isFresh(root) && builtIn(root)?.commit === commitOf(root);

/**
 * Build a checkout. The result is made under another name and put in place whole, so that a half build is never run.
 * Returns false where the compiler is not installed.
 */
export function build(root = ROOT) {
  const tsc = compiler(root);
  if (tsc === null) return false;
  const made = join(root, `dist.${process.pid}`);
  try {
    makeBuild(root, tsc, made);
    putInPlace(root, made);
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
  return true;
}

/**
 * Compile, bundle the engines, copy what the program reads besides, and stamp.
 *
 * @param {string} root
 * @param {string} tsc
 * @param {string} made
 */
function makeBuild(root, tsc, made) {
  const stamp = stampOf(root);
  mkdirSync(made, { recursive: true });
  execFileSync(process.execPath, [tsc, "-p", join(root, "tsconfig.build.json"), "--outDir", made], {
    stdio: ["ignore", 2, 2],
  });
  if (existsSync(join(made, ENGINES)))
    execFileSync(process.execPath, [join(root, "build", "bundle.js"), made], { stdio: ["ignore", 2, 2] });
  for (const name of sourcesOf(root)) {
    if (name.endsWith(".ts") || !name.includes("/")) continue;
    mkdirSync(dirname(join(made, name)), { recursive: true });
    cpSync(join(root, name), join(made, name));
  }
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  writeFileSync(
    join(made, "build.json"),
    `${JSON.stringify({ version, commit: commitOf(root), stamp }, null, 2)}\n`,
  );
}

/** Tries to take the place of an earlier build, while others may do the same. */
const TRIES = 20;

/**
 * Put a build in its place. Another process may be doing so too: whoever comes last stays.
 *
 * @param {string} root
 * @param {string} made
 */
function putInPlace(root, made) {
  const replaced = join(root, `dist.old.${process.pid}`);
  for (let left = TRIES; ; left--) {
    try {
      if (existsSync(join(root, "dist"))) renameSync(join(root, "dist"), replaced);
      renameSync(made, join(root, "dist"));
      break;
    } catch (error) {
      if (left === 0) throw error;
    } finally {
      rmSync(replaced, { recursive: true, force: true });
    }
  }
}

/** `npm run prepare` runs before packing and after installing a checkout; what is installed from a pack is built already. */
if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const isCheckout = existsSync(join(ROOT, "pipeline", "main.ts"));
  const isNeeded = isCheckout && !(process.argv.includes("--if-stale") && isFresh(ROOT));
  if (isNeeded && !build()) console.error("not built: the TypeScript compiler is not installed");
}
