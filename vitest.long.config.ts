import { defineConfig } from "vitest/config";
import { LONG_FILES } from "./test/long-files.ts";
import short from "./vitest.config.ts";

/** Long seeded runs, and what needs more than npm installs: `npm run test:long`, which `.ci/run` runs after `npm test`. */
export default defineConfig({
  test: {
    ...short.test,
    include: ["test/long/**/*.test.ts", ...LONG_FILES],
    exclude: [],
    testTimeout: 1_800_000,
    hookTimeout: 1_800_000,
  },
});
