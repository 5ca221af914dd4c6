// Before packing: a fresh build, and the lock file under the name that a pack may carry, so that an installed pack has the versions that
// were tested and `npm ci` works in it. `--clean` takes the copy away again.
import { copyFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "./build.js";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const SHRINKWRAP = join(ROOT, "npm-shrinkwrap.json");

if (process.argv.includes("--clean")) {
  rmSync(SHRINKWRAP, { force: true });
} else {
  if (!build(ROOT)) throw new Error("the TypeScript compiler is not installed: npm ci");
  copyFileSync(join(ROOT, "package-lock.json"), SHRINKWRAP);
}
