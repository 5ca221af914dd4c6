// Before packing: types, a build of the present commit, and the lock file under the name that a pack may carry, so that an installed pack has the versions that
// were tested and `npm ci` works in it. `--clean` takes the copy away again.
import { execFileSync } from "node:child_process";
import { copyFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, isCurrent } from "./build.js";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const SHRINKWRAP = join(ROOT, "npm-shrinkwrap.json");

if (process.argv.includes("--clean")) {
  rmSync(SHRINKWRAP, { force: true });
} else {
  execFileSync("npm", ["run", "types"], { cwd: ROOT, stdio: "inherit" });
  if (!isCurrent(ROOT) && !build(ROOT)) throw new Error("the TypeScript compiler is not installed: npm ci");
  copyFileSync(join(ROOT, "package-lock.json"), SHRINKWRAP);
}
