// Bundle what draws charts and writes documents with the packages that it imports, so that the program runs without them: `node build/bundle.js <build>`.
import { cpSync, existsSync, readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { rolldown } from "rolldown";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** The files that import packages which are bundled; nothing else does. */
const ENGINES = "reports/documents/engines";

/**
 * The files of a folder that are bundled, each by itself; none where there is no such folder.
 *
 * @param {string} folder
 */
const enginesIn = (folder) =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => /\.(js|ts)$/.test(name))
        .sort()
    : [];

/**
 * Finds the folders named `data` that packages read beside their code: the bundle reads them beside itself.
 *
 * @param {Set<string>} folders filled with the folders that the code reads
 * @returns {import("rolldown").Plugin}
 */
const dataFolders = (folders) => ({
  name: "data-folders",
  transform: {
    filter: { code: /__dirname/ },
    handler(_code, id) {
      const folder = join(dirname(id), "data");
      if (existsSync(folder)) folders.add(folder);
    },
  },
});

/**
 * An engine and its packages in one file. Other files of the program stay outside: they stand once.
 *
 * @param {string} input
 * @param {string} [file] where it is written; nothing is written without
 */
async function bundle(input, file) {
  /** @type {Set<string>} */
  const folders = new Set();
  const bundled = await rolldown({
    input,
    platform: "node",
    external: (id, importer) => importer === input && id.startsWith("."),
    plugins: [dataFolders(folders)],
    transform: { define: { __dirname: "import.meta.dirname" } },
    // A package without `sideEffects` is kept whole, and warned of.
    logLevel: "silent",
  });
  /** @type {import("rolldown").OutputOptions} */
  const options = {
    ...{ format: "esm", minify: true, codeSplitting: false },
    comments: { legal: true, annotation: false, jsdoc: false },
  };
  const { output } = await (file ? bundled.write({ ...options, file }) : bundled.generate(options));
  await bundled.close();
  return { modules: output[0].moduleIds, folders };
}

/**
 * Bundle the engines of a build in place.
 *
 * @param {string} made
 */
async function bundleEngines(made) {
  const folder = join(made, ENGINES);
  for (const name of enginesIn(folder)) {
    const file = join(folder, name);
    const { folders } = await bundle(file, file);
    for (const from of folders) cpSync(from, join(folder, "data"), { recursive: true });
  }
}

/** The packages that the bundles of a checkout contain, as paths in its `node_modules`. */
export async function bundledPackages(root = ROOT) {
  const folder = join(root, ENGINES);
  const modules = [];
  for (const name of enginesIn(folder)) modules.push(...(await bundle(join(folder, name))).modules);
  const packages = modules.flatMap(
    (path) => /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(relative(root, path))?.[0] ?? [],
  );
  return [...new Set(packages)].sort();
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await bundleEngines(/** @type {string} */ (process.argv[2]));
}
