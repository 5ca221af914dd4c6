import { defineConfig } from "vitest/config";
import { LONG_FILES } from "./test/long-files.ts";

/** A long file that is asked for by its name or folder runs. */
const isAsked = (file: string): boolean =>
  process.argv.some((argument) => argument.startsWith("test/") && file.startsWith(argument));

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Long runs have a command: npm run test:long.
    exclude: ["test/long/**", ...LONG_FILES.filter((file) => !isAsked(file))],
    testTimeout: 300_000,
    hookTimeout: 600_000,
    maxWorkers: 2,
    // One process for many files: loading the engine and the program anew for each took a third of the time.
    isolate: false,
    // Two files at a time on two cores: an engine that takes both for itself only waits for the other.
    // Children and workers start from the build, which is made first; one that does not fit the sources is an error.
    env: { FENGSUI_THREADS: "1", FENGSUI_STALE_BUILD: "fail" },
    globalSetup: ["test/build-first.ts"],
  },
});
