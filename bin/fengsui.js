#!/usr/bin/env node
// Runs the build. In a checkout whose sources have changed since it was built, runs the sources through the development loader.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const isCheckout = existsSync(new URL("../pipeline/main.ts", import.meta.url));
const isBuilt = isCheckout
  ? (await import("../build/stamp.js")).isFresh(root)
  : existsSync(new URL("../dist/pipeline/main.js", import.meta.url));

if (!isBuilt) {
  try {
    const { register } = await import("tsx/esm/api");
    register();
  } catch {
    console.error("fengsui is not built. Run in its folder: npm ci && npm run build");
    process.exit(1);
  }
}
const { main } = await import(isBuilt ? "../dist/pipeline/main.js" : "../pipeline/main.ts");
process.exitCode = await main(process.argv.slice(2));
