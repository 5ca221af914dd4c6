import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { LONG_FILES, LONGEST_FIRST } from "./test/long-files.ts";
import short from "./vitest.config.ts";

/** The longest files begin first, so that none of them runs on alone at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const at = LONGEST_FIRST.findIndex((file) => moduleId.endsWith(file));
      return at < 0 ? LONGEST_FIRST.length : at;
    };
    return [...(await super.sort(files))].sort((a, b) => place(a) - place(b));
  }
}

/** Long seeded runs, and what needs more than npm installs: `npm run test:long`, which `.ci/run` runs after `npm test`. */
export default defineConfig({
  test: {
    ...short.test,
    include: ["test/long/**/*.test.ts", ...LONG_FILES],
    exclude: [],
    sequence: { sequencer: LongestFirst },
    testTimeout: 1_800_000,
    hookTimeout: 1_800_000,
  },
});
