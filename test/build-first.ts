import { resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "..");

/** Build what children and workers start from, before any test runs. */
export default async function buildFirst(): Promise<void> {
  const { build } = await import(`${ROOT}/build/build.js`);
  const { isFresh } = await import(`${ROOT}/build/stamp.js`);
  if (!isFresh(ROOT) && !build(ROOT)) throw new Error("the TypeScript compiler is not installed: npm ci");
}
