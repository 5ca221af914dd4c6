import { accessSync, constants } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/**
 * The JavaScript file that a child process or a worker starts from, as an absolute path.
 *
 * In a build it is the neighbour of the file that asks. Sources that run through a loader (a changed checkout, the tests) start their
 * children from `dist/`, for a loader in a child costs more memory than the child may take: a build that does not fit the
 * sources is made anew, or is an error where `FENGSUI_STALE_BUILD` is `fail`, as in the tests.
 *
 * @param from `import.meta.url` of the file that asks
 * @param name name of the child's file, without its ending
 * @throws Error when there is no build that fits, and none can be made
 */
export async function childEntry(from: string, name: string): Promise<string> {
  const folder = dirname(fileURLToPath(from));
  if (from.endsWith(".js")) return join(folder, `${name}.js`);
  isFresh ??= freshBuild();
  await isFresh;
  return join(ROOT, "dist", relative(ROOT, folder), `${name}.js`);
}

/** Asked once a process: the sources of a running process do not change. */
let isFresh: Promise<void> | undefined;

async function freshBuild(): Promise<void> {
  const load = (file: string) => import(pathToFileURL(join(ROOT, "build", file)).href);
  if ((await load("stamp.js")).isFresh(ROOT)) return;
  const isForbidden = process.env.FENGSUI_STALE_BUILD === "fail";
  const isWritable = (): boolean => {
    try {
      accessSync(ROOT, constants.W_OK);
      return true;
    } catch {
      return false;
    }
  };
  if (isForbidden || !isWritable() || !(await load("build.js")).build(ROOT))
    throw new Error(
      `${join(ROOT, "dist")} was not built from the sources beside it; run there: npm run build`,
    );
}
