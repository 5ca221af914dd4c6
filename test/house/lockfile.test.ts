import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/**
 * `npm ci` demands an entry for every platform's build of a package. An install where one of them cannot be fetched leaves its
 * entry out, and the next clean clone fails: put the entry back (name, version, os, cpu, libc, optional) and this passes.
 */
it("the lock file names every optional build of every package", () => {
  const text = readFileSync(join(resolve(import.meta.dirname, "../.."), "package-lock.json"), "utf8");
  const { packages } = JSON.parse(text) as { packages: Readonly<Record<string, Locked>> };
  const missing = Object.entries(packages).flatMap(([path, own]) =>
    Object.keys(own.optionalDependencies ?? {}).filter(
      (name) => !(`node_modules/${name}` in packages) && !(`${path}/node_modules/${name}` in packages),
    ),
  );
  expect(missing).toEqual([]);
  expect(text).not.toContain('"resolved"');
});
